/** Turns of the event loop in which one commit gathers, each some microseconds when nothing comes. */
const MAX_TURNS = 64;
/** Turns in which nothing came, after which nothing more is waited for. Requests are begun in every second turn, a few at a time. */
const QUIET_TURNS = 4;

/**
 * Group commit: items that arrive while the store is busy, or in successive turns of the event loop, share one commit.
 * Source: D. DeWitt and others, Implementation Techniques for Main Memory Database Systems (SIGMOD 1984), section 5.2.
 */
export interface GroupCommit<Item, Outcome> {
  /** Resolves with the item's outcome after its commit; rejects as the commit did. */
  submit(item: Item): Promise<Outcome>;
  /** Runs a task while nothing is being committed; items wait until it is done. */
  hold<T>(task: () => Promise<T>): Promise<T>;
  /** Resolves when everything that came has its answer. */
  idle(): Promise<void>;
}

/**
 * @param commit - stores a batch; one outcome for each item, in the same order
 * @param maxBatch - items of one commit at most, so that nobody else waits long for the event loop
 */
export const createGroupCommit = <Item, Outcome>(
  commit: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  maxBatch: number,
): GroupCommit<Item, Outcome> => {
  interface Waiting {
    readonly item: Item;
    resolve(outcome: Outcome): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let isRunning = false;
  let whenIdle: (() => void)[] = [];
  /** Batches and held tasks, one after the other. */
  let last: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch);
      waiting = waiting.slice(maxBatch);
      try {
        const outcomes = await commit(batch.map(({ item }) => item));
        if (outcomes.length !== batch.length) throw new Error('a commit answered fewer outcomes than it had items');
        outcomes.forEach((outcome, index) => batch[index]?.resolve(outcome));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
    for (const tell of whenIdle) tell();
    whenIdle = [];
  };

  /** Commits as soon as nothing comes any more: the more wait for one commit, the less each of them costs. */
  const gather = (seen: number, quiet: number, turns: number): void => {
    const quietNow = waiting.length === seen ? quiet + 1 : 0;
    if (quietNow === QUIET_TURNS || turns === MAX_TURNS) last = last.then(flush);
    else setImmediate(gather, waiting.length, quietNow, turns + 1);
  };

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (isRunning) return;
        isRunning = true;
        setImmediate(gather, 0, 0, 1);
      }),
    hold: (task) => {
      const result = last.then(task);
      last = result.then(
        () => undefined,
        () => undefined,
      );
      return result;
    },
    idle: () => (isRunning ? new Promise((resolve) => void whenIdle.push(resolve)) : last),
  };
};
