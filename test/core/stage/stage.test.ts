import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainPlaceOf } from './chainPlace.ts';
import { delayHex } from '../../../src/core/fairness/delay.ts';
import { decide, delayInputOf } from '../../../src/core/fairness/draw.ts';
import { entriesTree, type Entry } from '../../../src/core/fairness/entries.ts';
import { announce } from '../../../src/core/draws/announce.ts';
import {
  orderOf,
  planDraw,
  type DrawRequest,
  type NamedPrize,
  type PlannedDraw,
} from '../../../src/core/stage/draw.ts';
import { nextUp, remaining } from '../../../src/core/stage/prizes.ts';
import { reelCount, revealAt, stoppingAt } from '../../../src/core/stage/stage.ts';

const prize = (id: string, more: Partial<NamedPrize> = {}): NamedPrize => ({
  id,
  name: id,
  rank: 1,
  quantity: 1,
  winnersPerDraw: 1,
  drawn: 0,
  ...more,
});
const byId = (prizeId: string, count: number | null = null, reserves = 0): DrawRequest => ({
  prizeId,
  count,
  reserves,
});
const bySay = (prizeName: string, prizeRank = 1, count = 1): DrawRequest => ({
  prizeName,
  prizeRank,
  count,
  reserves: 0,
});
const NOW = '2026-11-20T12:00:00.000Z';
const entriesOf = (count: number): Entry[] =>
  Array.from({ length: count }, (_, index) => [index + 1, 1, (index + 1).toString(16).padStart(64, '0'), null]);

describe('what may be drawn', () => {
  const cars = prize('car', { quantity: 10, winnersPerDraw: 4, drawn: 7 });

  it('is nothing while reels turn', () => {
    for (const stage of ['armed', 'spinning', 'stopping'] as const)
      expect(planDraw(stage, [cars], 100, 2, byId('car'))).toMatchObject({
        ok: false,
        refusal: { code: 'draw_in_progress' },
      });
    for (const stage of ['idle', 'winner'] as const) expect(planDraw(stage, [cars], 100, 2, byId('car')).ok).toBe(true);
  });

  it.each<[string, number, DrawRequest, number | string]>([
    ['as many as the prize takes at a time', 100, byId('boat'), 4],
    ['as many as are left of it', 100, byId('car'), 3],
    ['as many as can win', 2, byId('boat'), 2],
    ['as many as can win beside the reserves', 6, byId('boat', null, 3), 3],
    ['as many as asked for', 100, byId('boat', 9), 9],
    ['as many as all', 9, byId('boat', 9), 9],
    ['not more than are left', 100, byId('car', 4), 'no_prizes_left'],
    ['not more than can win', 8, byId('boat', 9), 'not_enough_entries'],
    ['not more than can win, with the reserves', 9, byId('boat', 9, 1), 'not_enough_entries'],
    ['not reserves alone', 3, byId('boat', null, 3), 'not_enough_entries'],
    ['not where nobody is', 0, byId('boat'), 'not_enough_entries'],
    ['not what is gone', 100, byId('gone'), 'no_prizes_left'],
    ['not what is over', 100, byId('over'), 'no_prizes_left'],
    ['not what does not exist', 100, byId('nothing'), 'prize_not_found'],
    ['anything said on the spot', 100, bySay('cake', 1, 50), 50],
    ['of the list what is said with its name and rank', 100, bySay('car', 1, 4), 'no_prizes_left'],
    ['on the spot what only sounds like the list', 100, bySay('car', 2, 4), 4],
  ])('%s', (_, eligible, request, expected) => {
    const prizes = [
      cars,
      prize('boat', { quantity: 100, winnersPerDraw: 4 }),
      prize('gone', { quantity: 2, drawn: 2 }),
      // A quantity that was made smaller after the draw.
      prize('over', { quantity: 2, drawn: 3 }),
    ];
    const planned = planDraw('idle', prizes, eligible, 2, request);
    expect(planned.ok ? planned.value.winners : planned.refusal.code).toBe(expected);
  });

  it('never exceeds what is left nor who can win', () => {
    const whole = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        whole,
        whole,
        fc.integer({ min: 1, max: 40 }),
        whole,
        whole,
        fc.option(fc.integer({ min: 1, max: 40 })),
        (quantity, drawn, per, eligible, reserves, count) => {
          const one = prize('p', { quantity, drawn, winnersPerDraw: per });
          const planned = planDraw('idle', [one], eligible, 2, byId('p', count, reserves));
          if (!planned.ok) return;
          expect(planned.value.winners).toBeGreaterThan(0);
          expect(planned.value.winners).toBeLessThanOrEqual(remaining(one));
          expect(planned.value.winners + reserves).toBeLessThanOrEqual(eligible);
          expect(planned.value.winners).toBeLessThanOrEqual(count ?? per);
        },
      ),
    );
  });
});

