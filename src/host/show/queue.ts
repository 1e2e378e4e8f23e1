/** Runs tasks one after the other, in the order in which they came; one that fails does not stop the next. */
export const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: <T>(task: () => Promise<T>): Promise<T> => {
      const result = last.then(task);
      last = result.catch(() => undefined);
      return result;
    },
    /** Resolves when everything that waits now is done. */
    idle: (): Promise<void> => last.then(() => undefined),
  };
};
