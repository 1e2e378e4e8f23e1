import { describe, expect, it } from 'vitest';
import {
  OVERSHOOT,
  SNAP_MS,
  blurAt,
  calmDigitAt,
  digitsOf,
  endlessMotions,
  landingMotions,
  positionAt,
  reelCount,
  shutterTimes,
  snapPosition,
  speedAt,
  stopTimes,
} from '../../../../src/renderer/projector/reels/reels.ts';

/** Usual, long, short, hardly any time, and stopping that begins with the reveal or with the start. */
const SPINS = [
  { stopping: 3_500, reveal: 6_000, decided: 0 },
  { stopping: 50_000, reveal: 60_000, decided: 0 },
  { stopping: 500, reveal: 1_500, decided: 0 },
  { stopping: 60, reveal: 200, decided: 0 },
  { stopping: 0, reveal: 40, decided: 0 },
  { stopping: 3_000, reveal: 3_000, decided: 0 },
  { stopping: 0, reveal: 2_000, decided: 0 },
];
const NUMBERS = [[0, 4, 2], [0, 0, 0], [9, 9, 9], [7], [1, 0], [1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0, 0, 0, 1]];
const CASES = SPINS.flatMap((times) => NUMBERS.map((digits) => ({ times, digits })));
const digitAt = (position: number): number => ((position % 10) + 10) % 10;

describe('landing motions', () => {
  it.each(CASES)('stand exactly on $digits at the reveal of $times and ever after', ({ times, digits }) => {
    const motions = landingMotions(digits, times);
    for (const after of [0, 0.001, 1, 16, 100_000, Infinity]) {
      expect(motions.map((motion) => digitAt(positionAt(motion, times.reveal + after)))).toEqual(digits);
    }
  });

  it.each(CASES)('turn forwards only until the overshoot, for $digits in $times', ({ times, digits }) => {
    for (const motion of landingMotions(digits, times)) {
      let before = positionAt(motion, 0);
      expect(before).toBe(0);
      for (let part = 1; part <= 400; part++) {
        const now = positionAt(motion, (motion.overshootAt * part) / 400);
        expect(now).toBeGreaterThanOrEqual(before - 1e-9);
        before = now;
      }
    }
  });

  it.each(CASES)('swing past the digit once and a little, for $digits in $times', ({ times, digits }) => {
    for (const motion of landingMotions(digits, times)) {
      let furthest = -Infinity;
      for (let part = 0; part <= 400; part++) {
        furthest = Math.max(furthest, positionAt(motion, (times.reveal * part) / 400));
      }
      expect(furthest).toBeLessThanOrEqual(motion.rest + OVERSHOOT + 1e-9);
      // On the way back it never falls behind the digit.
      for (let part = 0; part <= 200; part++) {
        const time = motion.overshootAt + ((motion.stopAt - motion.overshootAt) * part) / 200;
        expect(positionAt(motion, time)).toBeGreaterThanOrEqual(motion.rest - 1e-9);
      }
    }
  });

  it('do not jump: at 60 frames a second no frame moves much further than at full speed', () => {
    for (const motion of landingMotions([0, 4, 2], { stopping: 3_500, reveal: 6_000, decided: 0 })) {
      for (let time = 0; time < 6_100; time += 1_000 / 60) {
        const step = positionAt(motion, time + 1_000 / 60) - positionAt(motion, time);
        expect(Math.abs(step)).toBeLessThanOrEqual(motion.speed * (1_000 / 60) * 1.01);
      }
    }
  });

  it('are as fast as their positions say', () => {
    for (const motion of landingMotions([3, 1, 4], { stopping: 3_500, reveal: 6_000, decided: 0 })) {
      for (let time = 5; time < motion.overshootAt - 5; time += 37) {
        const measured = (positionAt(motion, time + 0.5) - positionAt(motion, time - 0.5)) / 1;
        expect(speedAt(motion, time)).toBeCloseTo(measured, 3);
      }
      expect(speedAt(motion, motion.overshootAt)).toBe(0);
    }
  });

  it('are at full speed after 0.4 s and blurred then, and sharp when they stand', () => {
    for (const motion of landingMotions([8, 8, 8], { stopping: 3_500, reveal: 6_000, decided: 0 })) {
      expect(motion.fullSpeedAt).toBe(400);
      expect(blurAt(speedAt(motion, 1_000))).toBe(1);
      expect(blurAt(speedAt(motion, motion.stopAt))).toBe(0);
    }
  });

  it('are the same for a screen that was reloaded: a position depends on the elapsed time alone', () => {
    const times = { stopping: 3_500, reveal: 6_000, decided: 0 };
    const first = landingMotions([0, 4, 2], times).map((motion) => positionAt(motion, 4_321));
    const reloaded = landingMotions([0, 4, 2], times).map((motion) => positionAt(motion, 4_321));
    expect(reloaded).toEqual(first);
  });

  it('stand at once when there is no time to spin', () => {
    const motions = landingMotions([0, 4, 2], { stopping: 0, reveal: 0, decided: 0 });
    expect(motions.map((motion) => digitAt(positionAt(motion, 0)))).toEqual([0, 4, 2]);
  });
});

