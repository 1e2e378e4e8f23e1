import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncFile, type SyncFile } from '../../src/host/platform/storage/sqlite/durability.ts';
import { DATABASE_FILE } from '../../src/host/platform/storage/sqlite/openDatabase.ts';
import { temporaryFolder } from './temporary.ts';

const SECTOR = 512;

/** A disk whose syncs end when the test says so, well or badly. */
export const createHeldDisk = () => {
  const waiting: { readonly file: string; readonly end: (error?: Error) => void }[] = [];
  let begun = 0;
  const sync: SyncFile = (_, file) => {
    begun += 1;
    return new Promise((resolve, reject) => {
      waiting.push({ file, end: (error) => (error ? reject(error) : resolve()) });
    });
  };
  return {
    sync,
    /** Syncs that were begun so far. */
    begun: () => begun,
    /** The files whose syncs are under way. */
    under: () => waiting.map(({ file }) => (file.endsWith('-wal') ? 'log' : 'database')),
    /** Ends the one that began first. */
    end: (error?: Error): void => {
      const first = waiting.shift();
      if (!first) throw new Error('no sync is under way');
      first.end(error);
    },
  };
};

/**
 * A disk that can lose its power. What a file held when a sync began stays once that sync has ended; of what was written
 * since, each sector of 512 bytes may be there in any version, or not; its length is that of any version. `onSync` is called when a sync begins, and when it
 * has ended but nobody knows yet.
 */
export const createPowerCutDisk = (dataDir: string, choose: (below: number) => number, onSync: () => void) => {
  const main = join(dataDir, DATABASE_FILE);
  const versions = new Map<string, Buffer[]>();
  const done: ('log' | 'database')[] = [];

  /** Remembers the files as they are now. */
  const observe = (): void => {
    for (const file of [main, `${main}-wal`]) {
      const content = readFileSync(file);
      const known = versions.get(file) ?? [];
      if (!known.at(-1)?.equals(content)) known.push(content);
      versions.set(file, known);
    }
  };

  const sync: SyncFile = async (descriptor, file) => {
    observe();
    const safe = versions.get(file)?.at(-1);
    onSync();
    await syncFile(descriptor, file);
    const known = versions.get(file) ?? [];
    if (safe) known.splice(0, known.indexOf(safe));
    done.push(file === main ? 'database' : 'log');
    onSync();
  };

  /** What is left of a file: sectors of its versions at random, or one version up to somewhere and another from there on. */
  const leftOf = (known: readonly Buffer[]): Buffer => {
    const any = (): Buffer => known[choose(known.length)] ?? Buffer.alloc(0);
    const [safe = Buffer.alloc(0)] = known;
    const left = Buffer.alloc(any().length);
    const [early, late, border] = [any(), any(), choose(left.length + 1)];
    const mixed = choose(2) === 0;
    for (let at = 0; at < left.length; at += SECTOR) {
      const version = mixed ? any() : at < border ? early : late;
      // A file is cut short at once or not at all: what it held before lies there until it is written over.
      (version.length > at ? version : safe).subarray(at, Math.min(at + SECTOR, left.length)).copy(left, at);
    }
    return left;
  };

  /** A data directory as the power cut leaves it now. */
  const cut = (): string => {
    observe();
    const folder = temporaryFolder();
    for (const [file, known] of versions) writeFileSync(join(folder, file.slice(dataDir.length + 1)), leftOf(known));
    return folder;
  };

  return { sync, observe, cut, synced: () => done };
};
