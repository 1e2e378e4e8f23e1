import { StorageError } from '../auditedChange.ts';

/** Makes what was committed durable, many commits with one sync of the disk, without holding up who else has work. */
export interface GroupSync {
  /** @throws StorageError when an earlier sync failed: nothing may be committed or shown any more. */
  check(): void;
  hasFailed(): boolean;
  /** Something was committed just now. */
  committed(): void;
  /** Resolves when everything committed so far is on the disk; at once where it is already. */
  settled(): Promise<void>;
  /** A sync of something else, which must not fail either. */
  certain(sync: () => Promise<void>): Promise<void>;
}

/**
 * `sync` brings everything written so far to the disk; it never runs twice at once.
 *
 * A sync that fails ends it all: the operating system may have dropped the pages that it could not write and count them as
 * clean, so that a second sync would succeed and keep nothing (Rebello and others, "Can applications recover from fsync
 * failures?", USENIX ATC 2020). Nothing that was committed since the last good sync can be confirmed, and what is read may
 * hold it. So every commit and read is refused until the store is opened anew, which reads what really is on the disk.
 */
export const createGroupSync = (sync: () => Promise<void>): GroupSync => {
  let running: Promise<void> | null = null;
  /** Waits for `running`, then syncs what was committed meanwhile. */
  let next: Promise<void> | null = null;
  /** Something was committed after the last sync began. */
  let behind = false;
  let failure: StorageError | null = null;

  const check = (): void => {
    if (failure) throw failure;
  };

  const certain = async (one: () => Promise<void>): Promise<void> => {
    check();
    try {
      await one();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      failure ??= new StorageError(
        'unusable',
        `The disk could not keep a change (${why}). Everything confirmed before is safe; nothing more is taken until the program is started again.`,
        cause,
      );
    }
    check();
  };

  const begin = (): Promise<void> => {
    behind = false;
    running = certain(sync).finally(() => {
      running = null;
    });
    return running;
  };

  const follow = (): Promise<void> => {
    next = null;
    return running ?? begin();
  };

  return {
    check,
    hasFailed: () => failure !== null,
    committed: () => {
      behind = true;
    },
    settled: async () => {
      check();
      if (!behind) return running ?? undefined;
      if (!running) return begin();
      return (next ??= running.then(follow, follow));
    },
    certain,
  };
};
