/** Who may read what the host keeps: its own user, and nobody else of this machine. */
import { chmodSync, closeSync, existsSync, openSync, readdirSync, statSync } from 'node:fs';

export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;
const SHARED_BY_ALL = 0o1000;

/** Makes an empty file that only this user may read, or makes one that is there so. */
export const makePrivate = (file: string): void => {
  closeSync(openSync(file, 'a', PRIVATE_FILE));
  chmodSync(file, PRIVATE_FILE);
};

/**
 * The data directory and the database in it. A directory that is nothing else (it is empty, or the database is there
 * already) is closed to others; one that others use as well, like /tmp, is left as it is.
 */
export const keepPrivate = (folder: string, file: string): void => {
  const { mode, uid } = statSync(folder);
  const isOurs = existsSync(file) || readdirSync(folder).length === 0;
  const mayChange = process.getuid === undefined || process.getuid() === uid;
  if (isOurs && mayChange && (mode & SHARED_BY_ALL) === 0) chmodSync(folder, PRIVATE_FOLDER);
  // SQLite gives its log the rights of the database.
  for (const one of [file, `${file}-wal`]) if (one === file || existsSync(one)) makePrivate(one);
};
