import { announcementHash, type Announcement } from '../../../core/fairness/announcement.ts';
import { closeOf, type Close, type Entropy } from '../../../core/fairness/entropy.ts';
import { fingerprint } from '../../../core/fairness/fingerprint.ts';
import { reelCount, revealAt, stoppingAt, type StagedDraw } from '../../../core/stage/stage.ts';
import { linkOfDraw, sealOfChain } from '../draws/announced.ts';
import { delayOf } from '../draws/proof.ts';
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
  /** Steps of the announced delay. */
  readonly delay: number;
  /** Null until the entropy is closed. */
  readonly close: Close | null;
  /** What the delay gave; secret until the reveal; empty until the draw is decided. */
  readonly delayResult: string;
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
  const times = draw.decidedAt === null ? null : { decidedAt: draw.decidedAt, spinMs: draw.spinMs };
  const { stepIn } = draw;
  const again = stepIn && { decidedAt: stepIn.startedAt, spinMs: stepIn.spinMs };
  return {
    ...draw,
    seal: sealOfChain(draw),
    revealLink: times ? linkOfDraw(draw) : '',
    announcementHash: hash,
    fingerprint: fingerprint(hash),
    sources: announcement.entropy,
    winnersWanted: announcement.winners,
    entropyUntil: draw.announcedAt + draw.windowMs,
    delay: announcement.delay,
    close,
    delayResult: times ? delayOf(draw) : '',
    stoppingAt: times ? stoppingAt(times, reels) : 0,
    revealAt: times ? revealAt(times) : 0,
    stepIn: stepIn && again && { ...stepIn, stoppingAt: stoppingAt(again, reels), revealAt: revealAt(again) },
  };
};

/** What the course of the stage depends on: the reels of the draw, or those of the reserve who steps in. */
export const turning = (current: CurrentDraw): StagedDraw => {
  const { stepIn } = current;
  return stepIn ? { ...current, ...stepIn, decidedAt: stepIn.startedAt } : current;
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
  if (draw.decidedAt === null || draw.revealedAt !== null) return draw;
  return { ...draw, decidedAt: Math.min(draw.decidedAt, now) };
};
