import type { LotteriesStore, Stake, StakeOutcome } from './store.ts';

const MAX_BATCH = 1_000;
/** Turns of the event loop, each a fraction of a millisecond when little comes. */
const MAX_TURNS = 4;

/**
 * Group commit: stakes that arrive while the store is busy, or in successive turns of the event loop, share one commit.
 * Each answer waits for it. `onTaken`: after each commit, with what it did.
 */
export const createStaker = (
  store: Pick<LotteriesStore, 'take'>,
  onTaken: (outcomes: readonly StakeOutcome[]) => void,
) => {
  interface Waiting {
    readonly stake: Stake;
    resolve(outcome: StakeOutcome): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let gathering = false;
  let committing = false;

  const takeAll = async (stakes: readonly Stake[]): Promise<StakeOutcome[]> => {
    const outcomes = await store.take(stakes);
    onTaken(outcomes);
    return outcomes;
  };

  const commit = async (batch: readonly Waiting[]): Promise<void> => {
    committing = true;
    try {
      const outcomes = await takeAll(batch.map(({ stake }) => stake));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome) resolve(outcome);
        else reject(new Error('the store answered fewer outcomes than stakes'));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    committing = false;
    begin();
  };

  /** Commits as soon as a turn has brought nobody: the more wait for one commit, the less each of them costs. */
  const gather = (seen: number, turns: number): void => {
    if (waiting.length !== seen && turns < MAX_TURNS) {
      setImmediate(gather, waiting.length, turns + 1);
      return;
    }
    gathering = false;
    const batch = waiting.slice(0, MAX_BATCH);
    waiting = waiting.slice(MAX_BATCH);
    void commit(batch);
  };

  const begin = (): void => {
    if (gathering || waiting.length === 0 || committing) return;
    gathering = true;
    setImmediate(gather, waiting.length, 1);
  };

  return {
    stake: (stake: Stake): Promise<StakeOutcome> =>
      new Promise((resolve, reject) => {
        waiting.push({ stake, resolve, reject });
        begin();
      }),
    /** Many that came together, in one commit. */
    takeAll,
  };
};

export type Staker = ReturnType<typeof createStaker>;
