import { Worker } from 'node:worker_threads';
import { delayed, delayHex, maxDelay, readDelay } from '../../../../core/fairness/delay.ts';
import type { Sliced } from '../../../../core/fairness/slices.ts';
import { inTurns } from '../../../platform/inTurns.ts';
import { fastPower } from './fastPower.ts';

/** Computes the delays of draws (FAIRNESS section 6) beside the host's work. */
export interface Delayer {
  /** How many steps this machine makes in a second; measured once, at the first call. */
  stepsPerSecond(): Promise<number>;
  /** Goes `steps` steps from `x`: as long as they take. Null: `signal` has ended it. */
  run(x: bigint, steps: number, signal: AbortSignal): Promise<bigint | null>;
}

/** As many steps as fill a time, ms; as many as an announcement may name at most. */
export const stepsFor = (ms: number, stepsPerSecond: number): number =>
  ms === 0 ? 0 : Math.min(maxDelay, Math.max(1, Math.round((stepsPerSecond * ms) / 1_000)));

/** Where no thread can be had: what a slow machine makes by BigInt. */
const SLOW_STEPS_PER_SECOND = 400;

// In the sources, and in the builds, where it lies beside the file that this one became part of.
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './delayWorker.ts' : './delayWorker.js', import.meta.url);

/** What a thread of its own answers to a task; `signal` ends it. @throws Error where it failed, or there is none. */
const inThread = (task: object, signal: AbortSignal | null): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: task, execArgv: [] });
    const end = (): void => void worker.terminate();
    signal?.addEventListener('abort', end, { once: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      signal?.removeEventListener('abort', end);
      // After an answer this says nothing any more.
      reject(new Error('the thread of the delay ended without an answer'));
    });
  });

/** Sliced work that a signal ends: null then. */
function* until<T>(signal: AbortSignal, work: Sliced<T>): Sliced<T | null> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (signal.aborted) return null;
    yield;
  }
}

/** `failed`: is told why no thread could be had; the delay is computed all the same, in the host's own thread. */
export const createDelayer = (failed: (error: unknown) => void): Delayer => {
  let measured: Promise<number> | null = null;

  const measure = async (): Promise<number> => {
    try {
      const steps = await inThread({}, null);
      return typeof steps === 'number' ? steps : SLOW_STEPS_PER_SECOND;
    } catch (error) {
      failed(error);
      return SLOW_STEPS_PER_SECOND;
    }
  };

  return {
    stepsPerSecond: () => (measured ??= measure()),

    run: async (x, steps, signal) => {
      try {
        const y = readDelay(await inThread({ x: delayHex(x), steps }, signal));
        if (y !== null) return y;
        throw new Error('the thread of the delay gave no number');
      } catch (error) {
        if (signal.aborted) return null;
        failed(error);
      }
      return inTurns(until(signal, delayed(x, steps, fastPower())));
    },
  };
};
