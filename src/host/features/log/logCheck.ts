import { setImmediate as nextTurn } from 'node:timers/promises';
import { firstBroken, NO_PREVIOUS } from '../../../core/log/logChain.ts';
import type { LogStore } from './store.ts';

/** So many records are hashed in a few milliseconds; then others have their turn. */
const RECORDS_AT_ONCE = 100;

/**
 * Reads the whole log through: the number of the first record that does not follow from the one before, null where all
 * do. `stopped` ends it early, with null.
 */
export const findBrokenRecord = async (
  store: Pick<LogStore, 'records'>,
  eventId: string,
  stopped: () => boolean,
): Promise<number | null> => {
  let previous = NO_PREVIOUS;
  let seq = 0;
  while (!stopped()) {
    const records = await store.records(eventId, seq, RECORDS_AT_ONCE);
    const chained = records.map(({ eventId: event, ...record }) => ({ ...record, event }));
    const broken = firstBroken(chained, previous, seq + 1);
    const last = chained.at(-1);
    if (broken !== null || !last) return broken;
    previous = last.hash;
    seq = last.seq;
    await nextTurn();
  }
  return null;
};
