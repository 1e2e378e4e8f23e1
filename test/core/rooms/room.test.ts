import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOf, rankTexts, shareOf } from '../../../src/core/rooms/count.ts';
import { changeSelf, join, NEW_ROOM, shownPhase, type Person, type Room } from '../../../src/core/rooms/room.ts';

const room = (more: Partial<Room> = {}): Room => ({
  ...NEW_ROOM,
  phase: 'gathering',
  people: 0,
  joined: 0,
  onBallot: 0,
  ...more,
});
const person = (more: Partial<Person> = {}): Person => ({
  name: null,
  text: 'A wish',
  state: 'shown',
  isReady: true,
  hasVoted: false,
  isRemoved: false,
  ...more,
});
const written = { name: 'Ann', text: 'A wish', isReady: true };

describe('who joins', () => {
  it('fills a room to its capacity and not beyond', () => {
    expect(join(room({ people: 9 }), null, written, 10).ok).toBe(true);
    expect(join(room({ people: 10 }), null, written, 10)).toMatchObject({ refusal: { code: 'room_full' } });
  });

  it('waits to be shown where the host holds texts', () => {
    expect(join(room({ holdsTexts: true }), null, written, 10)).toMatchObject({ value: { state: 'held' } });
  });

  it('makes an acquired room a gathering one, also when they are gone', () => {
    expect(shownPhase(room())).toBe('acquired');
    expect(shownPhase(room({ joined: 1 }))).toBe('gathering');
  });
});

describe('a text that is written anew', () => {
  it.each([
    ['held again, where the host holds texts', true, 'shown', 'held'],
    ['shown, where the host does not', false, 'shown', 'shown'],
    ['hidden, where it was hidden', false, 'hidden', 'hidden'],
    ['hidden, where it was hidden and the host holds texts', true, 'hidden', 'hidden'],
  ] as const)('is %s', (_, holdsTexts, before, after) => {
    const changed = changeSelf(room({ holdsTexts }), person({ state: before }), { text: 'Another' });
    expect(changed).toMatchObject({ value: { state: after, text: 'Another' } });
  });

  it('is no other text for who only becomes ready', () => {
    const changed = changeSelf(room({ holdsTexts: true }), person({ isReady: false }), { isReady: true });
    expect(changed).toMatchObject({ value: { state: 'shown', isReady: true } });
  });
});

describe('counting', () => {
  it('gives equal texts the same rank, and the next one the place after all of them', () => {
    const votes: Record<number, number> = { 1: 2, 2: 5, 3: 5, 4: 0 };
    const ranking = rankTexts([1, 2, 3, 4], (id) => votes[id] ?? 0);
    expect(ranking.map(({ textId, rank }) => [textId, rank])).toEqual([
      [2, 1],
      [3, 1],
      [1, 3],
      [4, 4],
    ]);
    expect(firstOf(ranking)).toEqual([2, 3]);
  });

  it('has no first place where nobody voted', () => {
    expect(firstOf(rankTexts([1, 2], () => 0))).toEqual([]);
    expect(firstOf(rankTexts([], () => 0))).toEqual([]);
  });

  it('loses no vote and no text, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 30 }), (votes) => {
        const ids = votes.map((_, index) => index + 1);
        const ranking = rankTexts(ids, (id) => votes[id - 1] ?? 0);
        expect(ranking.map(({ textId }) => textId).toSorted((one, other) => one - other)).toEqual(ids);
        for (const { votes: mine, rank } of ranking) {
          expect(rank).toBe(votes.filter((other) => other > mine).length + 1);
        }
      }),
    );
  });

  it('shows bars in steps too coarse to be counted', () => {
    expect([0, 1, 50, 99, 100].map((votes) => shareOf(votes, 100))).toEqual([0, 0.05, 0.5, 1, 1]);
    expect(shareOf(0, 0)).toBe(0);
  });
});
