/**
 * The port to the store: whole atomic operations, each of them durable when its promise resolves. No transaction
 * leaks out, so that another database can stand behind it.
 */

export interface EventRecord {
  readonly id: string;
  readonly name: string;
  readonly numberWidth: number;
  /** From the decision to the reveal, ms. */
  readonly spinMs: number;
  readonly capacity: number;
  readonly registrationOpen: boolean;
  /** Rises with each reset of the participants. */
  readonly joinRound: number;
  readonly wifiSsid: string;
  readonly wifiPassword: string;
  readonly participantCount: number;
  readonly createdAt: number;
}

export type EventPatch = Partial<
  Pick<EventRecord, 'name' | 'numberWidth' | 'spinMs' | 'capacity' | 'registrationOpen' | 'wifiSsid' | 'wifiPassword'>
>;

/** The event's seal chain in use: FAIRNESS.md section 1. `tip` is chain[1024] and never leaves the host. */
export interface SealRecord {
  readonly epoch: number;
  readonly tip: Uint8Array;
  /** The draw number that the next draw takes, 1..1024. */
  readonly nextDraw: number;
}

export interface PrizeRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly rank: number;
  readonly quantity: number;
  readonly winnersPerDraw: number;
  /** Id of its picture. */
  readonly imageId: string | null;
  /** Winners drawn for it so far. */
  readonly drawn: number;
}

export type NewPrize = Pick<PrizeRecord, 'id' | 'name' | 'description' | 'rank' | 'quantity' | 'winnersPerDraw'>;
export type PrizePatch = Partial<
  Pick<PrizeRecord, 'name' | 'description' | 'rank' | 'quantity' | 'winnersPerDraw' | 'imageId'>
>;

/** An entry as the fairness protocol has it: number, weight, hex of the holder, hex of the commitment. */
export type StoredEntry = readonly [number: number, weight: number, holder: string, commitment: string | null];

/** A draw without its long parts (entries, proof): what the stage and the lists need. */
export interface DrawRecord {
  readonly id: string;
  readonly epoch: number;
  readonly draw: number;
  readonly prizeId: string | null;
  readonly prizeName: string;
  readonly prizeRank: number;
  readonly prizeDescription: string;
  readonly imageId: string | null;
  readonly entryCount: number;
  readonly decidedAt: number;
  readonly spinMs: number;
  readonly revealedAt: number | null;
  readonly dismissedAt: number | null;
  readonly winners: readonly WinRecord[];
  readonly reserves: readonly number[];
}

export interface WinRecord {
  readonly drawNumber: number;
  readonly claimCode: string;
  readonly claimedAt: number | null;
}

export type NewDraw = Omit<DrawRecord, 'winners' | 'reserves' | 'revealedAt' | 'dismissedAt'> & {
  readonly winners: readonly number[];
  readonly reserves: readonly number[];
  /** JSON texts, kept as they were decided upon. */
  readonly announcement: string;
  readonly entries: string;
  readonly room: string;
  readonly entropy: string;
};

export interface DrawEvidence {
  readonly eventId: string;
  readonly draw: number;
  readonly revealedAt: number | null;
  readonly tip: Uint8Array;
  readonly announcement: string;
  readonly entries: string;
  readonly room: string;
  readonly entropy: string;
  readonly winners: readonly number[];
  readonly reserves: readonly number[];
}

export interface ParticipantRecord {
  readonly drawNumber: number;
  readonly createdAt: number;
  /** Names of the prizes won in revealed draws. */
  readonly prizes: readonly string[];
}

export interface ParticipantWin extends WinRecord {
  readonly drawId: string;
  readonly draw: number;
  readonly prizeName: string;
  readonly prizeRank: number;
  readonly prizeDescription: string;
  readonly imageId: string | null;
  readonly decidedAt: number;
}

/**
 * The answer that is kept with a change, under the same commit: who repeats the request gets it again. `answer` makes
 * it from the outcome; it must be pure.
 */
export interface Once<T> {
  readonly key: Uint8Array;
  readonly fingerprint: Uint8Array;
  readonly at: number;
  answer(outcome: T): Uint8Array;
}

export interface KeptAnswer {
  readonly fingerprint: Uint8Array;
  readonly answer: Uint8Array;
}

/** One phone that wants a number. `holder` is SHA-256 of its token (FAIRNESS.md section 3), 32 bytes. */
export interface Newcomer {
  /** The holder of the token it came with, if it came with one; it gets that one's number when known. */
  readonly knownHolder: Uint8Array | null;
  /** The holder of the token it gets if it is new. */
  readonly newHolder: Uint8Array;
  readonly commitment: Uint8Array | null;
  /** False where a new number may not be given (too many from one address). A known token is answered all the same. */
  readonly mayBeNew: boolean;
  readonly at: number;
  readonly once: Once<Registered> | null;
}

