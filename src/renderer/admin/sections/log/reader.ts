/** New records are asked for at most this often. */
const MIN_INTERVAL_MS = 1_500;

/** Runs one reading at a time. While one runs, further requests are joined into a single reading after it. */
export const createReader = (now: () => number = () => performance.now()) => {
  let reason: string | null = null;
  let again = false;
  let lastAt = -Infinity;
  return {
    /** How long to wait before the next reading, in ms. */
    waitMs: (): number => Math.max(0, lastAt + MIN_INTERVAL_MS - now()),
    /**
     * Reads by `work`. Asked for another reason while it reads, it reads once more afterwards. It is ready for the next
     * reading however `work` ends; what `work` throws is thrown on.
     */
    read: async (why: string, work: () => Promise<void>): Promise<void> => {
      if (reason !== null) {
        again ||= why !== reason;
        reason = why;
        return;
      }
      reason = why;
      try {
        do {
          again = false;
          lastAt = now();
          await work();
        } while (again);
      } finally {
        reason = null;
      }
    },
  };
};
