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
