import { PAUSE_REASONS, type PauseReason } from '../../../contract/outbox/views.ts';
import type { AuditedChange, OutboxEvent } from '../../platform/storage/auditedChange.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../platform/storage/sqlite/migrate.ts';
import { outboxTables } from './migrations/0010-outbox.ts';
import type { OutboxStore, SinkRecord, StoredEvent } from './store.ts';

export const outboxMigrations: readonly Migration[] = [{ feature: 'outbox', version: 10, sql: outboxTables }];

/** What the kernel writes events with, and how the store learns of it. */
export interface OutboxWriter {
  write(events: readonly OutboxEvent[], transaction: Transaction): void;
  onWritten(listener: (head: number) => void): void;
}

export const createOutboxWriter = (): OutboxWriter => {
  const listeners: ((head: number) => void)[] = [];
  return {
    write: (events, tx) => {
      // The id is random, not made of the position: a backup that is put back uses positions again, for other events.
      const insert = tx.sql(
        'INSERT INTO outbox_events (id, type, subject, at, data) VALUES (lower(hex(randomblob(16))), ?, ?, ?, ?)',
      );
      let head = 0;
      for (const { type, subject, at, data } of events) {
        head = Number(insert.run(type, subject, at, JSON.stringify(data)).lastInsertRowid);
      }
      if (head === 0) return;
      tx.afterwards(() => {
        for (const listener of listeners) listener(head);
      });
    },
    onWritten: (listener) => void listeners.push(listener),
  };
};

/** Earlier hosts kept a sentence in English; the one of a receiver that wants no more named its answer, 410. */
const pauseReason = (kept: string | null): PauseReason | null => {
  if (kept === null) return null;
  return PAUSE_REASONS.find((reason) => reason === kept) ?? (kept.includes('410') ? 'gone' : 'organiser');
};

export const createOutboxStore = ({ sql, commit, read }: Kernel, writer: OutboxWriter): OutboxStore => {
  const headNow = (): number =>
    sql<number>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox_events'").pluck().get() ?? 0;

  const recordOf = (sinkId: string): SinkRecord | null => {
    const row = sql<{ position: number; paused_because: string | null }>(
      'SELECT position, paused_because FROM outbox_sinks WHERE id = ?',
    ).get(sinkId);
    if (!row) return null;
    const ahead = sql<number>('SELECT position FROM outbox_ahead WHERE sink_id = ? ORDER BY position').pluck();
    return {
      id: sinkId,
      position: row.position,
      ahead: ahead.all(sinkId),
      pausedBecause: pauseReason(row.paused_because),
    };
  };
  const certain = (sinkId: string): SinkRecord => {
    const record = recordOf(sinkId);
    if (!record) throw new Error(`no such sink: ${sinkId}`);
    return record;
  };

  const audited = (
    eventId: string,
    sinkId: string,
    change: AuditedChange<void>,
    action: string,
    details: object,
    work: (tx: Transaction) => void,
  ): Promise<SinkRecord> =>
    commit((tx) => {
      work(tx);
      tx.audit(eventId, change, undefined, action, { sink: sinkId, ...details });
      return certain(sinkId);
    });

  return {
    onWritten: writer.onWritten,

    range: () =>
      read(() => {
        const head = headNow();
        return {
          head,
          oldest: sql<number | null>('SELECT min(position) FROM outbox_events').pluck().get() ?? head + 1,
        };
      }),

    events: (after, limit) =>
      read(() =>
        sql<StoredEvent>('SELECT * FROM outbox_events WHERE position > ? ORDER BY position LIMIT ?').all(after, limit),
      ),

    recent: (before, limit) =>
      read(() =>
        sql<StoredEvent>('SELECT * FROM outbox_events WHERE position < ? ORDER BY position DESC LIMIT ?').all(
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        ),
      ),

    // Newest first: whoever looks for a moment looks for a late one, and a clock set back must not hide what came after.
    firstSince: (at) =>
      read(() => {
        const before = sql<number | null>('SELECT max(position) FROM outbox_events WHERE at < ?').pluck().get(at);
        const oldest = sql<number | null>('SELECT min(position) FROM outbox_events').pluck().get();
        return before == null ? (oldest ?? headNow() + 1) : before + 1;
      }),

    openSink: (sinkId) =>
      commit((tx) => {
        tx.sql('INSERT INTO outbox_sinks (id, position) VALUES (?, ?) ON CONFLICT (id) DO NOTHING').run(
          sinkId,
          headNow(),
        );
        return certain(sinkId);
      }),

    mark: (sinkId, { position, ahead }) =>
      commit((tx) => {
        tx.sql('UPDATE outbox_sinks SET position = ? WHERE id = ?').run(position, sinkId);
        tx.sql('DELETE FROM outbox_ahead WHERE sink_id = ? AND position <= ?').run(sinkId, position);
        const insert = tx.sql('INSERT INTO outbox_ahead (sink_id, position) VALUES (?, ?)');
        for (const each of ahead) insert.run(sinkId, each);
      }),

    pauseAlone: (sinkId, because) =>
      commit((tx) => {
        tx.sql('UPDATE outbox_sinks SET paused_because = ? WHERE id = ?').run(because, sinkId);
      }),

    pause: (eventId, sinkId, because, change) =>
      audited(eventId, sinkId, change, because === null ? 'sink_resumed' : 'sink_paused', {}, (tx) => {
        tx.sql('UPDATE outbox_sinks SET paused_because = ? WHERE id = ?').run(because, sinkId);
      }),

    replay: (eventId, sinkId, from, change) =>
      audited(eventId, sinkId, change, 'sink_replayed', { from_position: from }, (tx) => {
        tx.sql('UPDATE outbox_sinks SET position = ? WHERE id = ?').run(from - 1, sinkId);
        tx.sql('DELETE FROM outbox_ahead WHERE sink_id = ?').run(sinkId);
      }),

    drop: (upTo, limit) =>
      commit(
        (tx) =>
          tx
            .sql(
              `DELETE FROM outbox_events WHERE position <= ? AND position <=
                (SELECT min(position) FROM outbox_events) + ? - 1`,
            )
            .run(upTo, limit).changes,
      ),
  };
};
