import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BALLOT_KEY_BYTES } from './ballots.ts';

/**
 * The keys of the votes that are open, one a gathering, apart from the store: neither a copy of the store nor what its
 * log of writing still holds can be read once a vote is closed and its key is gone.
 */
export interface BallotKeys {
  /** On the disk when the promise resolves. */
  put(gatheringId: string, key: Uint8Array): Promise<void>;
  /** Null: there is none (any more). */
  find(gatheringId: string): Promise<Uint8Array | null>;
  /** Overwritten, then removed. One that is not there is no fault. */
  destroy(gatheringId: string): Promise<void>;
  /** Of which gatherings there are keys. */
  all(): Promise<string[]>;
}

const ENDING = '.key';

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** One file a key in `folder`, readable by the owner of the host's process alone. */
export const ballotKeysIn = (folder: string): BallotKeys => {
  const fileOf = (gatheringId: string): string => join(folder, `${gatheringId}${ENDING}`);
  const syncFolder = async (): Promise<void> => {
    // Windows can neither open a folder nor needs to.
    if (process.platform === 'win32') return;
    const handle = await open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  };
  const write = async (gatheringId: string, bytes: Uint8Array, flags: string): Promise<void> => {
    const handle = await open(fileOf(gatheringId), flags, 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  };

  return {
    put: async (gatheringId, key) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await write(gatheringId, key, 'w');
      await syncFolder();
    },

    find: async (gatheringId) => {
      try {
        const key = await readFile(fileOf(gatheringId));
        // One that a power cut left half written was never used.
        return key.length === BALLOT_KEY_BYTES ? key : null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    destroy: async (gatheringId) => {
      try {
        const { length } = await readFile(fileOf(gatheringId));
        await write(gatheringId, new Uint8Array(length), 'r+');
        await rm(fileOf(gatheringId));
        await syncFolder();
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },

    all: async () => {
      try {
        const files = await readdir(folder);
        return files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
  };
};