describe('what comes next', () => {
  const list = [prize('gone', { drawn: 1 }), prize('boat', { quantity: 5, winnersPerDraw: 3, drawn: 3 }), prize('car')];
  it('is the first prize that is left, with as many as there can be', () => {
    expect(nextUp(list, null, 100)).toEqual({ prizeId: 'boat', count: 2 });
    expect(nextUp(list, null, 1)).toEqual({ prizeId: 'boat', count: 1 });
  });
  it('is the chosen prize instead, for as long as any of it is left', () => {
    expect(nextUp(list, 'car', 100)?.prizeId).toBe('car');
    expect(nextUp(list, 'gone', 100)?.prizeId).toBe('boat');
    expect(nextUp(list, 'deleted', 100)?.prizeId).toBe('boat');
  });
  it('is nothing without prizes or people', () => {
    expect(nextUp(list, null, 0)).toBeNull();
    expect(nextUp(list.slice(0, 1), null, 100)).toBeNull();
    expect(nextUp([], null, 100)).toBeNull();
  });
});

describe('how a draw runs', () => {
  const duration = fc.integer({ min: 0, max: 60_000 });

  it('stops its reels after the result is there, within the second half of the spin, and in time for each of them', () => {
    fc.assert(
      fc.property(duration, duration, fc.integer({ min: 1, max: 9 }), (spinMs, delayMs, reels) => {
        const times = { closedAt: 1_000, decidedAt: 1_000 + delayMs, spinMs };
        const reveal = revealAt(times, reels);
        const stopping = stoppingAt(times, reels);
        const stopMs = reveal - stopping;
        expect(reveal).toBeGreaterThanOrEqual(1_000 + spinMs);
        // Longer than the spin only for a result that came late, and then no longer than the reels need.
        expect(reveal).toBeLessThanOrEqual(Math.max(1_000 + spinMs, Math.ceil(1_000 + delayMs + stopMs)));
        expect(stopping).toBeGreaterThanOrEqual(1_000 + delayMs - 1);
        expect(stopping).toBeGreaterThanOrEqual(1_000 + spinMs / 2 - 1);
        expect(stopMs).toBeLessThanOrEqual(1_000 + 500 * reels);
        expect(Number.isInteger(reveal)).toBe(true);
      }),
    );
  });

  it('has a reel for each digit', () => {
    expect([reelCount(3, 5), reelCount(3, 999), reelCount(3, 1_000), reelCount(1, 0)]).toEqual([3, 3, 4, 1]);
  });
});

describe('a decision', () => {
  const planned = (winners: number, reserves = 0) =>
    ({ prize: null, prizeName: 'Car', prizeRank: 1, winners, reserves }) as const;

  /** Announced for these entries and decided without further entropy. */
  const announceAndDecide = (plan: PlannedDraw<NamedPrize>, entries: Entry[], seed: string) => {
    const { place, chainLink } = chainPlaceOf(seed);
    const { count, root } = entriesTree(entries);
    const announcement = announce(orderOf(plan, null, false), { count, root }, place, [], 0, NOW);
    const delay = delayHex(delayInputOf({ announcement, chainLink, entropy: [] }));
    return { announcement, ...decide({ announcement, chainLink, entries, entropy: [], room: [], delay }) };
  };

  it('follows from its inputs alone', () => {
    const decideAgain = () => announceAndDecide(planned(5, 3), entriesOf(50), 'seed');
    expect(decideAgain()).toEqual(decideAgain());
    const { announcement } = decideAgain();
    expect(announcement).toEqual({
      v: 'ld2',
      event: 'event',
      epoch: 1,
      draw: 1,
      prize: { id: null, name: 'Car', rank: 1 },
      winners: 5,
      reserves: 3,
      entries: { count: 50, root: entriesTree(entriesOf(50)).root },
      entropy: [],
      delay: 0,
      rule: 'everyone who has joined and has not won yet',
      announced_at: NOW,
    });
  });

  it('names each winner and reserve once, out of the entries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat(), fc.string(), (count, some, more, seed) => {
        const winners = 1 + (some % count);
        const reserves = more % (count - winners + 1);
        const outcome = announceAndDecide(planned(winners, reserves), entriesOf(count), seed);
        expect([outcome.winners.length, outcome.reserves.length]).toEqual([winners, reserves]);
        const all = [...outcome.winners, ...outcome.reserves];
        expect(new Set(all).size).toBe(all.length);
        for (const number of all) expect(number >= 1 && number <= count).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('gives everybody the same chance', () => {
    const times = new Map<number, number>();
    const rounds = 3_000;
    for (let round = 0; round < rounds; round += 1) {
      const { winners } = announceAndDecide(planned(2), entriesOf(10), `round ${round}`);
      for (const number of winners) times.set(number, (times.get(number) ?? 0) + 1);
    }
    // 600 each; chi-squared with 9 degrees of freedom stays below 33.7 in all but one of 10,000 cases, and the seeds are fixed.
    const expected = (rounds * 2) / 10;
    const chi = [...Array(10).keys()].reduce(
      (sum, index) => sum + ((times.get(index + 1) ?? 0) - expected) ** 2 / expected,
      0,
    );
    expect(chi).toBeLessThan(33.7);
  });
});
