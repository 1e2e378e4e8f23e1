import { delayed } from '../../src/core/fairness/delay.ts';
import type { Delayer } from '../../src/host/features/draws/delay/delayer.ts';
import { fastPower } from '../../src/host/features/draws/delay/fastPower.ts';
import { inTurns } from '../../src/host/platform/inTurns.ts';

/** A machine so slow that it announces few steps, which are computed in a moment: tests need not wait for a real delay. */
export const quickDelayer = (stepsPerSecond = 5): Delayer => ({
  stepsPerSecond: async () => stepsPerSecond,
  run: async (x, steps, signal) => {
    const y = await inTurns(delayed(x, steps, fastPower()));
    return signal.aborted ? null : y;
  },
});
