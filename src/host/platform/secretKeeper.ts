/**
 * A key store of the system, by which secrets lie on the disk locked: a copy of the data folder does not open them. The
 * shell gives one to the host where it has one.
 */
export interface SecretKeeper {
  /** For the log, e.g. `keychain`. */
  readonly name: string;
  lock(secret: Uint8Array): Uint8Array;
  /** Null: it was not locked by this keeper, but on another machine, or for another user of this one. */
  unlock(locked: Uint8Array): Uint8Array | null;
}
