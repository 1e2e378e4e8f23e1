/** What the projector is doing. `armed` belongs to draws that gather entropy before they are decided. */
export type Stage = 'idle' | 'armed' | 'spinning' | 'stopping' | 'winner';

/** When a decided draw was decided and how long it spins. Times in ms since 1970, by the host's clock. */
export interface DrawTimes {
  readonly decidedAt: number;
  readonly spinMs: number;
}

/** When the last reel stands and everybody is told, ms since 1970. */
export const revealAt = ({ decidedAt, spinMs }: DrawTimes): number => decidedAt + spinMs;

/**
 * When the reels begin to stop, ms since 1970: half a second a reel and one more for the last one's tease before the
 * reveal, but never more than half of the spin.
 */
export const stoppingAt = (times: DrawTimes, reels: number): number =>
  revealAt(times) - Math.min(times.spinMs / 2, 1_000 + 500 * reels);

/** How many reels the machine shows: the event's width, or as many digits as the highest number has. */
export const reelCount = (numberWidth: number, highestNumber: number): number =>
  Math.max(numberWidth, String(highestNumber).length);

/** The draw on the stage, as far as the stage's course depends on it. Moments in ms since 1970. */
export interface StagedDraw {
  /** Null while it is announced and not decided. */
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
  if (draw.decidedAt === null) return { stage: 'armed', timer: null };
  if (draw.revealedAt !== null) return { stage: 'winner', timer: null };
  return now < draw.stoppingAt
    ? { stage: 'spinning', timer: { at: draw.stoppingAt, due: 'stop' } }
    : { stage: 'stopping', timer: { at: draw.revealAt, due: 'reveal' } };
};

/** Whether a draw is under way: announced and not shown yet. */
export const isUnderWay = (stage: Stage): boolean => stage === 'armed' || stage === 'spinning' || stage === 'stopping';
