/**
 * One queue for each key (an event, a room, a game): tasks of a key run one after the other, in the order in which
 * they came, and one that fails does not stop the next. Keys do not wait for each other.
 */
export interface Queues {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when everything that waits now is done. */
  idle(): Promise<void>;
}

export const createQueues = (): Queues => {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: (key, task) => {
      const result = (last.get(key) ?? Promise.resolve()).then(task);
      const ended = result.then(
        () => undefined,
        () => undefined,
      );
      last.set(key, ended);
      // An empty queue is forgotten: there may be a million games.
      void ended.then(() => {
        if (last.get(key) === ended) last.delete(key);
      });
      return result;
    },
    idle: async () => {
      await Promise.all(last.values());
    },
  };
};
