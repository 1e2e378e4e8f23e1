/** A thread that computes one delay, or measures how fast it could, and ends: the host goes on with its own work meanwhile. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { delayed, delayHex, delayStep, readDelay } from '../../../../core/fairness/delay.ts';
import { isInteger, isObject } from '../../../../core/fairness/shape.ts';
import { finish } from '../../../../core/fairness/slices.ts';
import { fastPower } from './fastPower.ts';

const MEASURE_MS = 60;
const MEASUREMENTS = 3;
const NICE = 5;

// On a busy machine the phones are answered first, and the reels turn a little longer. Linux alone sets the priority of a
// thread; elsewhere it would be that of the whole host.
if (process.platform === 'linux') setPriority(0, NICE);

const power = fastPower();

/** The best of a few short runs: what disturbs one of them says nothing of the machine. */
const stepsPerSecond = (): number => {
  let best = 0;
  let x = 3n;
  for (let measurement = 0; measurement < MEASUREMENTS; measurement += 1) {
    const startedAt = performance.now();
    let steps = 0;
    let tookMs = 0;
    while (tookMs < MEASURE_MS) {
      x = delayStep(x, power);
      steps += 1;
      tookMs = performance.now() - startedAt;
    }
    best = Math.max(best, (steps * 1_000) / tookMs);
  }
  return best;
};

const task: unknown = workerData;
const x = isObject(task) ? readDelay(task['x']) : null;
if (isObject(task) && x !== null && isInteger(task['steps'], 0)) {
  parentPort?.postMessage(delayHex(finish(delayed(x, task['steps'], power))), []);
} else {
  parentPort?.postMessage(stepsPerSecond(), []);
}
