import type { ScreenLanguage } from '../../../contract/event/views.ts';
import type { Mark } from '../../platform/storage/highWaterMark.ts';
import type { AuditedChange, CommitStep, IdempotentReply, KeptReply } from '../../platform/storage/auditedChange.ts';

/** Moments and durations in ms. */
export interface EventRecord {
  readonly id: string;
  readonly name: string;
  readonly numberWidth: number;
  /** From the decision to the reveal. */
  readonly spinMs: number;
  readonly capacity: number;
  readonly registrationOpen: boolean;
  /** Rises with each reset of the participants. */
  readonly joinRound: number;
  readonly wifiSsid: string;
  readonly wifiPassword: string;
  /** How long phones may add randomness to an announced draw. */
  readonly entropyWindowMs: number;
  /** How long the delay between the close of the entropy and the result of an announced draw takes, ms. */
  readonly delayMs: number;
  readonly roomEntropy: boolean;
  readonly spokenEntropy: boolean;
  readonly beaconEntropy: boolean;
  /** Reserves of a draw on the stage, where its entries leave as many. */
  readonly reserves: number;
  /** Draws on the stage are among the phones that are here when they are announced. */
  readonly hereOnly: boolean;
  /** Null until somebody has chosen. */
  readonly projectorLanguage: ScreenLanguage | null;
  readonly projectorMuted: boolean;
  /** Which prize was chosen to be drawn next. It may be drawn out or deleted since. */
  readonly nextPrizeId: string | null;
  readonly participantCount: number;
  /** One event is active: its phones join, its draws are on the stage. The others can be read. */
  readonly active: boolean;
  readonly createdAt: number;
  /** Rises with every change of the settings, but for those that belong to the show as it runs: the last three. */
  readonly version: number;
}

export type EventPatch = Partial<
  Omit<EventRecord, 'id' | 'joinRound' | 'participantCount' | 'active' | 'createdAt' | 'version'>
>;

export interface PrizeRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly rank: number;
  readonly quantity: number;
  readonly winnersPerDraw: number;
  /** Id of its picture. */
  readonly imageId: string | null;
  /** Winners drawn for it so far who have not forfeited it. */
  readonly drawn: number;
  /** Rises with every change of it. */
  readonly version: number;
}

export type NewPrize = Pick<PrizeRecord, 'id' | 'name' | 'description' | 'rank' | 'quantity' | 'winnersPerDraw'>;
export type PrizePatch = Partial<Omit<NewPrize, 'id'>>;

/** A prize after its change, and the list in the order of the show as it is then. */
export interface ChangedPrize {
  readonly prize: PrizeRecord;
  readonly prizes: readonly PrizeRecord[];
}

/** Everything of an event that is kept at hand while it runs. `eligible`: participants of this round who have not won. */
export interface EventState {
  readonly event: EventRecord;
  readonly prizes: readonly PrizeRecord[];
  readonly eligible: number;
}

