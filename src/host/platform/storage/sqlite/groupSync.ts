import { StorageError } from '../auditedChange.ts';

/** Makes what was committed durable, many commits with one sync of the disk, without holding up who else has work. */
export interface GroupSync {
  /** @throws StorageError when an earlier sync failed: nothing may be committed any more. */
  check(): void;
  /** Something was committed for which nobody waits: the next sync covers it. */
  defer(): void;
  /** Resolves when everything committed so far is on the disk, by a sync that begins now or when the one under way ends. */
  reach(): Promise<void>;
  /** The same, without a sync of its own where the one under way covers everything. */
  settled(): Promise<void>;
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
  let deferred = false;
  let failure: StorageError | null = null;

  const begin = (): Promise<void> => {
    deferred = false;
    const syncing = sync().then(
      () => {
        running = null;
      },
      (cause: unknown) => {
        running = null;
        const why = cause instanceof Error ? cause.message : String(cause);
        failure = new StorageError(
          'unusable',
          `The disk could not keep a change (${why}). Everything confirmed before is safe; nothing more is taken until the program is started again.`,
          cause,
        );
        throw failure;
      },
    );
    running = syncing;
    return syncing;
  };

  const check = (): void => {
    if (failure) throw failure;
  };

  /** Where another sync has begun by then, it began after these commits and covers them. */
  const follow = (): Promise<void> => {
    next = null;
    check();
    return running ?? begin();
  };

  const reach = async (): Promise<void> => {
    check();
    if (!running) return begin();
    return (next ??= running.then(follow, follow));
  };

  return {
    check,
    defer: () => {
      deferred = true;
    },
    reach,
    settled: async () => {
      check();
      if (deferred) return reach();
      return next ?? running ?? undefined;
    },
  };
};
