import type { Mark } from '../../../core/outbox/deliveryWindow.ts';
import type { PauseReason } from '../../../contract/outbox/views.ts';
import type { AuditedChange } from '../../platform/storage/auditedChange.ts';

/** An event as it was written, under the commit of what it tells. `position`: from 1 on, without gaps. `data`: JSON. */
export interface StoredEvent {
  readonly position: number;
  /** Never another, however often it is delivered. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly data: string;
}

/** How far a sink has come: all events up to `position` are delivered, and those of `ahead`. */
export interface SinkRecord extends Mark {
  readonly id: string;
  /** Null: it is not paused. */
  readonly pausedBecause: PauseReason | null;
}

/** The first and the last event that are kept; `oldest` is `head + 1` where there is none. */
export interface KeptRange {
  readonly oldest: number;
  readonly head: number;
}

export interface OutboxStore {
  /** Calls back after each commit that wrote events, with the position of the last. They may not be on the disk yet. */
  onWritten(listener: (head: number) => void): void;
  range(): Promise<KeptRange>;
  /** Oldest first, those after `after`; on the disk when they are answered. */
  events(after: number, limit: number): Promise<StoredEvent[]>;
  /** Newest first, those before `before`; null: from the last one on. */
  recent(before: number | null, limit: number): Promise<StoredEvent[]>;
  /** The position of the first event since this moment, ms since 1970; `head + 1` where there is none. */
  firstSince(at: number): Promise<number>;

  /** A sink that is new begins with what happens from now on. */
  openSink(sinkId: string): Promise<SinkRecord>;
  mark(sinkId: string, mark: Mark): Promise<void>;
  /** Without anybody having asked for it. */
  pauseAlone(sinkId: string, because: PauseReason): Promise<void>;
  /** `because` null: it goes on. */
  pause(eventId: string, sinkId: string, because: PauseReason | null, change: AuditedChange<void>): Promise<SinkRecord>;
  /** The next event is that of `from`. */
  replay(eventId: string, sinkId: string, from: number, change: AuditedChange<void>): Promise<SinkRecord>;
  /** Removes the oldest events up to this position, so many at most; answers how many they were. */
  drop(upTo: number, limit: number): Promise<number>;
}
