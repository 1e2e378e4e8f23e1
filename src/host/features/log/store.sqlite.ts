import type { Kernel } from '../../platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../platform/storage/sqlite/migrate.ts';
import { chainedByEvent } from './migrations/0005-chained-by-event.ts';
import type { LogStore } from './store.ts';

export const logMigrations: readonly Migration[] = [{ feature: 'log', version: 5, sql: chainedByEvent }];

interface LogRow {
  event_id: string;
  seq: number;
  at: number;
  actor: string;
  action: string;
  details: string;
  previous: Buffer;
  hash: Buffer;
}

/** What somebody put into the log by hand may be anything, and must not stop who reads it: its hash tells. */
const readDetails = (details: string): unknown => {
  try {
    return JSON.parse(details) as unknown;
  } catch {
    return details;
  }
};

/** Reads the log and notes in it; changes of other features write their records by the kernel's `audit`. */
export const createLogStore = ({ sql, commit, read }: Kernel): LogStore => ({
  note: (eventId, change, action, details) => commit((tx) => tx.audit(eventId, change, undefined, action, details)),

  records: (eventId, after, limit) =>
    read(() =>
      sql<LogRow>('SELECT * FROM log WHERE event_id = ? AND seq > ? ORDER BY seq LIMIT ?')
        .all(eventId, after, limit)
        .map((row) => ({
          seq: row.seq,
          eventId: row.event_id,
          at: row.at,
          actor: row.actor,
          action: row.action,
          details: readDetails(row.details),
          previous: row.previous.toString('hex'),
          hash: row.hash.toString('hex'),
        })),
    ),
});
