import { rmSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
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
import { CHECKPOINT_PAGES, keepDurable, syncFile, type SyncFile } from './durability.ts';
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
  /** Called when the change is made, before anybody else looks or writes; never, where it is undone. */
  afterwards(call: () => void): void;
}

/** The database behind the stores of all features. */
export interface Kernel {
  /** For looking, within `read`. What writes takes the transaction's. */
  readonly sql: Sql;
  /**
   * One atomic change, on the disk when the promise resolves. `work` runs without a pause, in the order of the calls;
   * where it throws, nothing of it stays. @throws StorageError `full` when the disk is, `unusable` when it fails.
   */
  commit<T>(work: (transaction: Transaction) => T): Promise<T>;
  /**
   * The same, with a copy that `copyTo` made at hand as the schema `copy`, to be read. Null: it is of another version of
   * the schema, and nothing was done.
   */
  commitWith<T>(file: string, work: (transaction: Transaction) => T): Promise<T | null>;
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

export interface KernelOptions {
  readonly migrations: readonly Migration[];
  /** For a bench or a test that wants another disk. */
  readonly sync?: SyncFile;
  /** For a test that wants many checkpoints. */
  readonly checkpointPages?: number;
  readonly open?: (dataDir: string, migrations: readonly Migration[]) => Database.Database;
  /** Told of each commit that is on the disk, and the ms that it took. */
  readonly committed?: (ms: number) => void;
  /** Writes the rows of the outbox. */
  readonly outbox?: (events: readonly OutboxEvent[], transaction: Transaction) => void;
}

/** A step of a commit, made by an adapter of this database for the commit of another. */
export const sqliteStep = <In, Out>(run: (transaction: Transaction, input: In) => Out): CommitStep<In, Out> => ({
  run,
});

/**
 * Opens the database of `dataDir`; how a commit gets on the disk without holding up the process: see `keepDurable`.
 * @throws StorageError as `openDatabase` does.
 */
export const openKernel = (dataDir: string, options: KernelOptions): Kernel => {
  const database = (options.open ?? openDatabase)(dataDir, options.migrations);
  const durable = keepDurable(database, options.sync ?? syncFile, options.checkpointPages ?? CHECKPOINT_PAGES);

  const statements = new Map<string, Database.Statement>();
  const sql: Sql = <Row>(text: string) => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = database.prepare(text)));
    return statement as Database.Statement<unknown[], Row>;
  };

  let afterwards: (() => void)[] = [];
  const transaction: Transaction = {
    sql,
    afterwards: (call) => void afterwards.push(call),
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
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  const versionsOf = (schema: 'main' | 'copy'): string =>
    JSON.stringify(database.prepare(`SELECT feature, version FROM ${schema}.schema_versions ORDER BY feature`).all());
  const write = async <T>(work: (transaction: Transaction) => T): Promise<T> => {
    for (let held = durable.held(); held; held = durable.held()) await held;
    durable.check();
    afterwards = [];
    const before = changes.get();
    try {
      const outcome = begin.immediate(work) as T;
      for (const call of afterwards) call();
      // Before anybody else has a turn: who reads from now on waits for the disk.
      if (changes.get() !== before) durable.committed();
      return outcome;
    } catch (error) {
      throw asStorageError(error);
    }
  };

  return {
    sql,
    commit: async (work) => {
      const begun = performance.now();
      const outcome = await write(work);
      await durable.settled();
      options.committed?.(performance.now() - begun);
      return outcome;
    },
    commitWith: async (file, work) => {
      for (let held = durable.held(); held; held = durable.held()) await held;
      // Without a pause from here to the end of the change: nobody else sees the copy.
      database.prepare('ATTACH ? AS copy').run(file);
      let written: Promise<ReturnType<typeof work>> | null = null;
      try {
        if (versionsOf('main') === versionsOf('copy')) written = write(work);
      } finally {
        database.exec('DETACH copy');
      }
      const outcome = await written;
      await durable.settled();
      return outcome;
    },
    prepare: write,
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
    close: () => durable.close(),
  };
};

const asStorageError = (error: unknown): unknown => {
  const code = sqliteCode(error);
  if (code === 'SQLITE_FULL') {
    return new StorageError('full', 'The disk is full: the change was not made. Free some space and try again.', error);
  }
  // The same to whoever waits, and often the same disk: a quota, a file system that an error has made read-only.
  if (/^SQLITE_(?:IOERR|READONLY|CANTOPEN)/.test(code)) {
    return new StorageError(
      'unusable',
      'The disk failed: the change was not made. Check the disk and its free space, and try again.',
      error,
    );
  }
  return error;
};
