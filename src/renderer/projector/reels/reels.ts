/**
 * How a reel moves, as pure functions of the time since the draw began. The numbers were decided before: a motion is
 * built backwards from where and when its reel has to stand, so a screen that is reloaded in the middle of a spin sees
 * the same movement and the same end.
 *
 * Positions count digits: 7 is the digit 7 on the pay line, 17 the same digit one turn later. Times are ms.
 */

/** Digits that pass the pay line in a ms at full speed, about; each motion bends it a little to land on its digit. */
const CRUISE = 0.017;
const SPEED_UP_MS = 400;
/** How far, in digits, a reel swings past its digit before it settles. */
export const OVERSHOOT = 0.13;
/** A reel that is not told its digit until the reveal stands this soon after it. */
export const SNAP_MS = 150;
/** In calm mode a digit comes up within this time, and is there in full when its reel stands. */
export const CALM_FADE_MS = 240;

/** The shape of the stopping, in parts of its whole time: first stop, distance between stops, the last one's extra. */
const FIRST_STOP = 1;
const STOP_APART = 0.5;
const LAST_STOP_APART = 1.2;
const BRAKE = { length: 1, settle: 0.2, power: 2.2 };
const LAST_BRAKE = { length: 1.6, settle: 0.16, power: 3.2 };

export interface SpinTimes {
  /** From the start of the draw until the reels begin to stop. */
  readonly stopping: number;
  /** From the start of the draw until the last reel stands. */
  readonly reveal: number;
  /** From the start of the draw until its result was there: no reel slows down before, for nobody knew where. */
  readonly decided: number;
}

/** While the result is still being computed: the reels turn, however long it takes. */
export const ENDLESS: SpinTimes = { stopping: Infinity, reveal: Infinity, decided: Infinity };

/** From when on the reels slow down: in a long spin they take a quarter of it. */
const brakesFrom = ({ stopping, reveal, decided }: SpinTimes): number =>
  Math.max(Math.min(stopping, decided), Math.min(stopping, reveal * 0.75));

export interface ReelMotion {
  /** Full speed in digits a ms. */
  readonly speed: number;
  readonly fullSpeedAt: number;
  readonly brakeAt: number;
  /** The furthest point, just past the digit. */
  readonly overshootAt: number;
  readonly stopAt: number;
  /** How sharply the brake bites first: 2 is even, more leaves a longer crawl. */
  readonly power: number;
  /** Where it stands from `stopAt` on; its digit is this modulo 10. */
  readonly rest: number;
}

/** When each of `reels` reels stands: from the left, evenly apart, the last one a good while after. */
export const stopTimes = (reels: number, times: SpinTimes): number[] => {
  const { reveal } = times;
  const begin = brakesFrom(times);
  const parts = Array.from({ length: reels }, (_, reel) =>
    reels > 1 && reel === reels - 1
      ? FIRST_STOP + STOP_APART * (reels - 2) + LAST_STOP_APART
      : FIRST_STOP + STOP_APART * reel,
  );
  const whole = parts[reels - 1] ?? 1;
  return parts.map((part, reel) => (reel === reels - 1 ? reveal : begin + ((reveal - begin) * part) / whole));
};

/** The motions of a row of reels that will show `digits` at `times.reveal`. */
export const landingMotions = (digits: readonly number[], times: SpinTimes): ReelMotion[] => {
  const begin = brakesFrom(times);
  const stops = stopTimes(digits.length, times);
  const first = stops[0] ?? times.reveal;
  const unit = (first - begin) / FIRST_STOP;
  return digits.map((digit, reel) => {
    const brake = reel === digits.length - 1 && digits.length > 1 ? LAST_BRAKE : BRAKE;
    const stopAt = stops[reel] ?? times.reveal;
    const brakeAt = Math.max(begin, stopAt - unit * brake.length);
    const overshootAt = stopAt - (stopAt - brakeAt) * brake.settle;
    const fullSpeedAt = Math.min(SPEED_UP_MS, begin / 2);
    // The way from the start to the furthest point, in ms of full speed.
    const way = brakeAt - fullSpeedAt / 2 + (overshootAt - brakeAt) / brake.power;
    const turns = Math.round((CRUISE * way - OVERSHOOT - digit) / 10);
    const rest = digit + 10 * Math.max(turns, digit === 0 ? 1 : 0);
    return {
      speed: way > 0 ? (rest + OVERSHOOT) / way : 0,
      fullSpeedAt,
      brakeAt,
      overshootAt,
      stopAt,
      power: brake.power,
      rest,
    };
  });
};