/** A picture as it is stored; `id` is a hash of its content. */
export interface ImageRecord {
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** An entry as the fairness protocol has it: number, weight, hex of the holder, hex of the commitment. */
export type StoredEntry = readonly [number: number, weight: number, holder: string, commitment: string | null];

/** One phone that wants a number. `holder` is SHA-256 of its token (FAIRNESS.md section 3), 32 bytes. */
export interface Newcomer {
  /** The holder of the token it came with, if it came with one; it gets that one's number when known. */
  readonly knownHolder: Uint8Array | null;
  /** The holder of the token it gets if it is new. */
  readonly newHolder: Uint8Array;
  readonly commitment: Uint8Array | null;
  /** False where a new number may not be given (too many from one address). A known token is answered all the same. */
  readonly mayBeNew: boolean;
  /** Where it came from, see `sourceOf`. */
  readonly source: number;
  readonly at: number;
  readonly idempotent: IdempotentReply<Registered> | null;
}

export interface Registered {
  readonly drawNumber: number;
  readonly isExisting: boolean;
}

export type RegisterOutcome =
  | ({ readonly kind: 'registered' } & Registered)
  | { readonly kind: 'repeated'; readonly kept: KeptReply }
  | { readonly kind: 'refused'; readonly code: 'registration_closed' | 'event_full' | 'too_many_registrations' };

/** What the host must know to check a phone's contribution to a draw. */
export interface ContributorRecord {
  readonly drawNumber: number;
  /** Hex; null: it gave none. */
  readonly commitment: string | null;
  /** The last step that it has revealed in an earlier draw. */
  readonly entropyStep: number;
  /** How many draws the event had announced when it joined. */
  readonly joinedAfter: number;
}

export interface ParticipantRecord {
  readonly drawNumber: number;
  readonly createdAt: number;
  /** Names of the prizes won in revealed draws and not forfeited. */
  readonly prizes: readonly string[];
  /** A prize was won, and given to another because its winner was absent. */
  readonly forfeited: boolean;
}

/** Where participants came from, and which numbers no phone has ever shown. */
export interface CrowdRecord {
  readonly joinRound: number;
  readonly sources: readonly { readonly source: number; readonly numbers: number }[];
  readonly unseen: readonly (readonly [drawNumber: number, source: number])[];
}

export interface WinRecord {
  readonly drawNumber: number;
  readonly claimCode: string;
  readonly claimedAt: number | null;
  /** When its winner was marked as absent, and why, in the organiser's words; null and empty where they were not. */
  readonly forfeitedAt: number | null;
  readonly forfeitReason: string;
  /** The absent winner whose place this one has taken. */
  readonly stepsInFor: number | null;
  /** The reels have not stood for this one yet, who stepped in: nobody is told, and the code is not good yet. */
  readonly hidden: boolean;
}

/** A winner is not there. `reason`: the organiser's words for everybody, or empty. */
export interface Absence {
  readonly drawId: string;
  readonly drawNumber: number;
  readonly reason: string;
  readonly at: number;
  /** Of the draw, in the order in which they were drawn. */
  readonly reserves: readonly number[];
}

/** What a draw of the event was for, as it was announced. `prizeId` null: a name said on the spot, or a prize deleted. */
export interface PrizeDraw {
  readonly prizeId: string | null;
  readonly prizeName: string;
  readonly prizeRank: number;
  readonly prizeDescription: string;
  readonly imageId: string | null;
}

/** A win of one participant, revealed. */
export interface ParticipantWin extends WinRecord, Omit<PrizeDraw, 'prizeId'> {
  readonly drawId: string;
  readonly draw: number;
  readonly decidedAt: number;
}

export type ClaimOutcome =
  | {
      readonly kind: 'claimed';
      readonly drawNumber: number;
      readonly prizeName: string;
      readonly prizeRank: number;
      readonly claimedAt: number;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forfeited'; readonly forfeitedAt: number }
  | { readonly kind: 'already'; readonly claimedAt: number };
export type Claimed = Extract<ClaimOutcome, { kind: 'claimed' }>;

export interface Removed {
  readonly removed: number;
}

/** Events with their participants, prizes, wins and claims. */
export interface EventStore {
  /**
   * The active event; where there is none, `first` is made and `beginChain` run under the same commit (it answers the
   * event's seal in hex, which goes into the log).
   */
  openActive(
    first: { readonly id: string; readonly name: string; readonly at: number },
    beginChain: CommitStep<void, string>,
  ): Promise<EventState>;
  /** Null: there is no such event. */
  find(eventId: string): Promise<EventState | null>;
  /** All events, newest first. */
  events(): Promise<EventRecord[]>;
  updateEvent(eventId: string, patch: EventPatch, change: AuditedChange<EventRecord>): Promise<EventRecord>;

  /** All of them under one commit, in their order; numbers without gaps or duplicates. */
  register(eventId: string, newcomers: readonly Newcomer[]): Promise<RegisterOutcome[]>;
  participant(eventId: string, holder: Uint8Array): Promise<{ drawNumber: number; wins: ParticipantWin[] } | null>;
  participants(eventId: string, after: number, limit: number): Promise<ParticipantRecord[]>;
  /** Those who may win now with numbers above `after`, sorted by number, `limit` at most. */
  eligibleEntries(eventId: string, after: number, limit: number): Promise<StoredEntry[]>;
  /** How far each event has come: figures that only ever rise while it is not reset. */
  marks(): Promise<Mark[]>;
  /** The highest number of the participants; 0: there are none. */
  lastNumber(eventId: string): Promise<number>;
  crowd(eventId: string): Promise<CrowdRecord>;
  /** A phone has shown these numbers. On the disk no later than the next change. */
  phonesSeen(eventId: string, drawNumbers: readonly number[]): Promise<void>;
  /** Removes these participants, but for winners and reserves. Answers how many went, and the event as it is then. */
  removeParticipants(
    eventId: string,
    drawNumbers: readonly number[],
    change: AuditedChange<Removed>,
  ): Promise<{ readonly outcome: Removed; readonly state: EventState }>;
  /** Null: a stranger. */
  contributor(eventId: string, holder: Uint8Array): Promise<ContributorRecord | null>;
  /** Somebody who joined under an earlier protocol goes on under this one. Does nothing where `earlier` is nobody's. */
  renewHolder(eventId: string, earlier: Uint8Array, holder: Uint8Array): Promise<void>;

  createPrize(eventId: string, prize: NewPrize, change: AuditedChange<PrizeRecord>): Promise<ChangedPrize>;
  updatePrize(
    eventId: string,
    id: string,
    patch: PrizePatch,
    change: AuditedChange<PrizeRecord>,
  ): Promise<ChangedPrize>;
  /** Gives a prize its picture, stored under the same commit, or takes it away. */
  setPicture(
    eventId: string,
    id: string,
    image: ImageRecord | null,
    change: AuditedChange<PrizeRecord>,
  ): Promise<ChangedPrize>;
  deletePrize(eventId: string, id: string, change: AuditedChange<void>): Promise<readonly PrizeRecord[]>;
  orderPrizes(
    eventId: string,
    ids: readonly string[],
    change: AuditedChange<readonly PrizeRecord[]>,
  ): Promise<readonly PrizeRecord[]>;
  image(id: string): Promise<Omit<ImageRecord, 'id'> | null>;

  /** Marks a revealed win as claimed, once. Only a claim is logged and kept. */
  claim(eventId: string, code: string, change: AuditedChange<Claimed>): Promise<ClaimOutcome>;
}
