import { afterNewcomers } from './newcomers.ts';

/**
 * Lets go on so many at a time, in the order in which they came, and everybody else in between. The promise of each call
 * resolves in its turn.
 */
export const createPace = (atATime: number): (() => Promise<void>) => {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    for (const goOn of waiting.splice(0, atATime)) goOn();
    if (waiting.length > 0) afterNewcomers(next);
  };
  return () =>
    new Promise((goOn) => {
      if (waiting.push(goOn) === 1) afterNewcomers(next);
    });
};
