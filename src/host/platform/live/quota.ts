/** So many at the same time from one place. */
export const createQuota = (each: number) => {
  const taken = new Map<string, number>();
  return {
    isFull: (place: string): boolean => (taken.get(place) ?? 0) >= each,
    /** Whether there are more than so many: for who is counted before it can be refused. */
    isOver: (place: string): boolean => (taken.get(place) ?? 0) > each,
    /** Answers what gives this one back, to be called once. */
    take: (place: string): (() => void) => {
      taken.set(place, (taken.get(place) ?? 0) + 1);
      return () => {
        const left = (taken.get(place) ?? 1) - 1;
        if (left === 0) taken.delete(place);
        else taken.set(place, left);
      };
    },
  };
};
