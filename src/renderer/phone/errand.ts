/** One kind of request: never twice at the same time, and the earliest wish wins. */
export interface Errand {
  /** Go within so many milliseconds; while under way, once more afterwards. */
  soon(ms: number): void;
}

/** `run` never throws; it answers after how many milliseconds to go again, or null. */
export const createErrand = (run: () => Promise<number | null>): Errand => {
  let due = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  const arm = (): void => {
    clearTimeout(timer);
    if (!running && due < Infinity) timer = setTimeout(() => void go(), Math.max(0, due - performance.now()));
  };
  const go = async (): Promise<void> => {
    running = true;
    due = Infinity;
    const again = await run();
    running = false;
    soon(again ?? Infinity);
  };
  const soon = (ms: number): void => {
    due = Math.min(due, performance.now() + ms);
    arm();
  };
  return { soon };
};
