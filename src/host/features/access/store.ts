import type { AuditedChange } from '../../platform/storage/auditedChange.ts';

export interface SessionRecord {
  readonly role: 'admin' | 'staff';
  /** How it began: a session from a ticket belongs to the host's own windows. */
  readonly origin: 'password' | 'ticket';
  /** Ms since 1970. */
  readonly expiresAt: number;
}

/** The key of another program. `hash`: SHA-256 of it, hex. Moments in ms since 1970. */
export interface IntegratorKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** Sessions by the SHA-256 of their tokens (32 bytes), and passwords as `hashPassword` made them. */
export interface AccessStore {
  password(): Promise<string | null>;
  putPassword(kept: string): Promise<void>;
  /** Puts the first password, and begins a session with it. */
  setUp(kept: string, tokenHash: Uint8Array, session: SessionRecord): Promise<void>;
  /** Puts another password, and ends every session but this one. */
  changePassword(kept: string, tokenHash: Uint8Array): Promise<void>;
  staffPassword(): Promise<string | null>;
  /** Null: there is none. All sessions of staff end with it. */
  putStaffPassword(kept: string | null): Promise<void>;
  addSession(tokenHash: Uint8Array, session: SessionRecord): Promise<void>;
  session(tokenHash: Uint8Array): Promise<SessionRecord | null>;
  extendSession(tokenHash: Uint8Array, expiresAt: number): Promise<void>;
  endSession(tokenHash: Uint8Array): Promise<void>;
  integratorKeys(): Promise<IntegratorKeyRecord[]>;
  /** Replaces all of them. `asked`: by a request, whose reply is kept; null: by the host. */
  putIntegratorKeys<T>(
    keys: readonly IntegratorKeyRecord[],
    asked: { readonly change: AuditedChange<T>; readonly outcome: T } | null,
  ): Promise<void>;
  /** Drops sessions whose end has passed. */
  dropEndedSessions(now: number): Promise<void>;
}
