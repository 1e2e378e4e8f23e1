import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { makePrivate, PRIVATE_FOLDER } from './privateFiles.ts';
import type { PlatformStore } from './platformStore.ts';

const COPIES_KEPT = 20;

/** A copy of the store beside it, before something is removed; the newest are kept. Answers the name of its file. */
export const keepCopy = async (
  store: Pick<PlatformStore, 'copyTo'>,
  dataDir: string,
  clock: Clock,
): Promise<string> => {
  const folder = join(dataDir, 'backups');
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const name = `before-reset-${new Date(clock.now()).toISOString().replaceAll(':', '-')}.sqlite3`;
  makePrivate(join(folder, name));
  await store.copyTo(join(folder, name));
  const copies = readdirSync(folder).filter((file) => file.startsWith('before-reset-'));
  for (const old of copies.sort().slice(0, -COPIES_KEPT)) rmSync(join(folder, old));
  return name;
};

/** The file of a copy that was kept under this name; null: it is gone. */
export const findCopy = (dataDir: string, name: string): string | null => {
  const file = join(dataDir, 'backups', name);
  return existsSync(file) ? file : null;
};
