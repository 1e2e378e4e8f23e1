import { describe, expect, it } from 'vitest';
import { importedHolder, phoneHolder, type Entry } from '../../../src/core/fairness/entries.ts';
import { hash, toHex, utf8 } from '../../../src/core/fairness/bytes.ts';
import { isEntropy, planOf, readEntropy, roomEntropy, verifyContribution } from '../../../src/core/fairness/entropy.ts';
import { commitmentOf, phoneLink } from '../../../src/core/fairness/phoneChain.ts';

const tip = '77'.repeat(32);
const entry: Entry = [5, 1, phoneHolder('token'), commitmentOf(tip)];

describe('a contribution', () => {
  it('holds for the entry that committed to it, at its step', () => {
    expect(verifyContribution(entry, [5, 3, phoneLink(tip, 3)])).toBe(true);
    expect(verifyContribution(entry, [5, 64, tip])).toBe(true);
    expect(verifyContribution(entry, [5, 2, phoneLink(tip, 3)])).toBe(false);
    expect(verifyContribution(entry, [6, 3, phoneLink(tip, 3)])).toBe(false);
    expect(verifyContribution([5, 1, entry[2], null], [5, 3, phoneLink(tip, 3)])).toBe(false);
  });

  it('is nothing malformed', () => {
    for (const bad of [null, [], [5, 0, commitmentOf(tip)], [5, 65, tip], [5, 3], 'x', { 0: 5, length: 3 }]) {
      expect(verifyContribution(entry, bad)).toBe(false);
    }
  });
});

describe('the sources', () => {
  it('hash the contributions, which must be sorted and unique', () => {
    expect(roomEntropy([])).toEqual({ source: 'room', count: 0, value: toHex(hash(utf8('ld1:room:[]'))) });
    expect(roomEntropy([[5, 1, tip]]).value).toBe(toHex(hash(utf8(`ld1:room:[[5,1,"${tip}"]]`))));
    expect(() =>
      roomEntropy([
        [5, 1, tip],
        [5, 2, tip],
      ]),
    ).toThrow(TypeError);
  });

  it('take 1 to 64 spoken characters, counted as code points', () => {
    const spoken = (value: unknown) => isEntropy({ source: 'spoken', value });
    expect(['7', '칠'.repeat(64), '🎲'.repeat(64)].map(spoken)).toEqual([true, true, true]);
    expect(['', '7'.repeat(65), '🎲'.repeat(65), '\udc00', 7, null].map(spoken)).not.toContain(true);
  });

  it('have exactly their keys', () => {
    expect(isEntropy({ source: 'beacon', round: 9, value: tip })).toBe(true);
    expect(isEntropy({ source: 'beacon', value: tip })).toBe(false);
    expect(isEntropy({ source: 'room', round: 9, value: tip })).toBe(false);
    expect(isEntropy({ source: 'spoken', value: 'x', by: 'somebody' })).toBe(false);
  });

  it('must be the planned ones in their order', () => {
    const sources = [{ source: 'spoken', value: 'x' } as const, { source: 'beacon', round: 9, value: tip } as const];
    expect(sources.map(planOf)).toEqual(['spoken', 'beacon:9']);
    expect(readEntropy(sources, ['spoken', 'beacon:9'])).toEqual(sources);
    for (const planned of [['beacon:9', 'spoken'], ['spoken', 'beacon:10'], ['spoken'], [], null]) {
      expect(readEntropy(sources, planned)).toEqual(expect.any(String));
    }
  });
});

it('holders are the tagged hashes of FAIRNESS section 3', () => {
  expect(phoneHolder('abc')).toBe(toHex(hash(utf8('ld1:token:abc'))));
  expect(importedHolder('00ff', 'A-7')).toBe(toHex(hash(utf8('ld1:ref:00ff:A-7'))));
});
