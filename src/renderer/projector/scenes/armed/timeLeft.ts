/** How the phones' time runs out on the screen. Pure: moments are ms of the host's clock. */

export interface TimeLeft {
  /** What is left of the whole, from 0 to 1. */
  readonly part: number;
  /** How long that lasts. */
  readonly ms: number;
  readonly easing: string;
}

/** What is left at `now` of the time between two moments. In calm mode it goes second by second. */
export const timeLeft = (from: number, until: number, now: number, calm: boolean): TimeLeft => {
  const ms = Math.max(0, until - now);
  // A host that was started anew gives the whole time again, to a draw that was announced before.
  const whole = Math.max(until - from, ms);
  return {
    part: whole > 0 ? ms / whole : 0,
    ms,
    easing: calm ? `steps(${Math.max(1, Math.ceil(ms / 1_000))})` : 'linear',
  };
};
