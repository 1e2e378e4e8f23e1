/** So many at once as come in a quarter of a minute at the limit: a hall whose phones all share one address. */
const burstOf = (limit: number): number => Math.max(300, Math.floor(limit / 4));
/** A minute, beyond the burst. */
const slowlyOf = (limit: number): number => Math.max(1, Math.floor(limit / 100));
const MINUTE_MS = 60_000;

/**
 * Numbers without a phone, by source. A phone shows its number over its live connection as soon as it has one; whoever
 * only asks for numbers leaves them unseen. A source gets a burst of unseen numbers, and then a few a minute, until
 * phones show them. `limit`: of all registrations from one address a minute (`--registration-limit`); 0: none.
 */
export const createCrowdLimit = (limit: number, unseenOf: (source: number) => number, now: () => number) => {
  const burst = burstOf(limit);
  const pauseMs = MINUTE_MS / slowlyOf(limit);
  /** Asked for, and not answered yet. */
  const pending = new Map<number, number>();
  /** When the next one is given; of sources with a burst of unseen numbers only, which bounds it. */
  const nextAt = new Map<number, number>();

  const allows = (source: number, under: number): boolean => {
    if (limit === 0) return true;
    if (unseenOf(source) + under < burst) {
      nextAt.delete(source);
      return true;
    }
    const at = nextAt.get(source) ?? 0;
    if (now() < at) return false;
    nextAt.set(source, now() + pauseMs);
    return true;
  };

  return {
    /** Whether this source may have one more; `done` is to be called when it has been answered. */
    take: (source: number): { readonly allowed: boolean; readonly done: () => void } => {
      const under = pending.get(source) ?? 0;
      const allowed = allows(source, under);
      if (!allowed) return { allowed, done: () => undefined };
      pending.set(source, under + 1);
      return {
        allowed,
        done: () => {
          const left = (pending.get(source) ?? 1) - 1;
          if (left === 0) pending.delete(source);
          else pending.set(source, left);
        },
      };
    },
  };
};
