import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StorageError } from '../auditedChange.ts';
import { keepPrivate, PRIVATE_FOLDER } from '../privateFiles.ts';
import { putBack } from './durability.ts';
import { migrate, refuseNewer, type Migration } from './migrate.ts';

export const DATABASE_FILE = 'luckydraw.sqlite3';

/** better-sqlite3's errors carry SQLite's result code as a text, e.g. SQLITE_FULL. */
export const sqliteCode = (error: unknown): string => (error instanceof Database.SqliteError ? error.code : '');

/**
 * Opens the store in `dataDir` (made if missing), checks it and brings it to the newest schema; what it holds is then on
 * the disk. The file is locked for this process.
 * @throws StorageError with a sentence for people: not writable, in use, damaged, newer than this program.
 */
export const openDatabase = (dataDir: string, migrations: readonly Migration[]): Database.Database => {
  const file = join(dataDir, DATABASE_FILE);
  try {
    mkdirSync(dataDir, { recursive: true, mode: PRIVATE_FOLDER });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    putBack(file);
    keepPrivate(dataDir, file);
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new StorageError(
      'unusable',
      `The data directory ${dataDir} cannot be written. Choose another with --data-dir.`,
      cause,
    );
  }
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 1_000 });
    // Exclusive before the first read: a second host on the same directory is refused, and no lock outlives a kill.
    database.pragma('locking_mode = EXCLUSIVE');
    // Looked at before anything is written: to change the journal's mode would be to change the file.
    refuseNewer(database, migrations);
    const damage = database.pragma('quick_check(1)', { simple: true });
    if (damage !== 'ok') throw new StorageError('damaged', damagedMessage(file));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // KiB. Registration appends; what is looked at beyond it comes from the system's own cache.
    database.pragma('cache_size = -8000');
    migrate(database, migrations);
    // What a killed process committed last may be in the memory of the operating system only. It is shown from now on,
    // so it goes to the disk now; so does what a migration wrote.
    database.pragma('wal_checkpoint(TRUNCATE)');
    return database;
  } catch (error) {
    database?.close();
    throw asStorageError(error, file, dataDir);
  }
};

const damagedMessage = (file: string): string =>
  `The data file ${file} is damaged. It was left as it is; put a backup in its place, or start with an empty --data-dir.`;

const asStorageError = (error: unknown, file: string, dataDir: string): StorageError => {
  if (error instanceof StorageError) return error;
  const code = sqliteCode(error);
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new StorageError('damaged', damagedMessage(file), error);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StorageError(
      'in_use',
      `Another Lucky Draw Kiosk is using the data directory ${dataDir}. Close it, or choose another with --data-dir.`,
      error,
    );
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new StorageError(
      'full',
      `The disk that holds ${dataDir} is full. Free some space and start again; nothing was lost.`,
      error,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StorageError('unusable', `The data file ${file} cannot be opened: ${reason}`, error);
};
