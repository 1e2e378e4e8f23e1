/**
 * Things that are costly to make and asked for by many at once: each is made once, however many ask while it is made. Of
 * those that are ready the last `keep` are kept. What is under way is never dropped; what failed, and what there is not
 * (null), is never kept.
 */
export interface MadeOnce<T> {
  get(name: string, make: () => Promise<T>): Promise<T>;
  /** Forgets all. What is under way is answered to those who have asked already, and to nobody else. */
  clear(): void;
}

export const createMadeOnce = <T>(keep: number): MadeOnce<T> => {
  let underWay = new Map<string, Promise<T>>();
  const ready = new Map<string, T>();
  return {
    get: (name, make) => {
      const there = ready.get(name);
      if (there !== undefined) return Promise.resolve(there);
      const asked = underWay.get(name);
      if (asked) return asked;
      const mine = underWay;
      const making = make().then((made) => {
        if (made !== null && mine === underWay) {
          ready.set(name, made);
          for (const oldest of ready.keys()) {
            if (ready.size <= keep) break;
            ready.delete(oldest);
          }
        }
        return made;
      });
      mine.set(name, making);
      const forget = (): void => void mine.delete(name);
      making.then(forget, forget);
      return making;
    },
    clear: () => {
      underWay = new Map();
      ready.clear();
    },
  };
};
