/** What the projector is doing. `armed` belongs to draws that gather entropy before they are decided. */
export type Stage = 'idle' | 'armed' | 'spinning' | 'stopping' | 'winner';

/**
 * When the entropy of a decided draw was closed, when it was decided, and how long it spins from the close on, at least.
 * Times in ms since 1970, by the host's clock.
 */
export interface DrawTimes {
  readonly closedAt: number;
  readonly decidedAt: number;
  readonly spinMs: number;
}

/** How long the reels take to stop: half a second each and one second more for the last one's tease, but half of the spin at most. */
const stopMs = ({ spinMs }: DrawTimes, reels: number): number => Math.min(spinMs / 2, 1_000 + 500 * reels);

/** When the last reel stands and everybody is told, ms since 1970: the reels turn until the result is there, however long. */
export const revealAt = (times: DrawTimes, reels: number): number =>
  Math.ceil(Math.max(times.closedAt + times.spinMs, times.decidedAt + stopMs(times, reels)));

/** When the reels begin to stop, ms since 1970. */
export const stoppingAt = (times: DrawTimes, reels: number): number => revealAt(times, reels) - stopMs(times, reels);

/** How many reels the machine shows: the event's width, or as many digits as the highest number has. */
export const reelCount = (numberWidth: number, highestNumber: number): number =>
  Math.max(numberWidth, String(highestNumber).length);

/** The draw on the stage, as far as the stage's course depends on it. Moments in ms since 1970. */
export interface StagedDraw {
  /** Null while it gathers entropy. */
  readonly closedAt: number | null;
  /** Null while its delay is computed, and before. */
  readonly decidedAt: number | null;
  readonly stoppingAt: number;
  readonly revealAt: number;
  /** Null until the reels have stood and everybody was told. */
  readonly revealedAt: number | null;
}

/** What is due next without anybody's doing, and when (ms since 1970): the reels stop, or the result is told. */
export interface StageTimer {
  readonly at: number;
  readonly due: 'stop' | 'reveal';
}

/** What the stage is doing, and its timer as data; null where it waits for somebody. */
export interface StageCourse {
  readonly stage: Stage;
  readonly timer: StageTimer | null;
}

/**
 * The whole course of the stage: what it is doing at this moment with this draw (null: none), and what is due next.
 * Nothing else is kept, so that a restart at any moment finds itself where it would have been.
 */
export const stageAt = (draw: StagedDraw | null, now: number): StageCourse => {
  if (draw === null) return { stage: 'idle', timer: null };
  if (draw.closedAt === null) return { stage: 'armed', timer: null };
  // The reels turn, and nobody knows for what.
  if (draw.decidedAt === null) return { stage: 'spinning', timer: null };
  if (draw.revealedAt !== null) return { stage: 'winner', timer: null };
  return now < draw.stoppingAt
    ? { stage: 'spinning', timer: { at: draw.stoppingAt, due: 'stop' } }
    : { stage: 'stopping', timer: { at: draw.revealAt, due: 'reveal' } };
};

/** Whether a draw is under way: announced and not shown yet. */
export const isUnderWay = (stage: Stage): boolean => stage === 'armed' || stage === 'spinning' || stage === 'stopping';
