/** What every store writes together with a change: the record of the log, the reply for who asks again, the outbox. */

/**
 * The reply that is kept with a change, under the same commit: who repeats the request with the same Idempotency-Key
 * gets it again. `reply` makes it from the outcome; it must be pure.
 */
export interface IdempotentReply<T> {
  readonly key: Uint8Array;
  readonly fingerprint: Uint8Array;
  readonly at: number;
  reply(outcome: T): Uint8Array;
}

/** A reply as it was kept. `fingerprint`: of the request that it answered. */
export interface KeptReply {
  readonly fingerprint: Uint8Array;
  readonly reply: Uint8Array;
}

/**
 * A change by somebody: under its commit it is written into the log, and its reply kept for a repetition. `actor`: who,
 * without secrets, e.g. `admin:3f9a01bc` or `host`. `at`: ms since 1970.
 */
export interface AuditedChange<T> {
  readonly actor: string;
  readonly at: number;
  readonly idempotent: IdempotentReply<T> | null;
}

/** A change that nobody asked for over HTTP. */
export const hostChange = <T>(at: number): AuditedChange<T> => ({ actor: 'host', at, idempotent: null });

/** What must reach another system: written in the commit of what it tells. `subject`: the key of order. */
export interface OutboxEvent {
  readonly type: string;
  readonly subject: string;
  /** Ms since 1970. */
  readonly at: number;
  /** JSON. */
  readonly data: unknown;
}

/**
 * A step that one feature's store offers to the commit of another, so that both happen or neither. Opaque to services:
 * made by an adapter, run by an adapter of the same database inside its open transaction.
 */
export interface CommitStep<In, Out> {
  readonly run: (transaction: never, input: In) => Out;
}

/** The store cannot be opened or written; `message` is one clear sentence for people. */
export class StorageError extends Error {
  readonly kind: 'unusable' | 'full' | 'newer' | 'damaged' | 'in_use';
  constructor(kind: StorageError['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StorageError';
    this.kind = kind;
  }
}
