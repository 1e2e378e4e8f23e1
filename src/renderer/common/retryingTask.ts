/** A task that is never under way twice at the same time, and that runs again when it says so or is asked to. */
export interface RetryingTask {
  /** Run within so many milliseconds, or earlier where that was asked for; while under way, once more afterwards. */
  soon(ms: number): void;
}

/** `run` never throws; it answers after how many milliseconds to run again, or null. */
export const createRetryingTask = (run: () => Promise<number | null>): RetryingTask => {
  let due = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  const setTimer = (): void => {
    clearTimeout(timer);
    if (!running && due < Infinity) timer = setTimeout(() => void runNow(), Math.max(0, due - performance.now()));
  };
  const runNow = async (): Promise<void> => {
    running = true;
    due = Infinity;
    const again = await run();
    running = false;
    soon(again ?? Infinity);
  };
  const soon = (ms: number): void => {
    due = Math.min(due, performance.now() + ms);
    setTimer();
  };
  return { soon };
};
