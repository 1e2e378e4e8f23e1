/** Long work that pauses every few milliseconds of a slow phone's time, so that its page stays alive. */
export type Sliced<T> = Generator<void, T, void>;

/** Hashes between two pauses: some 10 ms on a slow phone. */
export const hashesPerSlice = 1024;

/** Does all the work at once. */
export function finish<T>(work: Generator<unknown, T, void>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
