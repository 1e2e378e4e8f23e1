import type { CampaignsStore, DrawOutcome, DrawParts, DrawRequest } from './store.ts';

const MAX_BATCH = 1_000;
/** Turns of the event loop, each a fraction of a millisecond when the crowd is small. */
const MAX_TURNS = 4;

type Batch = Awaited<ReturnType<CampaignsStore['draw']>>;

/**
 * Group commit: draws that arrive while the store is busy, or in successive turns of the event loop, share one commit.
 * Each answer waits for it. `onDrawn`: before anybody is answered.
 */
export const createDrawing = (
  store: Pick<CampaignsStore, 'draw'>,
  parts: DrawParts,
  onDrawn: (batch: Batch) => void,
) => {
  interface Waiting {
    readonly request: DrawRequest;
    resolve(outcome: DrawOutcome): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let running = false;
  let last: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      try {
        const drawn = await store.draw(
          batch.map(({ request }) => request),
          parts,
        );
        onDrawn(drawn);
        batch.forEach(({ resolve, reject }, index) => {
          const outcome = drawn.outcomes[index];
          if (outcome) resolve(outcome);
          else reject(new Error('the store answered fewer outcomes than draws'));
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  };

  /** Commits as soon as a turn has brought nobody: the more wait for one commit, the less each of them costs. */
  const gather = (seen: number, turns: number): void => {
    if (waiting.length === seen || turns === MAX_TURNS) last = flush();
    else setImmediate(gather, waiting.length, turns + 1);
  };

  return {
    draw: (request: DrawRequest): Promise<DrawOutcome> =>
      new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject });
        if (running) return;
        running = true;
        setImmediate(gather, 1, 1);
      }),
    /** Resolves when every draw that came has been answered. */
    idle: (): Promise<void> => last,
  };
};
