/** Costly work, a few pieces at a time, in turns between those who asked for it. */
export interface FairQueue {
  /**
   * Runs the task when it is the asker's turn; answers what it answers. Null: too much of this asker's waits already.
   * `asker`: an address, or whatever tells apart who asks.
   */
  run<T>(asker: string, task: () => Promise<T>): Promise<T> | null;
}

/**
 * `atOnce`: tasks that run at the same time, of everybody and of one asker; `waiting`: tasks of one asker that may wait. The
 * asker who has waited longest for a turn is next.
 */
export const createFairQueue = (atOnce: { all: number; each: number }, waiting: number): FairQueue => {
  interface Lane {
    running: number;
    readonly tasks: (() => Promise<void>)[];
  }
  const lanes = new Map<string, Lane>();
  let running = 0;

  const pump = (): void => {
    for (const [asker, lane] of lanes) {
      if (running >= atOnce.all) return;
      const task = lane.running < atOnce.each ? lane.tasks.shift() : undefined;
      if (!task) continue;
      lanes.delete(asker);
      lanes.set(asker, lane);
      lane.running += 1;
      running += 1;
      void task().then(() => {
        lane.running -= 1;
        running -= 1;
        // Those who came while it ran have waited longer.
        lanes.delete(asker);
        if (lane.running > 0 || lane.tasks.length > 0) lanes.set(asker, lane);
        pump();
      });
    }
  };

  return {
    run: <T>(asker: string, task: () => Promise<T>) => {
      const lane = lanes.get(asker) ?? { running: 0, tasks: [] };
      if (lane.tasks.length >= waiting) return null;
      lanes.set(asker, lane);
      return new Promise<T>((resolve, reject) => {
        lane.tasks.push(() => (async () => task())().then(resolve, reject));
        pump();
      });
    },
  };
};
