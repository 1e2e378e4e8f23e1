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
  /** How long phones may add randomness to an announced draw, ms. */
  readonly entropyWindowMs: number;
  readonly roomEntropy: boolean;
  readonly spokenEntropy: boolean;
  readonly beaconEntropy: boolean;
  readonly participantCount: number;
  readonly createdAt: number;
}

export type EventPatch = Partial<Omit<EventRecord, 'id' | 'joinRound' | 'participantCount' | 'createdAt'>>;

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

/** A draw without its long parts (entries, contributions): what the stage and the lists need. */
export interface DrawRecord {
  readonly id: string;
  readonly epoch: number;
  readonly draw: number;
  /** Of this draw's epoch: hex of chain[0] needs it. */
  readonly tip: Uint8Array;
  readonly prizeId: string | null;
  readonly prizeName: string;
  readonly prizeRank: number;
  readonly prizeDescription: string;
  readonly imageId: string | null;
  readonly entryCount: number;
  /** JSON, as it was announced. */
  readonly announcement: string;
  readonly announcedAt: number;
  /** How long phones may add randomness, ms from the announcement; 0: they are not asked. */
  readonly windowMs: number;
  readonly spinMs: number;
  /** Null while it is announced and not decided. */
  readonly decidedAt: number | null;
  /** JSON list of what was mixed in; null until decided. */
  readonly entropy: string | null;
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

export type NewAnnouncement = Omit<
  DrawRecord,
  'tip' | 'winners' | 'reserves' | 'decidedAt' | 'entropy' | 'revealedAt' | 'dismissedAt'
>;

export interface Decision {
  readonly decidedAt: number;
  readonly winners: readonly number[];
  readonly reserves: readonly number[];
  /** JSON: the phones' contributions, FAIRNESS.md section 7. */
  readonly room: string;
  /** JSON: the list of what was mixed in, FAIRNESS.md section 5. */
  readonly entropy: string;
  /** The step that each contributing number has revealed, never to be taken again. */
  readonly steps: readonly (readonly [drawNumber: number, step: number])[];
}

/** What a proof and a receipt are made of, besides the entries. */
export interface DrawEvidence {
  readonly eventId: string;
  readonly draw: number;
  readonly decidedAt: number | null;
  readonly revealedAt: number | null;
  readonly tip: Uint8Array;
  readonly announcement: string;
  readonly room: string | null;
  readonly entropy: string | null;
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

/**
 * A change as somebody's deed: under its commit it is written into the log, and its answer kept for a repetition.
 * `actor`: who, without secrets, e.g. `admin:3f9a01bc` or `host`.
 */
export interface Deed<T> {
  readonly actor: string;
  readonly at: number;
  readonly once: Once<T> | null;
}

/** A record of the log: FAIRNESS-like hex hashes, each over the one before. */
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
  updateEvent(eventId: string, patch: EventPatch, deed: Deed<EventRecord>): Promise<EventRecord>;
  seal(eventId: string): Promise<SealRecord>;

  /** All of them under one commit, in their order; numbers without gaps or duplicates. */
  registerParticipants(eventId: string, newcomers: readonly Newcomer[]): Promise<RegisterOutcome[]>;
  findParticipant(eventId: string, holder: Uint8Array): Promise<{ drawNumber: number; wins: ParticipantWin[] } | null>;
  participants(eventId: string, after: number, limit: number): Promise<ParticipantRecord[]>;
  /** Participants of this round who have won. */
  winnerCount(eventId: string): Promise<number>;
  /** Those who may win now with numbers above `after`, sorted by number, `limit` at most. */
  eligibleEntries(eventId: string, after: number, limit: number): Promise<StoredEntry[]>;
  /** What the host must know to check a phone's contribution; null: a stranger. */
  contributor(
    eventId: string,
    holder: Uint8Array,
  ): Promise<{ drawNumber: number; commitment: string | null; entropyStep: number; joinedAfter: number } | null>;

  prizes(eventId: string): Promise<PrizeRecord[]>;
  createPrize(eventId: string, prize: NewPrize, deed: Deed<PrizeRecord>): Promise<PrizeRecord>;
  updatePrize(eventId: string, id: string, patch: PrizePatch, deed: Deed<PrizeRecord>): Promise<PrizeRecord>;
  deletePrize(eventId: string, id: string, deed: Deed<void>): Promise<void>;
  orderPrizes(eventId: string, ids: readonly string[], deed: Deed<PrizeRecord[]>): Promise<PrizeRecord[]>;
  putImage(image: { id: string; type: string; bytes: Uint8Array; at: number }): Promise<void>;
  image(id: string): Promise<{ type: string; bytes: Uint8Array } | null>;

  /** A part of the entries of a draw that will be announced under this id; forgotten at the next start if it never is. */
  putEntries(drawId: string, part: number, entries: string): Promise<void>;
  /** One of the parts, from 0, a JSON list; null after the last. */
  entriesPart(drawId: string, part: number): Promise<string | null>;
  /**
   * An announced draw, and the seal chain one step on; with a `decision` it is decided under the same commit. `nextTip`
   * begins the next epoch when this was the last draw of the chain.
   */
  announceDraw(
    eventId: string,
    announcement: NewAnnouncement,
    decision: Decision | null,
    claimCode: () => string,
    nextTip: Uint8Array,
    deed: Deed<DrawRecord>,
  ): Promise<DrawRecord>;
  /** The winners of an announced draw, once. */
  decideDraw(
    eventId: string,
    drawId: string,
    decision: Decision,
    claimCode: () => string,
    deed: Deed<DrawRecord>,
  ): Promise<DrawRecord>;
  /** Gives up an announced draw; its draw number stays used. */
  abandonDraw(eventId: string, drawId: string, deed: Deed<void>): Promise<void>;
  /** The draw on the stage: the last one, announced, and neither dismissed nor abandoned. */
  stageDraw(eventId: string): Promise<DrawRecord | null>;
  markRevealed(eventId: string, drawId: string, deed: Deed<void>): Promise<void>;
  markDismissed(eventId: string, drawId: string, deed: Deed<void>): Promise<void>;
  /** The decided ones, newest first. */
  draws(eventId: string): Promise<DrawRecord[]>;
  drawEvidence(drawId: string): Promise<DrawEvidence | null>;
  /** Marks a revealed win as claimed, once. */
  claim(
    eventId: string,
    code: string,
    deed: Deed<ClaimOutcome>,
  ): Promise<ClaimOutcome | { readonly kind: 'unknown' } | { readonly kind: 'already'; readonly claimedAt: number }>;
  reset(
    eventId: string,
    what: { participants: boolean; draws: boolean },
    deed: Deed<ResetOutcome>,
  ): Promise<ResetOutcome>;
  /** A consistent copy of the whole store in a new file. */
  copyTo(file: string): Promise<void>;

  /** What somebody did that changes nothing of the event itself: logins, the network, the password. */
  note(eventId: string, deed: Deed<void>, action: string, details: unknown): Promise<void>;
  /** Oldest first. */
  log(eventId: string, after: number, limit: number): Promise<LogRecord[]>;

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
