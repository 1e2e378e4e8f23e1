const FREE_ATTEMPTS = 5;
const MAX_WAIT_MS = 60_000;
const FORGET_AFTER_MS = 15 * 60_000;
const MAX_ADDRESSES = 5_000;

/**
 * Slows down whoever guesses passwords: after five wrong ones from one address each further try waits 1 s, 2 s, 4 s,
 * … a minute at most. Nobody is locked out for good, and the list cannot grow without end.
 */
export const createAttempts = (now: () => number) => {
  const failures = new Map<string, { count: number; at: number }>();

  const remembered = (address: string): { count: number; at: number } => {
    const entry = failures.get(address);
    return entry && now() - entry.at < FORGET_AFTER_MS ? entry : { count: 0, at: 0 };
  };

  return {
    /** Ms to wait before the next try from this address; 0: go on. */
    waitMs: (address: string): number => {
      const { count, at } = remembered(address);
      if (count < FREE_ATTEMPTS) return 0;
      return Math.max(0, at + Math.min(MAX_WAIT_MS, 1_000 * 2 ** (count - FREE_ATTEMPTS)) - now());
    },
    failed: (address: string): void => {
      const { count } = remembered(address);
      failures.delete(address);
      failures.set(address, { count: count + 1, at: now() });
      const oldest = failures.keys().next();
      if (failures.size > MAX_ADDRESSES && !oldest.done) failures.delete(oldest.value);
    },
    succeeded: (address: string): void => {
      failures.delete(address);
    },
  };
};
