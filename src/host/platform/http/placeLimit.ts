import { placeOf } from './addresses.ts';

const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 10_000;

/**
 * So many a minute from one address. `limit` 0: any number. The list of addresses cannot grow without end.
 */
export const createPlaceLimit = (limit: number, now: () => number) => {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    /** Counts one more and says whether it is within the limit. */
    take: (address: string): boolean => {
      if (limit === 0) return true;
      const key = placeOf(address);
      const window = windows.get(key);
      if (window && now() - window.start < WINDOW_MS) {
        window.count += 1;
        return window.count <= limit;
      }
      windows.delete(key);
      windows.set(key, { start: now(), count: 1 });
      const oldest = windows.keys().next();
      if (windows.size > MAX_ADDRESSES && !oldest.done) windows.delete(oldest.value);
      return true;
    },
    /** Takes back a count: it turned out not to count. */
    giveBack: (address: string): void => {
      const window = windows.get(placeOf(address));
      if (window && window.count > 0) window.count -= 1;
    },
  };
};
