import type { EventStore, Newcomer, RegisterOutcome } from './store.ts';

const MAX_BATCH = 2_000;
/** Turns of the event loop, each a fraction of a millisecond when the crowd is small. */
const MAX_TURNS = 4;

/**
 * Group commit: newcomers that arrive while the store is busy, or in successive turns of the event loop, share one
 * commit. Each answer waits for it.
 */
export const createRegistrar = (
  store: Pick<EventStore, 'register'>,
  eventId: () => string,
  onJoined: (joined: readonly { readonly drawNumber: number; readonly source: number }[]) => void,
) => {
  interface Waiting {
    readonly newcomer: Newcomer;
    resolve(outcome: RegisterOutcome): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let running = false;
  /** Batches and held tasks, one after the other. */
  let last: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      try {
        const outcomes = await store.register(
          eventId(),
          batch.map(({ newcomer }) => newcomer),
        );
        const joined = batch.flatMap(({ newcomer }, index) => {
          const outcome = outcomes[index];
          return outcome?.kind === 'registered' && !outcome.isExisting
            ? [{ drawNumber: outcome.drawNumber, source: newcomer.source }]
            : [];
        });
        if (joined.length > 0) onJoined(joined);
        batch.forEach(({ resolve, reject }, index) => {
          const outcome = outcomes[index];
          if (outcome) resolve(outcome);
          else reject(new Error('the store answered fewer outcomes than newcomers'));
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  };

  /** Commits as soon as a turn has brought nobody: the more wait for one commit, the less each of them costs. */
  const gather = (seen: number, turns: number): void => {
    if (waiting.length === seen || turns === MAX_TURNS) last = last.then(flush);
    else setImmediate(gather, waiting.length, turns + 1);
  };

  return {
    register: (newcomer: Newcomer): Promise<RegisterOutcome> =>
      new Promise((resolve, reject) => {
        waiting.push({ newcomer, resolve, reject });
        if (running) return;
        running = true;
        setImmediate(gather, 1, 1);
      }),

    /** Runs a task while nobody is being registered; newcomers wait until it is done. */
    hold: <T>(task: () => Promise<T>): Promise<T> => {
      const result = last.then(task);
      last = result.then(
        () => undefined,
        () => undefined,
      );
      return result;
    },
  };
};
