import { describe, expect, it } from 'vitest';
import {
  delayed,
  delayHex,
  delayPrime,
  maxDelay,
  rootPower,
  undelayed,
} from '../../../../../src/core/fairness/delay.ts';
import { finish } from '../../../../../src/core/fairness/slices.ts';
import { createDelayer, stepsFor } from '../../../../../src/host/features/draws/delay/delayer.ts';
import { fastPower } from '../../../../../src/host/features/draws/delay/fastPower.ts';
import { delaySteps } from '../../../../core/fairness/vectors.ts';

const failures: unknown[] = [];
const delayer = createDelayer((error) => failures.push(error));

describe('the delay', () => {
  it('is the same by OpenSSL and by BigInt, also for the numbers that a key exchange refuses', () => {
    const power = fastPower();
    expect(power).not.toBe(rootPower);
    for (const x of [0n, 1n, 2n, 3n, 4n, delayPrime - 2n, delayPrime - 1n, delayPrime >> 7n, 2n ** 1023n]) {
      expect(delayHex(power(x))).toBe(delayHex(rootPower(x)));
    }
    for (const { x } of delaySteps) {
      const from = BigInt(`0x${x}`);
      expect(finish(delayed(from, 3, power))).toBe(finish(delayed(from, 3, rootPower)));
    }
  });

  it('is computed in a thread of its own, and goes back to where it began', async () => {
    const y = await delayer.run(123_456_789n, 300, new AbortController().signal);
    expect(y && finish(undelayed(y, 300))).toBe(123_456_789n);
    expect(await delayer.run(5n, 0, new AbortController().signal)).toBe(5n);
    expect(failures).toEqual([]);
  });

  it('holds up nothing while it is computed', async () => {
    const ending = new AbortController();
    const running = delayer.run(3n, maxDelay, ending.signal);
    let turns = 0;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        turns += 1;
        if (turns < 50) return;
        clearInterval(timer);
        resolve();
      }, 1);
    });
    // Ended long before its end.
    ending.abort();
    expect(await running).toBeNull();
  });

  it('is measured once', async () => {
    const rate = await delayer.stepsPerSecond();
    expect(rate).toBeGreaterThan(50);
    expect(await delayer.stepsPerSecond()).toBe(rate);
  });

  it('has as many steps as fill its time, and as an announcement may name', () => {
    expect([stepsFor(0, 4_000), stepsFor(4_000, 3_250), stepsFor(1, 10), stepsFor(30_000, 100_000)]).toEqual([
      0, 13_000, 1, 1_000_000,
    ]);
  });
});
