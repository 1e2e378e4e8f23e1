import { closeSync, fdatasync, openSync, rmSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';
import { logHash, NO_PREVIOUS } from '../../../../core/log/logChain.ts';
import {
  StorageError,
  type AuditedChange,
  type CommitStep,
  type IdempotentReply,
  type KeptReply,
  type OutboxEvent,
} from '../auditedChange.ts';
import { createGroupSync } from './groupSync.ts';
import type { Migration } from './migrate.ts';
import { openDatabase, sqliteCode } from './openDatabase.ts';

/** A prepared statement, prepared once. The row's shape is the caller's word: it stands in the SQL beside it. */
export type Sql = <Row = unknown>(text: string) => Database.Statement<unknown[], Row>;

/** The open transaction of a commit, and what is written with every change. Of no use after it. */
export interface Transaction {
  readonly sql: Sql;
  /** Writes a change into the event's log, chained to its record before, and keeps the reply for a repetition. */
  audit<T>(eventId: string, change: AuditedChange<T>, outcome: T, action: string, details: unknown): void;
  keep<T>(idempotent: IdempotentReply<T> | null, outcome: T): void;
  /** Where the store was opened without an outbox, nothing is written. */
  emit(events: readonly OutboxEvent[]): void;
  run<In, Out>(step: CommitStep<In, Out>, input: In): Out;
}

/** The database behind the stores of all features. */
export interface Kernel {
  /** For looking, within `read`. What writes takes the transaction's. */
  readonly sql: Sql;
  /**
   * One atomic change, on the disk when the promise resolves. `work` runs at once, before this answers; where it throws,
   * nothing of it stays. @throws StorageError `full` when the disk is, `unusable` when it fails.
   */
  commit<T>(work: (transaction: Transaction) => T): Promise<T>;
  /** The same, but it is on the disk no later than the next commit, and may be lost until then. */
  prepare<T>(work: (transaction: Transaction) => T): Promise<T>;
  /** Looks at once; resolves when everything that it can have seen is on the disk. */
  read<T>(look: () => T): Promise<T>;
  /** The reply kept under this key, within `read` or a transaction. */
  keptReply(key: Uint8Array): KeptReply | null;
  /** See PlatformStore. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Brings everything written to an open file to the disk itself, past every cache; rejects when the disk fails. */
export type SyncFile = (descriptor: number) => Promise<void>;

export interface KernelOptions {
  readonly migrations: readonly Migration[];
  /** How the write-ahead log is synced; for a bench or a test that wants another disk. */
  readonly sync?: SyncFile;
  readonly open?: (dataDir: string, migrations: readonly Migration[]) => Database.Database;
  /** Writes the rows of the outbox. */
  readonly outbox?: (events: readonly OutboxEvent[], transaction: Transaction) => void;
}

/** What SQLite itself takes: fdatasync, or F_FULLFSYNC on macOS and FlushFileBuffers on Windows, where libuv knows no other. */
export const syncFile: SyncFile = promisify(fdatasync);

/** A step of a commit, made by an adapter of this database for the commit of another. */
export const sqliteStep = <In, Out>(run: (transaction: Transaction, input: In) => Out): CommitStep<In, Out> => ({
  run,
});

/**
 * Opens the database of `dataDir`. SQLite writes each commit into its write-ahead log without waiting for the disk
 * (synchronous=NORMAL); the kernel then syncs that file on libuv's threads, so that a slow disk makes those wait who wait
 * for a commit, and nobody else. SQLite still syncs by itself where the order on the disk matters: the log before a
 * checkpoint, the database after it, and the head of a log that begins anew. So one good sync of the log after a commit
 * says that the commit is on the disk, in the log or in the database; a power cut leaves every commit before it whole.
 *
 * The second descriptor on the log is safe: POSIX drops all locks of a process on a file when it closes any descriptor of
 * it (sqlite.org/howtocorrupt.html, section 2.2), but SQLite's locks are on the database's file, never on the log.
 * @throws StorageError as `openDatabase` does.
 */
export const openKernel = (dataDir: string, options: KernelOptions): Kernel => {
  const database = (options.open ?? openDatabase)(dataDir, options.migrations);
  // For the life of the process: with an exclusive lock the file is emptied and written anew, never replaced.
  // Windows syncs only what is open for writing.
  const log = openSync(`${database.name}-wal`, 'r+');
  const sync = options.sync ?? syncFile;
  const durable = createGroupSync(() => sync(log));

  const statements = new Map<string, Database.Statement>();
  const sql: Sql = <Row>(text: string) => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = database.prepare(text)));
    return statement as Database.Statement<unknown[], Row>;
  };

  const transaction: Transaction = {
    sql,
    audit: (eventId, { actor, at, idempotent }, outcome, action, details) => {
      const last = sql<{ seq: number; hash: Buffer }>(
        'SELECT seq, hash FROM log WHERE event_id = ? ORDER BY seq DESC LIMIT 1',
      ).get(eventId);
      const previous = last ? last.hash.toString('hex') : NO_PREVIOUS;
      const seq = (last?.seq ?? 0) + 1;
      const hash = logHash(previous, { seq, event: eventId, at, actor, action, details });
      sql(
        'INSERT INTO log (event_id, seq, at, actor, action, details, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(
        eventId,
        seq,
        at,
        actor,
        action,
        JSON.stringify(details),
        Buffer.from(previous, 'hex'),
        Buffer.from(hash, 'hex'),
      );
      transaction.keep(idempotent, outcome);
    },
    keep: (idempotent, outcome) => {
      if (!idempotent) return;
      sql('INSERT INTO answers (key, fingerprint, answer, kept_at) VALUES (?, ?, ?, ?)').run(
        idempotent.key,
        idempotent.fingerprint,
        idempotent.reply(outcome),
        idempotent.at,
      );
    },
    emit: (events) => options.outbox?.(events, transaction),
    // The port keeps the transaction's type to itself; all steps that reach this kernel were made by `sqliteStep`.
    run: <In, Out>(step: CommitStep<In, Out>, input: In) =>
      (step.run as (transaction: Transaction, input: In) => Out)(transaction, input),
  };

  const begin = database.transaction((work: (transaction: Transaction) => unknown) => work(transaction));
  const write = <T>(work: (transaction: Transaction) => T): T => {
    durable.check();
    try {
      return begin.immediate(work) as T;
    } catch (error) {
      throw asStorageError(error);
    }
  };
  const changes = (): number => sql<number>('SELECT total_changes()').pluck().get() ?? 0;

  return {
    sql,
    commit: async (work) => {
      const before = changes();
      const outcome = write(work);
      await (changes() === before ? durable.settled() : durable.reach());
      return outcome;
    },
    prepare: async (work) => {
      const outcome = write(work);
      durable.defer();
      return outcome;
    },
    read: async (look) => {
      const seen = look();
      await durable.settled();
      return seen;
    },
    keptReply: (key) =>
      sql<{ fingerprint: Buffer; reply: Buffer }>('SELECT fingerprint, answer AS reply FROM answers WHERE key = ?').get(
        key,
      ) ?? null,
    copyTo: async (file) => {
      durable.check();
      try {
        sql('VACUUM INTO ?').run(file);
        const copy = await openFile(file, 'r+');
        await copy.sync().finally(() => copy.close());
      } catch (error) {
        rmSync(file, { force: true });
        if (sqliteCode(error) === 'SQLITE_FULL') {
          throw new StorageError('full', 'The disk is full: no copy could be kept, so nothing was changed.', error);
        }
        throw error;
      }
      await durable.settled();
    },
    close: async () => {
      if (!database.open) return;
      // What is under way; whoever waits for it is told if it fails.
      await durable.settled().catch(() => undefined);
      if (!database.open) return;
      closeSync(log);
      database.close();
    },
  };
};

const asStorageError = (error: unknown): unknown => {
  const code = sqliteCode(error);
  if (code === 'SQLITE_FULL') {
    return new StorageError('full', 'The disk is full: the change was not made. Free some space and try again.', error);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new StorageError('unusable', 'The disk failed: the change was not made.', error);
  }
  return error;
};
