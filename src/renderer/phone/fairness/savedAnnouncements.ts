/** The announcements that this phone saw with its own eyes before their draws were decided. */
import type { PublicDraw } from '../../../contract/stage/views.ts';
import type { SavedAnnouncement, SavedAnnouncements } from '../../common/storedFairness.ts';

const MAX_SAVED = 100;

/**
 * The saved announcements with this draw's, if it is not revealed yet. What was seen first stays, whatever is said later;
 * the oldest go when there are too many. The same object where nothing is new.
 */
export const withAnnouncement = (saved: SavedAnnouncements, draw: PublicDraw, at: number): SavedAnnouncements => {
  if (draw.winners !== null || draw.reveal !== null || saved.has(draw.draw_id)) return saved;
  const { announcement_hash, seal } = draw;
  const seen: SavedAnnouncement = { announcement_hash, seal, draw: draw.draw, at: Math.max(0, Math.round(at)) };
  return new Map(
    [...saved, [draw.draw_id, seen] as const].sort(([, one], [, other]) => one.at - other.at).slice(-MAX_SAVED),
  );
};

/** Whether another draw was seen under the same number of the same seal: a second try at the same secret. */
export const isNumberReused = (saved: SavedAnnouncements, draw: PublicDraw): boolean =>
  [...saved].some(([drawId, seen]) => drawId !== draw.draw_id && seen.seal === draw.seal && seen.draw === draw.draw);
