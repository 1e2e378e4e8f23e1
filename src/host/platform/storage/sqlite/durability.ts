import { closeSync, existsSync, fdatasync, openSync, renameSync } from 'node:fs';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';
import { createGroupSync, type GroupSync } from './groupSync.ts';

/** Brings everything written to an open file to the disk itself, past every cache; rejects when the disk fails. */
export type SyncFile = (descriptor: number, file: string) => Promise<void>;

/** What SQLite itself takes: fdatasync, or F_FULLFSYNC on macOS and FlushFileBuffers on Windows, where libuv knows no other. */
const dataSync = promisify(fdatasync);
export const syncFile: SyncFile = (descriptor) => dataSync(descriptor);

/** So many pages of 4 KiB are copied from the log into the database in a few milliseconds. */
export const CHECKPOINT_PAGES = 1_000;

export interface Durability extends Omit<GroupSync, 'certain' | 'hasFailed'> {
  /** Not null: nothing may be written before it resolves. It never rejects. */
  held(): Promise<void> | null;
  /** Waits for what is under way, and closes the database. */
  close(): Promise<void>;
}

/**
 * Keeps what is committed to a database in WAL mode on the disk, in SQLite's place (synchronous=OFF): every sync runs on
 * libuv's threads, so that a slow disk makes those wait who wait for a commit, and nobody else.
 *
 * The order on the disk is what a power cut asks for:
 * - A commit appends to the write-ahead log, and counts when a sync of the log that began after it has ended. What of the
 *   log reaches the disk earlier, in whatever order and however torn, is found by its checksums and left out.
 * - A checkpoint begins when the log is synced, and holds up commits until it is over. It copies the log into the database
 *   (sync of the database), and only then empties the log (sync of the log). Cut before the second sync, the log is still
 *   whole and is copied again; after it, the database has everything. The log is emptied rather than overwritten from its
 *   beginning, since its old pages, mixed with new ones, could be taken for its content. That a file is emptied whole or
 *   not at all SQLite's own journals rely on, too.
 *
 * The descriptors beside SQLite's own are safe. POSIX drops all locks of a process on a file when it closes any descriptor
 * of it (sqlite.org/howtocorrupt.html, section 2.2): the one of the database is closed after the database, and the log is
 * never locked (with locking_mode=EXCLUSIVE there is no shared memory either).
 *
 * `checkpointPages`: the length of the log from which on it is copied, in pages.
 */
export const keepDurable = (database: Database.Database, sync: SyncFile, checkpointPages: number): Durability => {
  const files = { database: database.name, log: `${database.name}-wal` };
  // SQLite makes the log with the first look and, as the only program, never replaces it. Windows syncs only what is open
  // for writing.
  const log = openSync(files.log, 'r+');
  const main = openSync(files.database, 'r+');
  const group = createGroupSync(() => sync(log, files.log));
  database.pragma('wal_autocheckpoint = 0');
  database.pragma('synchronous = OFF');

  const logPages = database.prepare<[], { log: number }>('PRAGMA wal_checkpoint(NOOP)');
  const copyLog = database.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(PASSIVE)');
  const emptyLog = database.prepare<[], { log: number }>('PRAGMA wal_checkpoint(TRUNCATE)');

  let held: Promise<void> | null = null;
  /** Rises where a checkpoint could not be made. */
  let due = checkpointPages;

  const checkpoint = async (): Promise<void> => {
    await group.settled();
    const copied = copyLog.get();
    if (!copied || copied.checkpointed < copied.log) throw new Error('the log could not be copied whole');
    // From here on the next commit would overwrite the log: there is no way back.
    await group.certain(async () => {
      await sync(main, files.database);
      if (emptyLog.get()?.log !== 0) throw new Error('the log could not be emptied');
      await sync(log, files.log);
    });
  };

  /** The log has grown since it was last looked at. */
  let grown = false;
  const checkpointWhenDue = (): void => {
    if (!grown) return;
    grown = false;
    const pages = logPages.get()?.log ?? 0;
    if (held || pages < due) return;
    held = checkpoint()
      .then(
        () => {
          due = checkpointPages;
        },
        () => {
          // The disk is full, or a sync failed, which `check` tells from now on. Everything is in the log, as it was.
          due = pages + checkpointPages;
        },
      )
      .finally(() => {
        held = null;
      });
  };

  /** Resolves when no sync and no checkpoint is under way. */
  const quiet = async (): Promise<void> => {
    // Whoever waits for a sync is told if it fails.
    await group.settled().catch(() => undefined);
    if (!held) return;
    await held;
    await quiet();
  };

  return {
    check: group.check,
    committed: () => {
      grown = true;
      group.committed();
    },
    settled: async () => {
      await group.settled();
      checkpointWhenDue();
    },
    held: () => held,
    close: async () => {
      await quiet();
      if (!database.open) return;
      // SQLite copies the rest of the log itself, and syncs it.
      database.pragma('synchronous = FULL');
      const close = (): void => {
        closeSync(log);
        database.close();
        closeSync(main);
      };
      if (group.hasFailed()) closeAsItIs(files.database, close);
      else close();
    },
  };
};

const asideOf = (file: string): string => `${file}-aside`;

/**
 * Closes a database of which nobody knows what reached the disk: `close` must neither copy the log, parts of which may be
 * gone, nor remove it, since it alone may hold what was confirmed. SQLite leaves the log alone when the database's file is
 * not where it was opened. Where an open file cannot be renamed (Windows), SQLite does what it can.
 */
const closeAsItIs = (file: string, close: () => void): void => {
  let moved = true;
  try {
    renameSync(file, asideOf(file));
  } catch {
    moved = false;
  }
  close();
  if (moved) renameSync(asideOf(file), file);
};

/** Puts a database in its place that was being closed as it is when the program was killed. */
export const putBack = (file: string): void => {
  if (existsSync(asideOf(file)) && !existsSync(file)) renameSync(asideOf(file), file);
};