describe('stop times', () => {
  it('go from the left, half a second apart, and the last reel takes its time', () => {
    const [first = 0, second = 0, third = 0, last = 0] = stopTimes(4, { stopping: 3_000, reveal: 6_200, decided: 0 });
    expect(second - first).toBeCloseTo(500);
    expect(third - second).toBeCloseTo(500);
    expect(last - third).toBeGreaterThan(1_000);
    expect(last).toBe(6_200);
  });

  it('begin no earlier than the host says and are squeezed when there is little time', () => {
    for (const times of SPINS.filter(({ stopping, reveal }) => stopping <= reveal * 0.75)) {
      for (const motion of landingMotions([1, 2, 3, 4, 5], times)) {
        expect(motion.brakeAt).toBeGreaterThanOrEqual(times.stopping);
        expect(motion.stopAt).toBeLessThanOrEqual(times.reveal);
      }
    }
  });
});

describe('reels that do not know their digits', () => {
  it('turn until they are told', () => {
    for (const motion of endlessMotions(4, { stopping: 3_500, reveal: 6_000, decided: 0 })) {
      expect(positionAt(motion, 60_000)).toBeGreaterThan(positionAt(motion, 59_000));
    }
  });

  it.each([0, 3.2, 9.99, 123.4])('snap from %d to any digit within 150 ms, forwards', (from) => {
    for (let digit = 0; digit < 10; digit++) {
      expect(snapPosition(from, digit, 0)).toBeCloseTo(from);
      expect(digitAt(snapPosition(from, digit, SNAP_MS))).toBe(digit);
      let before = from;
      for (let since = 1; since <= SNAP_MS; since++) {
        const now = snapPosition(from, digit, since);
        expect(now).toBeGreaterThanOrEqual(before);
        before = now;
      }
    }
    expect(SNAP_MS).toBeLessThanOrEqual(150);
  });
});

describe('calm mode', () => {
  it('brings up each digit in its turn, in full when its reel stands and not before its braking', () => {
    for (const motion of landingMotions([0, 4, 2], { stopping: 3_500, reveal: 6_000, decided: 0 })) {
      expect(calmDigitAt(motion, motion.stopAt - 241)).toBe(0);
      expect(calmDigitAt(motion, motion.stopAt - 120)).toBeCloseTo(0.5);
      expect(calmDigitAt(motion, motion.stopAt)).toBe(1);
    }
    expect(landingMotions([4], { stopping: 0, reveal: 0, decided: 0 }).map((motion) => calmDigitAt(motion, 0))).toEqual(
      [1],
    );
  });
});

describe('shutters of the wall', () => {
  it('fall one after the other while the reels stop, and are all down before the reveal', () => {
    const falls = shutterTimes(30, { stopping: 3_500, reveal: 6_000, decided: 0 });
    expect(falls).toEqual([...falls].sort((a, b) => a - b));
    expect(falls[0]).toBeGreaterThan(3_500);
    expect(falls[29]).toBeLessThan(6_000);
  });
});

describe('reels of a number', () => {
  it('are as many as the width of the event, more for a longer number', () => {
    expect(reelCount(3, 57)).toBe(3);
    expect(reelCount(3, 1_000)).toBe(4);
    expect(digitsOf(42, 3)).toEqual([0, 4, 2]);
    expect(digitsOf(1_234, 4)).toEqual([1, 2, 3, 4]);
  });
});
