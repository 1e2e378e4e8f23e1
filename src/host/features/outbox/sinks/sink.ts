import type { SinkView } from '../../../../contract/outbox/views.ts';
import type { StoredEvent } from '../store.ts';
import type { Fault } from '../faults.ts';

/** What came of a delivery. `gone`: the receiver wants no more, so that the sink pauses. */
export type Delivery =
  | { readonly kind: 'delivered' }
  /** `afterMs`: the receiver said when to come back. */
  | { readonly kind: 'failed'; readonly fault: Fault; readonly afterMs: number | null }
  | { readonly kind: 'gone'; readonly fault: Fault };

export const DELIVERED: Delivery = { kind: 'delivered' };
export const failed = (fault: Fault, afterMs: number | null = null): Delivery => ({ kind: 'failed', fault, afterMs });

/** A place that events are delivered to. It keeps nothing: the relay knows what is delivered, and tries again. */
export interface Sink {
  /** The same over restarts. */
  readonly id: string;
  readonly kind: SinkView['kind'];
  /** Where to, for people, without secrets. */
  readonly target: string;
  /** Deliveries at the same time, and events of each. Events of a subject are never in two of them. */
  readonly parallel: number;
  readonly batch: number;
  /** Whether subjects are independent of each other; else all events go in one order. */
  readonly perSubject: boolean;
  takes(event: StoredEvent): boolean;
  /** Rejects where what is configured cannot work as it is; asked once, at the start. */
  check(signal: AbortSignal): Promise<void>;
  /** All of them, or none. Ends by itself within half a minute, and soon after `signal`; what it throws counts as failed. */
  deliver(events: readonly StoredEvent[], signal: AbortSignal): Promise<Delivery>;
  /** Tries it with a message of its own. `to`: the number for an SMS. */
  test(event: StoredEvent, to: string | null, signal: AbortSignal): Promise<Delivery>;
  close(): Promise<void>;
}
