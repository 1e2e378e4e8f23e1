import type { IdempotentReply, KeptReply } from './auditedChange.ts';

/** What the platform itself keeps: settings of this machine, replies for repeated requests, the store as a whole. */
export interface PlatformStore {
  setting(key: string): Promise<string | null>;
  /** Null forgets it. */
  putSetting(key: string, value: string | null): Promise<void>;
  keptReply(key: Uint8Array): Promise<KeptReply | null>;
  /** A reply of nothing that was changed; the first one under its key stays. */
  keepReply(reply: IdempotentReply<void>): Promise<void>;
  /** Drops replies kept before this moment, ms since 1970. */
  dropReplies(before: number): Promise<void>;
  /** A consistent copy of the whole store in a new file. @throws StorageError `full` when the disk is; no half copy stays. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}
