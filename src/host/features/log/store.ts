import type { AuditedChange } from '../../platform/storage/auditedChange.ts';

/** A record of an event's log: hex hashes, each over the one before. `seq` counts from 1 without gaps in each event. */
export interface LogRecord {
  readonly seq: number;
  readonly eventId: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly details: unknown;
  readonly previous: string;
  readonly hash: string;
}

export interface LogStore {
  /** What somebody did that changes nothing of the event itself: logins, the network, the password. */
  note(eventId: string, change: AuditedChange<void>, action: string, details: unknown): Promise<void>;
  /** Oldest first, those after `after`. */
  records(eventId: string, after: number, limit: number): Promise<LogRecord[]>;
}
