import type { Sliced } from '../../core/fairness/slices.ts';
import { afterNewcomers } from './newcomers.ts';

/** How long work may hold the event loop before others have their turn, ms. */
const TURN_MS = 3;

/** Lets others go first, newcomers among them. */
export const giveWay = (): Promise<void> => new Promise(afterNewcomers);

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
