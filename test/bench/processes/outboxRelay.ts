/** The outbox over a store on the disk, in a process of its own, with one sink. */
import { allDelivered, happened, openOutboxParts, type OpenOutbox } from '../../support/outbox.ts';
import { serveCommands } from '../child.ts';
import { pause, wallClock } from '../numbers.ts';

let parts: OpenOutbox | null = null;
const opened = (): OpenOutbox => {
  if (!parts) throw new Error('not open');
  return parts;
};
const award = (nth: number) =>
  happened(`lottery ${nth % 500}`, nth, {
    type: 'lotteryAwardCreated',
    data: { lottery_id: nth, win_sum: 100, sent_at: wallClock() },
  });

const commands = {
  open: async ({
    folder,
    webhookUrl,
    broker,
  }: {
    folder: string;
    webhookUrl: string | null;
    broker: string | null;
  }) => {
    parts = await openOutboxParts(folder, {
      settings: {
        webhookUrl: webhookUrl === null ? [] : [webhookUrl],
        webhookSecret: ['whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz'],
        kafkaBrokers: broker === null ? [] : [broker],
      },
    });
    // A topic that is not there yet is made by its first event.
    await parts.emit([award(0)]);
    await parts.until(allDelivered);
  },
  /** So many events written as fast as the disk goes, and delivered: events a second until the last is marked. */
  flood: async (count: number): Promise<number> => {
    const { emit, until } = opened();
    const startedAt = performance.now();
    for (let from = 0; from < count; from += 100) {
      await emit(Array.from({ length: Math.min(100, count - from) }, (_, index) => award(from + index)));
    }
    await until(allDelivered);
    return count / ((performance.now() - startedAt) / 1_000);
  },
  /** Events one by one, each under a commit of its own, at this rate. */
  drip: async ({ rate, seconds }: { rate: number; seconds: number }): Promise<void> => {
    const { emit, until } = opened();
    const startedAt = performance.now();
    const commits: Promise<void>[] = [];
    for (let nth = 0; nth < rate * seconds;) {
      const due = Math.min(rate * seconds, ((performance.now() - startedAt) / 1_000) * rate);
      for (; nth < due; nth += 1) commits.push(emit([award(nth)]));
      await pause(2);
    }
    await Promise.all(commits);
    await until(allDelivered);
  },
  close: async (): Promise<void> => {
    await opened().close();
  },
};
export type OutboxRelay = typeof commands;
serveCommands(commands);
