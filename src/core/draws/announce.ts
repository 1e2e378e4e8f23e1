import type { Announcement } from '../fairness/announcement.ts';
import type { AnnouncedEntries } from '../fairness/entries.ts';
import type { PlannedEntropy } from '../fairness/entropy.ts';

/**
 * What somebody wants drawn, be it for the stage, a room or a lottery. `prize.id`: null for a prize said on the spot.
 * `rule`: who is eligible, in words.
 */
export interface DrawOrder {
  readonly prize: { readonly id: string | null; readonly name: string; readonly rank: number };
  readonly winners: number;
  readonly reserves: number;
  readonly rule: string;
}

/** The place of a draw in its owner's seal chain (FAIRNESS section 1). `ownerId`: an event or a game. */
export interface ChainPlace {
  readonly ownerId: string;
  readonly epoch: number;
  readonly draw: number;
}

/**
 * What is published of a draw before any entropy for it is known. `entries`: those eligible now. `announcedAt`: RFC
 * 3339, UTC.
 */
export const announce = (
  order: DrawOrder,
  entries: AnnouncedEntries,
  place: ChainPlace,
  entropy: readonly PlannedEntropy[],
  announcedAt: string,
): Announcement => ({
  v: 'ld1',
  event: place.ownerId,
  epoch: place.epoch,
  draw: place.draw,
  // A prize said on the spot has no id of its own; the draw's place names it without a clash.
  prize: { ...order.prize, id: order.prize.id ?? `on-the-spot-${place.epoch}-${place.draw}` },
  winners: order.winners,
  reserves: order.reserves,
  entries,
  entropy,
  rule: order.rule,
  announced_at: announcedAt,
});