export interface Registered {
  readonly drawNumber: number;
  readonly isExisting: boolean;
}

export type RegisterOutcome =
  | ({ readonly kind: 'registered' } & Registered)
  | { readonly kind: 'repeated'; readonly kept: KeptAnswer }
  | { readonly kind: 'refused'; readonly code: 'registration_closed' | 'event_full' | 'too_many_registrations' };

export interface SessionRecord {
  readonly role: 'admin';
  /** How it began: a session from a ticket belongs to the host's own windows. */
  readonly origin: 'password' | 'ticket';
  readonly expiresAt: number;
}

export interface Storage {
  /** The active event; the first one is made if there is none. */
  openEvent(first: { id: string; name: string; tip: Uint8Array; at: number }): Promise<EventRecord>;
  event(eventId: string): Promise<EventRecord>;
  updateEvent(eventId: string, patch: EventPatch, once: Once<EventRecord> | null): Promise<EventRecord>;
  seal(eventId: string): Promise<SealRecord>;

  /** All of them under one commit, in their order; numbers without gaps or duplicates. */
  registerParticipants(eventId: string, newcomers: readonly Newcomer[]): Promise<RegisterOutcome[]>;
  findParticipant(eventId: string, holder: Uint8Array): Promise<{ drawNumber: number; wins: ParticipantWin[] } | null>;
  participants(eventId: string, after: number, limit: number): Promise<ParticipantRecord[]>;
  /** Participants of this round who have won. */
  winnerCount(eventId: string): Promise<number>;
  /** Those who may win now, sorted by number. */
  eligibleEntries(eventId: string): Promise<StoredEntry[]>;

  prizes(eventId: string): Promise<PrizeRecord[]>;
  createPrize(eventId: string, prize: NewPrize, at: number, once: Once<PrizeRecord> | null): Promise<PrizeRecord>;
  updatePrize(eventId: string, id: string, patch: PrizePatch, once: Once<PrizeRecord> | null): Promise<PrizeRecord>;
  deletePrize(eventId: string, id: string, once: Once<void> | null): Promise<void>;
  orderPrizes(eventId: string, ids: readonly string[], once: Once<PrizeRecord[]> | null): Promise<PrizeRecord[]>;
  putImage(image: { id: string; type: string; bytes: Uint8Array; at: number }): Promise<void>;
  image(id: string): Promise<{ type: string; bytes: Uint8Array } | null>;

  /**
   * A decided draw, its winners, and the seal chain one step on: all or nothing. `nextTip` begins the next epoch when
   * this was the last draw of the chain.
   */
  recordDraw(
    eventId: string,
    draw: NewDraw,
    claimCode: () => string,
    nextTip: Uint8Array,
    once: Once<DrawRecord> | null,
  ): Promise<DrawRecord>;
  markRevealed(drawId: string, at: number): Promise<void>;
  markDismissed(drawId: string, at: number, once: Once<void> | null): Promise<void>;
  /** Newest first. */
  draws(eventId: string): Promise<DrawRecord[]>;
  drawEvidence(drawId: string): Promise<DrawEvidence | null>;
  /** Marks a revealed win as claimed, once. */
  claim(
    eventId: string,
    code: string,
    at: number,
    once: Once<ClaimOutcome> | null,
  ): Promise<ClaimOutcome | { readonly kind: 'unknown' } | { readonly kind: 'already'; readonly claimedAt: number }>;
  reset(
    eventId: string,
    what: { participants: boolean; draws: boolean },
    once: Once<ResetOutcome> | null,
  ): Promise<ResetOutcome>;
  /** A consistent copy of the whole store in a new file. */
  copyTo(file: string): Promise<void>;

  keptAnswer(key: Uint8Array): Promise<KeptAnswer | null>;
  setting(key: string): Promise<string | null>;
  /** Null forgets it. */
  putSetting(key: string, value: string | null): Promise<void>;
  addSession(tokenHash: Uint8Array, session: SessionRecord): Promise<void>;
  session(tokenHash: Uint8Array): Promise<SessionRecord | null>;
  extendSession(tokenHash: Uint8Array, expiresAt: number): Promise<void>;
  /** Ends one session, or all but one. */
  endSession(tokenHash: Uint8Array): Promise<void>;
  endOtherSessions(tokenHash: Uint8Array): Promise<void>;
  /** Drops what is too old to matter: sessions past their end, answers kept for `answersBefore`. */
  purge(now: number, answersBefore: number): Promise<void>;
  close(): Promise<void>;
}

export interface ClaimOutcome {
  readonly kind: 'claimed';
  readonly drawNumber: number;
  readonly prizeName: string;
  readonly prizeRank: number;
  readonly claimedAt: number;
}

export interface ResetOutcome {
  readonly removedParticipants: number;
  readonly removedDraws: number;
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
