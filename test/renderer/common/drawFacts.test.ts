import { describe, expect, it } from 'vitest';
import { awaitedOf, mixedIn, planOf, shortSeal } from '../../../src/renderer/common/drawFacts.ts';

describe('what is announced', () => {
  it('is read from the sources, whatever their order', () => {
    expect(planOf(['spoken', 'beacon:20791007', 'room'])).toEqual({ room: true, spoken: true, beacon: 20_791_007 });
    expect(planOf([])).toEqual({ room: false, spoken: false, beacon: null });
  });

  it('is waited for one after the other: phones, words, the beacon', () => {
    const all = { sources: ['room', 'spoken', 'beacon:7'], entropy_until: 5_000 };
    expect(awaitedOf(all, 4_999, true)).toBe('phones');
    expect(awaitedOf(all, 5_000, true)).toBe('words');
    expect(awaitedOf(all, 5_000, false)).toBe('beacon');
    expect(awaitedOf({ ...all, sources: ['room'] }, 5_000, true)).toBe('decision');
  });

  it('is not waited for where phones are not asked', () => {
    expect(awaitedOf({ sources: ['spoken'], entropy_until: 5_000 }, 1_000, true)).toBe('words');
  });
});

describe('what was mixed in', () => {
  it('tells the phones, the words and the round of each source', () => {
    expect(
      mixedIn([
        { source: 'room', count: 287, root: 'ab'.repeat(32) },
        { source: 'spoken', value: 'banana' },
        { source: 'beacon', round: 7, signature: 'ef'.repeat(48), value: 'cd'.repeat(32) },
      ]),
    ).toEqual({ phones: 287, words: 'banana', beacon: 7 });
  });

  it('is nothing before the reveal, without sources, and of what is not entropy', () => {
    const nothing = { phones: null, words: null, beacon: null };
    expect(mixedIn(null)).toEqual(nothing);
    expect(mixedIn([])).toEqual(nothing);
    expect(mixedIn(['room', null, { source: 'room', count: -1, value: '' }])).toEqual(nothing);
  });

  it('counts phones that were asked and did not answer as none', () => {
    expect(mixedIn([{ source: 'room', count: 0, root: 'ab'.repeat(32) }]).phones).toBe(0);
  });
});

describe('the seal', () => {
  it('is shown by its first and last eight digits', () => {
    expect(shortSeal(`01234567${'f'.repeat(48)}89abcdef`)).toBe('01234567 … 89abcdef');
  });
});
