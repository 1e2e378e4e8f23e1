import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import { createHolderTable, type HolderTable } from './holderTable.ts';

/** Read in a few milliseconds. */
const ROWS_AT_ONCE = 5_000;

/**
 * Finds participants by their holder. Instead of an index in the database: holders are random, so that each newcomer would
 * change a page of its own somewhere in it, write that page into the log and again into the database, and so ever more as
 * an event grows. The file belongs to this process alone, so that nobody else adds participants.
 */
export interface Holders {
  /** To be awaited before `find` and `add`: reads the event's participants when it is first looked at. */
  ready(eventId: string): Promise<void>;
  find(eventId: string, holder: Uint8Array): number | null;
  /** Those of a change, once it is made. */
  add(
    transaction: Transaction,
    eventId: string,
    added: readonly (readonly [holder: Uint8Array, drawNumber: number])[],
  ): void;
  /** Those of a change that removes them, once it is made. */
  remove(
    transaction: Transaction,
    eventId: string,
    removed: readonly (readonly [holder: Uint8Array, drawNumber: number])[],
  ): void;
  /** That they are others now, once the change is made: they are read again. */
  forget(transaction: Transaction, eventId: string): void;
  /** That there are no participants any more, once the change is made. */
  clear(transaction: Transaction, eventId: string): void;
}

export const createHolders = ({ sql }: Pick<Kernel, 'sql'>): Holders => {
  const tables = new Map<string, HolderTable>();
  const filling = new Map<string, Promise<void>>();

  const fill = async (eventId: string): Promise<void> => {
    const table = createHolderTable();
    for (let last = 0; ;) {
      const rows = sql<[number, Buffer]>(
        'SELECT draw_number, holder FROM participants WHERE event_id = ? AND draw_number > ? ORDER BY draw_number LIMIT ?',
      )
        .raw()
        .all(eventId, last, ROWS_AT_ONCE) as [number, Buffer][];
      for (const [drawNumber, holder] of rows) table.add(holder, drawNumber);
      last = rows.at(-1)?.[0] ?? last;
      if (rows.length < ROWS_AT_ONCE) break;
      await nextTurn();
    }
    // Unless everybody was removed meanwhile: then there is an empty one.
    if (!tables.has(eventId)) tables.set(eventId, table);
  };

  const ready = (eventId: string): Promise<void> => {
    if (!tables.has(eventId) && !filling.has(eventId)) {
      filling.set(
        eventId,
        fill(eventId).finally(() => filling.delete(eventId)),
      );
    }
    // A small event is read by now. Who comes first goes on first.
    return tables.has(eventId) ? Promise.resolve() : (filling.get(eventId) ?? Promise.resolve());
  };

  const tableOf = (eventId: string): HolderTable => {
    const table = tables.get(eventId);
    if (!table) throw new Error(`the holders of ${eventId} are not read yet`);
    return table;
  };

  return {
    ready,
    find: (eventId, holder) => {
      const isTheirs = (drawNumber: number): boolean =>
        sql<Buffer>('SELECT holder FROM participants WHERE event_id = ? AND draw_number = ?')
          .pluck()
          .get(eventId, drawNumber)
          ?.equals(holder) ?? false;
      return tableOf(eventId).find(holder, isTheirs);
    },
    add: (tx, eventId, added) =>
      tx.afterwards(() => {
        const table = tableOf(eventId);
        for (const [holder, drawNumber] of added) table.add(holder, drawNumber);
      }),
    remove: (tx, eventId, removed) =>
      tx.afterwards(() => {
        const table = tableOf(eventId);
        for (const [holder, drawNumber] of removed) table.remove(holder, drawNumber);
      }),
    forget: (tx, eventId) => tx.afterwards(() => void tables.delete(eventId)),
    clear: (tx, eventId) => tx.afterwards(() => void tables.set(eventId, createHolderTable())),
  };
};
