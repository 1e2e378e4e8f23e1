import { describe, expect, it } from 'vitest';
import { beaconDueAt } from '../../../src/core/fairness/beacon.ts';
import { isSignatureOf } from '../../../src/core/fairness/beaconSignature.ts';
import { importedHolder, isSalt, phoneHolder, saltHash, type Entry } from '../../../src/core/fairness/entries.ts';
import { concat, hash, toHex, utf8 } from '../../../src/core/fairness/bytes.ts';
import { finish } from '../../../src/core/fairness/slices.ts';
import { beaconRound } from '../../support/beaconRound.ts';
import { ROUND_1000 } from '../../host/features/draws/beacon/recordedRounds.ts';
import {
  isEntropy,
  planOf,
  readEntropy,
  roomEntropy,
  verifyContribution,
  type Contribution,
} from '../../../src/core/fairness/entropy.ts';
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
  it('hash the contributions to a tree', () => {
    const room = (...list: Contribution[]) => finish(roomEntropy(list));
    expect(room()).toEqual({ source: 'room', count: 0, root: toHex(hash(new Uint8Array())) });
    const leaf = hash(concat(Uint8Array.of(0), utf8(`[5,1,"${tip}"]`)));
    expect(room([5, 1, tip])).toEqual({ source: 'room', count: 1, root: toHex(leaf) });
  });

  it('take 1 to 64 spoken characters, counted as code points', () => {
    const spoken = (value: unknown) => isEntropy({ source: 'spoken', value });
    expect(['7', '칠'.repeat(64), '🎲'.repeat(64)].map(spoken)).toEqual([true, true, true]);
    expect(['', '7'.repeat(65), '🎲'.repeat(65), '\udc00', 7, null].map(spoken)).not.toContain(true);
  });

  it('have exactly their keys', () => {
    const beacon = beaconRound(9);
    expect(isEntropy(beacon)).toBe(true);
    expect(isEntropy({ source: 'beacon', value: tip })).toBe(false);
    expect(isEntropy({ ...beacon, round: 0 })).toBe(false);
    expect(isEntropy({ ...beacon, signature: beacon.signature.slice(2) })).toBe(false);
    expect(isEntropy({ source: 'room', round: 9, root: tip })).toBe(false);
    expect(isEntropy({ source: 'spoken', value: 'x', by: 'somebody' })).toBe(false);
  });

  it('must be the planned ones in their order', () => {
    const sources = [{ source: 'spoken', value: 'x' } as const, beaconRound(9)];
    const read = (planned: readonly string[], value: unknown = sources) => readEntropy(value, planned, 0, null);
    expect(sources.map(planOf)).toEqual(['spoken', 'beacon:9']);
    expect(read(['spoken', 'beacon:9'])).toEqual(sources);
    for (const planned of [['beacon:9', 'spoken'], ['spoken', 'beacon:10'], ['spoken'], []]) {
      expect(read(planned)).toEqual(expect.any(String));
    }
    expect(read([], null)).toEqual(expect.any(String));
  });

  it('take a beacon only with its own hash and signature, of a round due after the announcement', () => {
    const { round, signature } = ROUND_1000;
    const given = { source: 'beacon', round, signature, value: ROUND_1000.randomness };
    const read = (value: object, announcedAt = beaconDueAt(round) - 1, isSignature = isSignatureOf) =>
      readEntropy([{ ...given, ...value }], [`beacon:${round}`], announcedAt, isSignature);
    expect(read({})).toEqual([given]);
    expect(read({}, beaconDueAt(round))).toMatch('known before');
    expect(read({ value: tip })).toMatch('not the hash');
    const forged = beaconRound(round);
    expect(read(forged)).toMatch('not the network');
    expect(readEntropy([forged], [`beacon:${round}`], 0, null)).toEqual([forged]);
  });
});

it('holders are the tagged hashes of FAIRNESS section 3', () => {
  expect(phoneHolder('abc')).toBe(toHex(hash(utf8('ld2:token:abc'))));
  expect(importedHolder('00ff', 'A-7')).toBe(toHex(hash(utf8('ld2:ref:00ff:A-7'))));
});

it('the salt is public as its hash', () => {
  const salt = '00112233445566778899aabbccddeeff';
  expect(saltHash(salt)).toBe(toHex(hash(utf8(`ld2:salt:${salt}`))));
  expect(isSalt(salt)).toBe(true);
  for (const bad of [salt.toUpperCase(), salt.slice(2), null]) expect(isSalt(bad)).toBe(false);
});
