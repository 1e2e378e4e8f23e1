export interface SessionRecord {
  readonly role: 'admin';
  /** How it began: a session from a ticket belongs to the host's own windows. */
  readonly origin: 'password' | 'ticket';
  /** Ms since 1970. */
  readonly expiresAt: number;
}

/** Sessions by the SHA-256 of their tokens (32 bytes), and the organiser's password as `hashPassword` made it. */
export interface AccessStore {
  password(): Promise<string | null>;
  putPassword(kept: string): Promise<void>;
  addSession(tokenHash: Uint8Array, session: SessionRecord): Promise<void>;
  session(tokenHash: Uint8Array): Promise<SessionRecord | null>;
  extendSession(tokenHash: Uint8Array, expiresAt: number): Promise<void>;
  endSession(tokenHash: Uint8Array): Promise<void>;
  endOtherSessions(tokenHash: Uint8Array): Promise<void>;
  /** Drops sessions whose end has passed. */
  dropEndedSessions(now: number): Promise<void>;
}
