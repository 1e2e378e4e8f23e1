import { version, type Announcement } from '../fairness/announcement.ts';
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
 * What is published of a draw before any entropy for it is known. `entries`: those eligible now. `delay`: its
 * steps, 0: decided at once. `announcedAt`: UTC, as `2026-11-20T12:00:00.000Z`.
 */
export const announce = (
  order: DrawOrder,
  entries: AnnouncedEntries,
  place: ChainPlace,
  entropy: readonly PlannedEntropy[],
  delay: number,
  announcedAt: string,
): Announcement => ({
  v: version,
  event: place.ownerId,
  epoch: place.epoch,
  draw: place.draw,
  prize: order.prize,
  winners: order.winners,
  reserves: order.reserves,
  entries,
  entropy,
  delay,
  rule: order.rule,
  announced_at: announcedAt,
});
