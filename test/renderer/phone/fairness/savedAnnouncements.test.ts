import { describe, expect, it } from 'vitest';
import { beaconDueAt } from '../../../../src/core/fairness/beacon.ts';
import { sealOf } from '../../../../src/core/fairness/chain.ts';
import type { SavedAnnouncements } from '../../../../src/renderer/common/storedFairness.ts';
import {
  isNumberReused,
  unseenBefore,
  withSight,
  type Sight,
} from '../../../../src/renderer/phone/fairness/savedAnnouncements.ts';
import { ANNOUNCED_AT, holdDraw, SEAL } from './fairVenue.ts';

const { armed, closed, revealed, close } = holdDraw();
const NEXT_SEAL = sealOf('6b'.repeat(32));
const NONE: SavedAnnouncements = new Map();

/** This phone's clock is wrong by an hour, which must not matter. */
const WRONG_MS = 3_600_000;
const at = (host: number, watching = true): Sight => ({
  own: host + WRONG_MS,
  host,
  watchingSince: () => watching,
});
const ENDS_AT = armed.entropy_until + WRONG_MS;

describe('what a phone saw of a draw', () => {
  it('is the announcement, with the window’s end by its own clock, before the reveal only', () => {
    expect([...withSight(NONE, armed, at(ANNOUNCED_AT + 0.4))]).toEqual([
      [
        'd3',
        {
          announcement_hash: armed.announcement_hash,
          seal: SEAL,
          epoch: 1,
          draw: 3,
          at: ANNOUNCED_AT + WRONG_MS,
          endsAt: ENDS_AT,
          close: null,
          revealed: false,
        },
      ],
    ]);
    expect(withSight(NONE, revealed, at(ANNOUNCED_AT))).toBe(NONE);
  });

  it('stays what was seen first, whatever is shown later', () => {
    const seen = withSight(NONE, armed, at(1));
    expect(withSight(seen, { ...armed, announcement_hash: 'ab'.repeat(32) }, at(2))).toBe(seen);
    // Nobody gets more time by telling of a later end.
    expect(withSight(seen, { ...armed, entropy_until: armed.entropy_until + 60_000 }, at(2))).toBe(seen);
    const both = withSight(seen, closed, at(3));
    const other = { entropy_hash: 'cd'.repeat(32), count: 9 };
    expect(withSight(both, { ...closed, close: other }, at(4))).toBe(both);
  });

  it('is the close, with the time at which it came, and whether it was watched', () => {
    const seen = withSight(NONE, armed, at(ANNOUNCED_AT));
    const own = armed.entropy_until + 50 + WRONG_MS;
    expect(withSight(seen, closed, at(armed.entropy_until + 50)).get('d3')?.close).toEqual({
      ...close,
      at: own,
      watched: true,
    });
    expect(withSight(seen, closed, at(armed.entropy_until + 50, false)).get('d3')?.close).toMatchObject({
      at: own,
      watched: false,
    });
  });

  it('has no end and no watched close where it was closed when it was first seen', () => {
    expect(withSight(NONE, closed, at(ANNOUNCED_AT)).get('d3')).toMatchObject({
      endsAt: null,
      close: { ...close, watched: false },
    });
  });

  it('is no close that comes with the result only', () => {
    const seen = withSight(withSight(NONE, armed, at(1)), revealed, at(2)).get('d3');
    expect(seen).toMatchObject({ close: null, revealed: true });
  });

  it('ends with the round of a beacon, where that is due later', () => {
    const round = 40_000_000;
    const draw = { ...armed, sources: ['room', `beacon:${round}`] };
    expect(withSight(NONE, draw, at(ANNOUNCED_AT)).get('d3')?.endsAt).toBe(beaconDueAt(round));
    expect(beaconDueAt(round)).toBeGreaterThan(ENDS_AT);
  });

  it('are the newest hundred', () => {
    let seen: SavedAnnouncements = NONE;
    for (let draw = 1; draw <= 130; draw += 1)
      seen = withSight(seen, { ...armed, draw_id: `d${draw}`, draw }, at(draw));
    expect(seen.size).toBe(100);
    expect([...seen.values()].map(({ draw }) => draw)).toEqual(Array.from({ length: 100 }, (_, index) => index + 31));
  });
});

describe('a draw number', () => {
  it('that was used twice shows', () => {
    const seen = withSight(NONE, armed, at(1));
    expect(isNumberReused(seen, armed)).toBe(false);
    expect(isNumberReused(seen, { ...armed, draw_id: 'again' })).toBe(true);
    expect(isNumberReused(seen, { ...armed, draw_id: 'next', draw: 4 })).toBe(false);
    expect(isNumberReused(seen, { ...armed, draw_id: 'other chain', seal: NEXT_SEAL })).toBe(false);
  });

  it('of which no result was seen since the last one that was', () => {
    const numbered = (draw: number) => ({ draw_id: `d${draw}`, draw });
    const shown = withSight(withSight(NONE, armed, at(1)), revealed, at(2));
    expect(unseenBefore(NONE, { ...revealed, ...numbered(9) })).toEqual([]);
    expect(unseenBefore(shown, { ...revealed, ...numbered(4) })).toEqual([]);
    expect(unseenBefore(shown, { ...revealed, ...numbered(6) })).toEqual([4, 5]);
    // Announced before its eyes, and given up: it is one of them.
    const abandoned = withSight(shown, { ...armed, ...numbered(4) }, at(3));
    expect(unseenBefore(abandoned, { ...revealed, ...numbered(5) })).toEqual([4]);
    expect(unseenBefore(abandoned, { ...revealed, ...numbered(5), seal: NEXT_SEAL })).toEqual([]);
  });
});
