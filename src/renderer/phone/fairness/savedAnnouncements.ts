/** What this phone saw with its own eyes of draws before their results: the announcement, and the close of the entropy. */
import type { PublicDraw } from '../../../contract/stage/views.ts';
import { beaconDueAt } from '../../../core/fairness/beacon.ts';
import { roundOf } from '../../../core/fairness/entropy.ts';
import type { SavedAnnouncement, SavedAnnouncements } from '../../common/storedFairness.ts';

const MAX_SAVED = 100;

/**
 * The moment of a sight, ms since 1970. `own`: by this phone's clock. `host`: by the host's, as far as it is known here.
 * `watchingSince`: nothing that happened since the moment (by this phone's clock) can have been missed or come to notice late.
 */
export interface Sight {
  readonly own: number;
  readonly host: number;
  readonly watchingSince: (moment: number) => boolean;
}

/** By when a draw's entropy should be closed, by this phone's clock: the phones' time is over, the beacon's round is due. */
const endOf = ({ sources, entropy_until }: PublicDraw, { own, host }: Sight): number => {
  const rounds = sources.map(roundOf).filter((round) => round !== null);
  return Math.round(Math.max(own + entropy_until - host, ...rounds.map(beaconDueAt)));
};

const sightOf = (draw: PublicDraw, sight: Sight): SavedAnnouncement => ({
  announcement_hash: draw.announcement_hash,
  seal: draw.seal,
  epoch: draw.epoch,
  draw: draw.draw,
  at: Math.round(sight.own),
  endsAt: draw.close === null ? endOf(draw, sight) : null,
  close: null,
  revealed: false,
});

/**
 * What is saved after a sight of the draw on the stage. What was seen first stays, whatever is shown later; the oldest go
 * when there are too many. The same object where nothing is new.
 */
export const withSight = (saved: SavedAnnouncements, draw: PublicDraw, sight: Sight): SavedAnnouncements => {
  const isRevealed = draw.winners !== null || draw.reveal !== null;
  const known = saved.get(draw.draw_id);
  // What is first seen with its result was not seen before it.
  if (known === undefined && isRevealed) return saved;
  let seen = known ?? sightOf(draw, sight);
  if (seen.close === null && draw.close !== null && !isRevealed) {
    const at = Math.round(sight.own);
    // Who was away for a while can only say that it came by now.
    const watched = known !== undefined && sight.watchingSince(known.at);
    seen = { ...seen, close: { entropy_hash: draw.close.entropy_hash, count: draw.close.count, at, watched } };
  }
  if (isRevealed && !seen.revealed) seen = { ...seen, revealed: true };
  if (seen === known) return saved;
  return new Map(
    [...saved, [draw.draw_id, seen] as const].sort(([, one], [, other]) => one.at - other.at).slice(-MAX_SAVED),
  );
};

/** Whether another draw was seen under the same number of the same seal: a second try at the same secret. */
export const isNumberReused = (saved: SavedAnnouncements, draw: PublicDraw): boolean =>
  [...saved].some(([drawId, seen]) => drawId !== draw.draw_id && seen.seal === draw.seal && seen.draw === draw.draw);

/**
 * The draw numbers before this one, since the last draw whose result this phone saw, of which it saw no result: somebody
 * must say what became of them. In order; none where this phone saw no earlier draw of the seal.
 */
export const unseenBefore = (saved: SavedAnnouncements, draw: PublicDraw): readonly number[] => {
  const earlier = [...saved.values()].filter((seen) => seen.seal === draw.seal && seen.draw < draw.draw);
  if (earlier.length === 0) return [];
  const shown = earlier.filter(({ revealed }) => revealed).map((seen) => seen.draw);
  const since = shown.length > 0 ? Math.max(...shown) + 1 : Math.min(...earlier.map((seen) => seen.draw));
  return Array.from({ length: Math.max(0, draw.draw - since) }, (_, index) => since + index);
};
