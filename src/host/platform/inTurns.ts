import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sliced } from '../../core/fairness/slices.ts';

/** How long work may hold the event loop before others have their turn, ms. */
const TURN_MS = 3;

/** New connections that are taken between two pieces of work: the event loop takes one in each of its turns. */
const NEWCOMERS = 4;

/** Lets others go first, newcomers among them. */
export const giveWay = async (): Promise<void> => {
  for (let turn = 0; turn < NEWCOMERS; turn += 1) await nextTurn();
};

/** Does sliced work without holding up the host: whoever joins meanwhile is answered in between. */
export const inTurns = async <T>(work: Sliced<T>): Promise<T> => {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since > TURN_MS) {
      await giveWay();
      since = performance.now();
    }
  }
};
