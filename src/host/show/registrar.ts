import type { Newcomer, RegisterOutcome, Storage } from '../storage/storage.ts';

const LARGEST_BATCH = 2_000;
/** Turns of the event loop, each a fraction of a millisecond when the crowd is small. */
const MOST_TURNS = 4;

/**
 * Group commit: newcomers that arrive while the store is busy, or in successive turns of the event loop, share one
 * commit. Each answer waits for it.
 */
export const createRegistrar = (
  storage: Pick<Storage, 'registerParticipants'>,
  eventId: string,
  onJoined: (joined: number) => void,
) => {
  interface Waiting {
    readonly newcomer: Newcomer;
    resolve(outcome: RegisterOutcome): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let running = false;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, LARGEST_BATCH);
      waiting = waiting.slice(LARGEST_BATCH);
      try {
        const outcomes = await storage.registerParticipants(
          eventId,
          batch.map(({ newcomer }) => newcomer),
        );
        const joined = outcomes.filter((outcome) => outcome.kind === 'registered' && !outcome.isExisting).length;
        if (joined > 0) onJoined(joined);
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
    if (waiting.length === seen || turns === MOST_TURNS) void flush();
    else setImmediate(gather, waiting.length, turns + 1);
  };

  return (newcomer: Newcomer): Promise<RegisterOutcome> =>
    new Promise((resolve, reject) => {
      waiting.push({ newcomer, resolve, reject });
      if (running) return;
      running = true;
      setImmediate(gather, 1, 1);
    });
};
