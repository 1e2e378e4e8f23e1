import { announcementHash, type Announcement } from '../../../core/fairness/announcement.ts';
import { closeOf, type Close, type Entropy } from '../../../core/fairness/entropy.ts';
import { fingerprint } from '../../../core/fairness/fingerprint.ts';
import { reelCount, revealAt, stoppingAt, type StagedDraw } from '../../../core/stage/stage.ts';
import { linkOfDraw, sealOfChain } from '../draws/announced.ts';
import type { DrawRecord } from '../draws/store.ts';
import type { StageDraw, StepIn } from './store.ts';

/** A draw as the stage shows it. Moments in ms since 1970, by the host's clock; 0 for those that are not known yet. */
export interface CurrentDraw extends StageDraw {
  readonly seal: string;
  /** chain[draw] in hex: secret until the reveal; empty until the draw is decided. */
  readonly revealLink: string;
  readonly announcementHash: string;
  readonly fingerprint: string;
  readonly sources: readonly string[];
  /** As announced. */
  readonly winnersWanted: number;
  readonly entropyUntil: number;
  /** Steps of its delay, as announced. */
  readonly delaySteps: number;
  /** Null until the entropy is closed. */
  readonly close: Close | null;
  readonly stoppingAt: number;
  readonly revealAt: number;
  readonly stepIn: CurrentStepIn | null;
}

/** A reserve who steps in, as the stage shows it. */
export interface CurrentStepIn extends StepIn {
  readonly stoppingAt: number;
  readonly revealAt: number;
}

export const onStage = (draw: StageDraw, numberWidth: number): CurrentDraw => {
  // The store gives back what was announced and mixed in.
  const announcement = JSON.parse(draw.announcement) as Announcement;
  const close = draw.entropy === null ? null : closeOf(JSON.parse(draw.entropy) as Entropy[]);
  const hash = announcementHash(announcement);
  const reels = reelCount(numberWidth, draw.entryCount);
  const { closedAt, decidedAt, spinMs, stepIn } = draw;
  const times = closedAt === null || decidedAt === null ? null : { closedAt, decidedAt, spinMs };
  const again = stepIn && { closedAt: stepIn.startedAt, decidedAt: stepIn.startedAt, spinMs: stepIn.spinMs };
  return {
    ...draw,
    seal: sealOfChain(draw),
    revealLink: times ? linkOfDraw(draw) : '',
    announcementHash: hash,
    fingerprint: fingerprint(hash),
    sources: announcement.entropy,
    winnersWanted: announcement.winners,
    entropyUntil: draw.announcedAt + draw.windowMs,
    delaySteps: announcement.delay,
    close,
    stoppingAt: times ? stoppingAt(times, reels) : 0,
    revealAt: times ? revealAt(times, reels) : 0,
    stepIn: stepIn && again && { ...stepIn, stoppingAt: stoppingAt(again, reels), revealAt: revealAt(again, reels) },
  };
};

/** What the course of the stage depends on: the reels of the draw, or those of the reserve who steps in. */
export const turning = (current: CurrentDraw): StagedDraw => {
  const { stepIn } = current;
  return stepIn ? { ...current, ...stepIn, closedAt: stepIn.startedAt, decidedAt: stepIn.startedAt } : current;
};

/** The reels stand, those of the draw or of the reserve who steps in: from now on everybody may know. */
export const revealedNow = (current: CurrentDraw, revealedAt: number): CurrentDraw => {
  const { stepIn } = current;
  if (!stepIn) return { ...current, revealedAt };
  const winners = current.winners.map((win) =>
    win.drawNumber === stepIn.drawNumber ? { ...win, hidden: false } : win,
  );
  return { ...current, winners, stepIn: { ...stepIn, revealedAt } };
};

/** A clock that was set back while the host was away cannot make the reels turn longer than a whole spin. */
export const startedBy = (draw: StageDraw, now: number): StageDraw => {
  const { stepIn } = draw;
  if (stepIn) return { ...draw, stepIn: { ...stepIn, startedAt: Math.min(stepIn.startedAt, now) } };
  if (draw.revealedAt !== null) return draw;
  const before = (moment: number | null): number | null => moment && Math.min(moment, now);
  return { ...draw, closedAt: before(draw.closedAt), decidedAt: before(draw.decidedAt) };
};

/** The draw without what only the stage's own list adds: as the draws feature takes it up again. */
export const drawRecordOf = (draw: StageDraw): DrawRecord => ({
  ...draw,
  winners: draw.winners.map(({ drawNumber }) => drawNumber),
});
