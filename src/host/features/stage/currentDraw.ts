import { announcementHash, type Announcement } from '../../../core/fairness/announcement.ts';
import { closeOf, type Close, type Entropy } from '../../../core/fairness/entropy.ts';
import { fingerprint } from '../../../core/fairness/fingerprint.ts';
import { reelCount, revealAt, stoppingAt } from '../../../core/stage/stage.ts';
import { linkOfDraw, sealOfChain } from '../draws/announced.ts';
import type { DrawRecord } from '../draws/store.ts';
import type { StageDraw } from './store.ts';

/** A draw as the stage shows it. Moments in ms since 1970, by the host's clock; 0 for those that are not known yet. */
export interface CurrentDraw extends StageDraw {
  readonly seal: string;
  /** chain[draw] in hex: secret until the reveal; empty until the draw is decided. */
  readonly revealLink: string;
  readonly announcementHash: string;
  readonly fingerprint: string;
  readonly sources: readonly string[];
  /** Steps of its delay, as announced. */
  readonly delaySteps: number;
  /** What every screen is told at the close; null while it gathers. */
  readonly close: Close | null;
  /** As announced. */
  readonly winnersWanted: number;
  readonly entropyUntil: number;
  readonly stoppingAt: number;
  readonly revealAt: number;
}

/** A draw with what follows from it. `numberWidth`: the event's, which says how many reels there are at least. */
export const onStage = (draw: StageDraw, numberWidth: number): CurrentDraw => {
  // The store gives back what was announced.
  const announcement = JSON.parse(draw.announcement) as Announcement;
  const hash = announcementHash(announcement);
  const { closedAt, decidedAt, spinMs } = draw;
  const times = closedAt === null || decidedAt === null ? null : { closedAt, decidedAt, spinMs };
  const reels = reelCount(numberWidth, draw.entryCount);
  return {
    ...draw,
    seal: sealOfChain(draw),
    revealLink: times ? linkOfDraw(draw) : '',
    announcementHash: hash,
    fingerprint: fingerprint(hash),
    sources: announcement.entropy,
    delaySteps: announcement.delay,
    // The store gives back what was closed.
    close: draw.entropy === null ? null : closeOf(JSON.parse(draw.entropy) as Entropy[]),
    winnersWanted: announcement.winners,
    entropyUntil: draw.announcedAt + draw.windowMs,
    stoppingAt: times ? stoppingAt(times, reels) : 0,
    revealAt: times ? revealAt(times, reels) : 0,
  };
};

/** The draw without what only the stage's own list adds: as the draws feature takes it up again. */
export const drawRecordOf = (draw: StageDraw): DrawRecord => ({
  ...draw,
  winners: draw.winners.map(({ drawNumber }) => drawNumber),
});