/** The motions of a row of reels that do not know where to stop: they run on until they are told. */
export const endlessMotions = (reels: number, times: SpinTimes): ReelMotion[] =>
  Array.from({ length: reels }, (_, reel) => ({
    speed: CRUISE * (1 + 0.04 * (reel % 3)),
    fullSpeedAt: Math.min(SPEED_UP_MS, times.stopping / 2),
    brakeAt: Infinity,
    overshootAt: Infinity,
    stopAt: Infinity,
    power: BRAKE.power,
    rest: 0,
  }));

/** Where the reel is, `elapsed` ms after the start. */
export const positionAt = (motion: ReelMotion, elapsed: number): number => {
  const { speed, fullSpeedAt, brakeAt, overshootAt, stopAt, power, rest } = motion;
  if (elapsed >= stopAt) return rest;
  if (elapsed <= 0) return 0;
  if (elapsed < fullSpeedAt) {
    const part = elapsed / fullSpeedAt;
    return speed * fullSpeedAt * (part ** 3 - part ** 4 / 2);
  }
  if (elapsed <= brakeAt) return speed * (elapsed - fullSpeedAt / 2);
  if (elapsed < overshootAt) {
    const left = (overshootAt - elapsed) / (overshootAt - brakeAt);
    return rest + OVERSHOOT - ((speed * (overshootAt - brakeAt)) / power) * left ** power;
  }
  const part = (elapsed - overshootAt) / (stopAt - overshootAt);
  return rest + (OVERSHOOT * (1 + Math.cos(Math.PI * part))) / 2;
};

/** How fast it turns then, in digits a ms; the small way back at the end counts as standing. */
export const speedAt = (motion: ReelMotion, elapsed: number): number => {
  const { speed, fullSpeedAt, brakeAt, overshootAt, power } = motion;
  if (elapsed <= 0 || elapsed >= overshootAt) return 0;
  if (elapsed < fullSpeedAt) {
    const part = elapsed / fullSpeedAt;
    return speed * (3 * part ** 2 - 2 * part ** 3);
  }
  if (elapsed <= brakeAt) return speed;
  return speed * ((overshootAt - elapsed) / (overshootAt - brakeAt)) ** (power - 1);
};

/** A running reel that learns its digit only now: where it is `since` ms later. Stands after `SNAP_MS`. */
export const snapPosition = (from: number, digit: number, since: number): number => {
  const rest = digit + 10 * Math.ceil((from + 0.5 - digit) / 10);
  if (since >= SNAP_MS) return rest;
  const left = 1 - Math.max(0, since) / SNAP_MS;
  return rest - (rest - from) * left ** 3;
};

/** How much of the picture is motion blur at this speed: 0 sharp, 1 nothing but blur. */
export const blurAt = (speed: number): number => Math.min(1, Math.max(0, (speed - 0.005) / 0.006));

/** In calm mode: how much of the digit is there, from 0 to 1, complete when the reel stands. */
export const calmDigitAt = (motion: ReelMotion, elapsed: number): number => {
  if (elapsed >= motion.stopAt) return 1;
  const fade = Math.min(CALM_FADE_MS, motion.stopAt - motion.brakeAt);
  return fade > 0 ? Math.max(0, 1 - (motion.stopAt - elapsed) / fade) : 0;
};

/** How many reels a draw needs: the event's width, or more if a number is longer. */
export const reelCount = (width: number, highest: number): number => Math.max(width, String(highest).length);

/** The digits of a number on that many reels. */
export const digitsOf = (drawNumber: number, reels: number): number[] =>
  [...String(drawNumber).padStart(reels, '0')].map(Number);

/** How long before the reveal the last shutter of a wall is down, in parts of the time of stopping. */
const SILENCE = 0.2;

/** When the shutters of a wall of winners fall: one after the other while the reels stop, then a moment of silence. */
export const shutterTimes = (shutters: number, times: SpinTimes): number[] => {
  const { reveal } = times;
  const begin = brakesFrom(times);
  const end = reveal - (reveal - begin) * SILENCE;
  return Array.from({ length: shutters }, (_, index) => begin + ((end - begin) * (index + 1)) / shutters);
};
