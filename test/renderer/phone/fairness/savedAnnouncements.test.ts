import { describe, expect, it } from 'vitest';
import { sealOf } from '../../../../src/core/fairness/chain.ts';
import type { SavedAnnouncements } from '../../../../src/renderer/common/storedFairness.ts';
import { isNumberReused, withAnnouncement } from '../../../../src/renderer/phone/fairness/savedAnnouncements.ts';
import { ANNOUNCED_AT, holdDraw, SEAL } from './fairVenue.ts';

const { armed, revealed } = holdDraw();
const NEXT_SEAL = sealOf('6b'.repeat(32));
const NONE: SavedAnnouncements = new Map();

describe('the announcements that a phone saw', () => {
  it('are kept under the draw’s id, before the reveal only', () => {
    const seen = withAnnouncement(NONE, armed, ANNOUNCED_AT + 0.4);
    expect([...seen]).toEqual([
      ['d3', { announcement_hash: armed.announcement_hash, seal: SEAL, draw: 3, at: ANNOUNCED_AT }],
    ]);
    expect(withAnnouncement(NONE, revealed, ANNOUNCED_AT)).toBe(NONE);
  });

  it('stay what was seen first, whatever is shown later', () => {
    const seen = withAnnouncement(NONE, armed, 1);
    expect(withAnnouncement(seen, { ...armed, announcement_hash: 'ab'.repeat(32) }, 2)).toBe(seen);
  });

  it('are the newest hundred', () => {
    let seen: SavedAnnouncements = NONE;
    for (let draw = 1; draw <= 130; draw += 1)
      seen = withAnnouncement(seen, { ...armed, draw_id: `d${draw}`, draw }, draw);
    expect(seen.size).toBe(100);
    expect([...seen.values()].map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, index) => index + 31));
  });

  it('show that a draw number was used twice', () => {
    const seen = withAnnouncement(NONE, armed, 1);
    expect(isNumberReused(seen, armed)).toBe(false);
    expect(isNumberReused(seen, { ...armed, draw_id: 'again' })).toBe(true);
    expect(isNumberReused(seen, { ...armed, draw_id: 'next', draw: 4 })).toBe(false);
    expect(isNumberReused(seen, { ...armed, draw_id: 'other chain', seal: NEXT_SEAL })).toBe(false);
  });
});
