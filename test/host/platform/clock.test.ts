import { describe, expect, it } from 'vitest';
import { createClock, type SystemClocks } from '../../../src/host/platform/clock.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * A computer's clocks, which go with the real time: it can be put to sleep, and its wall clock can be set.
 * `stepMs`: how coarse its uptime is.
 */
const computer = ({ stepMs = 10 } = {}) => {
  let slept = 0;
  let set = 0;
  const started = performance.now();
  const awake = (): number => performance.now() - started;
  const clocks: SystemClocks = {
    monotonic: awake,
    uptime: () => Math.floor((5 * DAY + awake() + slept) / stepMs) * stepMs,
    wall: () => Date.UTC(2026, 10, 20, 12) + awake() + slept + set,
  };
  return {
    clocks,
    sleep: (ms: number): void => void (slept += ms),
    setWallClock: (byMs: number): void => void (set += byMs),
  };
};

const about = (measured: number, expected: number, withinMs: number): void => {
  expect(measured).toBeGreaterThanOrEqual(expected - withinMs);
  expect(measured).toBeLessThanOrEqual(expected + withinMs);
};

/** Resolves when the callback that it gives is called. */
const rung = (): { called: Promise<number>; call: () => void } => {
  let call = (): void => undefined;
  const called = new Promise<number>((resolve) => {
    call = () => resolve(performance.now());
  });
  return { called, call };
};

describe('the moment', () => {
  it('is the computer’s to begin with', () => {
    about(createClock().now(), Date.now(), 5);
  });

  it('goes on while the computer sleeps, as soon as it is asked', () => {
    const { clocks, sleep } = computer();
    const clock = createClock({ system: clocks });
    const before = clock.now();
    sleep(8 * HOUR);
    about(clock.now() - before, 8 * HOUR, 100);
    sleep(30_000);
    about(clock.now() - before, 8 * HOUR + 30_000, 100);
  });

  it('does not follow a wall clock that is set, forward or back', () => {
    const { clocks, setWallClock } = computer();
    const clock = createClock({ system: clocks });
    const before = clock.now();
    setWallClock(DAY);
    about(clock.now() - before, 0, 100);
    setWallClock(-3 * DAY);
    about(clock.now() - before, 0, 100);
  });

  it('tells a sleep from a wall clock that was set in it', () => {
    const { clocks, sleep, setWallClock } = computer();
    const clock = createClock({ system: clocks });
    const before = clock.now();
    sleep(2 * HOUR);
    setWallClock(-HOUR);
    about(clock.now() - before, 2 * HOUR, 100);
  });

  it('takes no step of a coarse uptime for a sleep', () => {
    const { clocks, setWallClock } = computer({ stepMs: 1_000 });
    const clock = createClock({ system: clocks });
    const before = clock.now();
    const started = performance.now();
    // Each of these makes the clock look at the uptime anew.
    for (let looks = 0; performance.now() - started < 1_200; looks += 1) {
      setWallClock(looks % 2 === 0 ? HOUR : -HOUR);
      about(clock.now() - before, performance.now() - started, 50);
    }
  });
});

describe('a timer', () => {
  it('calls once, not before its time, and can be cancelled', async () => {
    const clock = createClock();
    const { called, call } = rung();
    let cancelled = 0;
    const due = clock.now() + 40;
    const cancel = clock.after(10, () => (cancelled += 1));
    clock.after(40, call);
    cancel();
    await called;
    expect(clock.now()).toBeGreaterThanOrEqual(due);
    expect(cancelled).toBe(0);
  });

  it('that fell due while the computer slept is called soon after it woke up', async () => {
    const { clocks, sleep } = computer();
    const clock = createClock({ system: clocks });
    const { called, call } = rung();
    let early = 0;
    clock.after(HOUR, call);
    const cancelLater = clock.after(3 * HOUR, () => (early += 1));
    sleep(2 * HOUR);
    const wokeAt = performance.now();
    expect((await called) - wokeAt).toBeLessThan(5_000);
    expect(early).toBe(0);
    cancelLater();
  });

  it('is not called because the wall clock was set', async () => {
    const { clocks, setWallClock } = computer();
    const clock = createClock({ system: clocks });
    const calls: string[] = [];
    const { called, call } = rung();
    const cancel = clock.after(HOUR, () => calls.push('wrong'));
    clock.after(30, call);
    setWallClock(DAY);
    clock.now();
    await called;
    expect(calls).toEqual([]);
    cancel();
  });

  it('may be longer than a timeout of Node’s, which would fire at once', async () => {
    const { clocks, sleep } = computer();
    const clock = createClock({ system: clocks });
    const { called, call } = rung();
    let calls = 0;
    clock.after(LONGEST_TIMEOUT_MS + DAY, () => {
      calls += 1;
      call();
    });
    const shortly = (): Promise<void> => new Promise((resolve) => void clock.after(30, resolve));
    await shortly();
    sleep(LONGEST_TIMEOUT_MS);
    clock.now();
    await shortly();
    expect(calls).toBe(0);
    sleep(DAY);
    clock.now();
    await called;
    expect(calls).toBe(1);
  });

  it('must be given a number', () => {
    expect(() => createClock().after(Number.NaN, () => undefined)).toThrow(RangeError);
  });
});

describe('a repeated call', () => {
  it('comes again and again until it is ended', async () => {
    const clock = createClock();
    const began = clock.now();
    const moments: number[] = [];
    const { called, call } = rung();
    const end = clock.every(20, () => {
      moments.push(clock.now() - began);
      if (moments.length === 3) call();
    });
    await called;
    end();
    moments.forEach((moment, index) => expect(moment).toBeGreaterThanOrEqual(20 * (index + 1)));
    const { called: later, call: pass } = rung();
    clock.after(60, pass);
    await later;
    expect(moments).toHaveLength(3);
  });

  it('comes once for all that a sleep left out, and then at its pace', async () => {
    const { clocks, sleep } = computer();
    const clock = createClock({ system: clocks });
    const { called, call } = rung();
    let calls = 0;
    const end = clock.every(HOUR, () => {
      calls += 1;
      call();
    });
    sleep(5 * HOUR);
    clock.now();
    await called;
    const { called: later, call: pass } = rung();
    clock.after(40, pass);
    await later;
    expect(calls).toBe(1);
    end();
  });
});

describe('what a callback throws', () => {
  it('is reported, and neither ends the process nor the repetition', async () => {
    const errors: unknown[] = [];
    const clock = createClock({ onError: (error) => errors.push(error) });
    const { called, call } = rung();
    let calls = 0;
    const end = clock.every(10, () => {
      calls += 1;
      if (calls === 3) call();
      throw new Error(`call ${calls}`);
    });
    clock.after(5, () => {
      throw new Error('once');
    });
    await called;
    end();
    expect(errors.map(String)).toEqual(['Error: once', 'Error: call 1', 'Error: call 2', 'Error: call 3']);
  });

  it('is reported from an asynchronous callback too', async () => {
    const reported = new Promise<unknown>((resolve) => {
      createClock({ onError: resolve }).after(5, () => Promise.reject(new Error('later')));
    });
    expect(String(await reported)).toBe('Error: later');
  });

  it('is a warning of the process where nobody asked for it', async () => {
    const warned = new Promise<Error>((resolve) => void process.once('warning', resolve));
    createClock().after(5, () => {
      throw new Error('nobody asked');
    });
    expect((await warned).message).toBe('nobody asked');
  });
});
