import type { Close, Contribution } from '../../../core/fairness/entropy.ts';
import type { AuditedChange, CommitStep } from '../../platform/storage/auditedChange.ts';
import type { SealChain } from './chainHash.ts';

/** A seal chain in use (FAIRNESS.md section 1). `ownerId`: the event or game whose draws it serves. */
export interface ChainRecord extends SealChain {
  readonly ownerId: string;
  readonly epoch: number;
  /** The draw number that the next draw takes, 1..1024. */
  readonly nextDraw: number;
  /** Of the holders of imported participants: made with the owner's first chain, never changed. */
  readonly salt: string;
}

/** A draw without its long parts (entries, contributions), with the chain of its epoch. Moments in ms since 1970. */
export interface DrawRecord extends SealChain {
  readonly id: string;
  readonly ownerId: string;
  readonly epoch: number;
  readonly draw: number;
  /** False: it was drawn by an earlier protocol. Its result stands, but there is no proof of it. */
  readonly provable: boolean;
  readonly entryCount: number;
  /** JSON, as it was announced. */
  readonly announcement: string;
  readonly announcedAt: number;
  /** How long phones may add randomness, ms from the announcement; 0: they are not asked. */
  readonly windowMs: number;
  /** When its entropy was closed for good: from then on its result is settled, though nobody knows it. Null while it gathers. */
  readonly closedAt: number | null;
  /** JSON list of what was mixed in; null until it is closed. */
  readonly entropy: string | null;
  /** Null while it is not decided. */
  readonly decidedAt: number | null;
  /** What the delay gave, 256 hex digits; null until decided, and where it is not provable. */
  readonly delay: string | null;
  /** Numbers in the order of drawing; empty until decided. */
  readonly winners: readonly number[];
  readonly reserves: readonly number[];
  readonly revealedAt: number | null;
  /** Given up, by somebody before the close, or because its chain was lost. */
  readonly abandonedAt: number | null;
}

export type NewDraw = Pick<
  DrawRecord,
  'id' | 'ownerId' | 'epoch' | 'draw' | 'entryCount' | 'announcement' | 'announcedAt' | 'windowMs'
>;

/** The close of a draw's entropy, FAIRNESS.md section 5. */
export interface Closing {
  readonly closedAt: number;
  /** JSON: the phones' contributions, FAIRNESS.md section 8. */
  readonly room: string;
  /** JSON: the list of what was mixed in. */
  readonly entropy: string;
  /** What every screen is told of it: the hash of that list in hex, and how many phones contributed. */
  readonly told: Close;
}

/** `delay`: what it gave, 256 hex digits. */
export interface Decision {
  readonly decidedAt: number;
  readonly delay: string;
  readonly winners: readonly number[];
  readonly reserves: readonly number[];
}

/** What a proof and a receipt are made of, besides the entries. */
export interface DrawEvidence extends DrawRecord {
  /** JSON: the phones' contributions; null until closed. */
  readonly room: string | null;
}

/** What a draw's commit leaves behind: the chain as it is for the next draw, and what the other feature's step made. */
export interface Announced<Out> {
  readonly chain: ChainRecord;
  readonly result: Out;
}

/**
 * What befell a draw number besides being drawn. `started`: the host was started when this was the last number that had been
 * announced (0: none yet); `asked_again`: the phones were asked anew for an announced draw, because the host had gone down
 * meanwhile; `abandoned`: given up before it was decided; `erased`: removed by a reset. It stays when the draw is erased, so
 * that no number is ever missing without a word. `times`: how often; `at`: the last time, ms since 1970; null: nobody knows.
 */
export interface DrawIncident {
  readonly epoch: number;
  readonly draw: number;
  readonly what: 'started' | 'asked_again' | 'abandoned' | 'erased';
  readonly times: number;
  readonly at: number | null;
}

/** What everybody may know of some draws of an owner: those revealed, and what befell them. Both newest first. */
export interface PublicDraws {
  readonly revealed: readonly DrawRecord[];
  readonly incidents: readonly DrawIncident[];
}

/** How many chains could not be unlocked on this machine, and how many draws were given up for it: announced, and not closed. */
export interface LostChains {
  readonly chains: number;
  readonly abandoned: number;
}

/** Seal chains, draws, and their entries, of whatever owner. Where it says `alongside`, another feature's step is run under the same commit. */
export interface DrawsStore {
  /** Null: the owner has no chain yet. */
  chain(ownerId: string): Promise<ChainRecord | null>;
  /** Begins an owner's first chain in another feature's commit; answers its seal in hex. */
  beginChain(ownerId: string, chainSecret: Uint8Array, salt: string): CommitStep<void, string>;
  /** Where there is a keeper of secrets: locks the chains that are stored as they are, all at once; answers how many. */
  lockChains(): Promise<number>;
  /**
   * Begins new epochs for the owners whose chain in use cannot be unlocked here, and gives up what was under way with it. What
   * is decided keeps its proof.
   */
  renewLostChains(newSecret: () => Uint8Array, change: AuditedChange<void>): Promise<LostChains>;

  /** A part of the entries of a draw of this owner that will be announced under this id. */
  putEntries(ownerId: string, drawId: string, part: number, entries: string): Promise<void>;
  /** Forgets entries whose draw was never announced: a crash came between. */
  dropUnannounced(ownerId: string): Promise<void>;
  /** One of the parts, from 0, a JSON list; null after the last. */
  entriesPart(drawId: string, part: number): Promise<string | null>;

  /**
   * An announced draw, and the seal chain one step on; `nextSecret` begins the next epoch when this was the last draw
   * of the chain.
   */
  announce<Out>(
    draw: NewDraw,
    nextSecret: Uint8Array,
    alongside: CommitStep<DrawRecord, Out>,
    change: AuditedChange<Out>,
  ): Promise<Announced<Out>>;
  /** The same, closed and decided under the same commit. */
  announceDecided<Out>(
    draw: NewDraw,
    closing: Closing,
    decision: Decision,
    nextSecret: Uint8Array,
    alongside: CommitStep<DrawRecord, Out>,
    change: AuditedChange<Out>,
  ): Promise<Announced<Out>>;
  /** Keeps what a phone adds to an announced draw; once a number. */
  putContribution(drawId: string, contribution: Contribution): Promise<void>;
  /** What phones have added to an announced draw so far, sorted by number. */
  contributions(drawId: string): Promise<Contribution[]>;
  /** The end of an announced draw's entropy, once: nothing is added, and it is not given up any more. */
  close<Out>(
    drawId: string,
    closing: Closing,
    alongside: CommitStep<DrawRecord, Out>,
    change: AuditedChange<Out>,
  ): Promise<Out>;
  /** The winners of a closed draw, once. */
  decide<Out>(
    drawId: string,
    decision: Decision,
    alongside: CommitStep<DrawRecord, Out>,
    change: AuditedChange<Out>,
  ): Promise<Out>;
  /** Gives up an announced draw that is not closed; its draw number stays used. */
  abandon(drawId: string, change: AuditedChange<void>): Promise<void>;
  /** The host was started and goes on with this owner's draws. */
  noteStart(ownerId: string, change: AuditedChange<void>): Promise<void>;
  /** The phones are asked anew for an announced draw. */
  noteAskedAgain(drawId: string, change: AuditedChange<void>): Promise<void>;

  draw(drawId: string): Promise<DrawRecord | null>;
  evidence(drawId: string): Promise<DrawEvidence | null>;
  /** The decided ones, newest first. */
  decidedDraws(ownerId: string): Promise<DrawRecord[]>;
  /**
   * The place after the last draw number of an owner that was used before a place: a chain that was lost leaves the rest of
   * its numbers unused. 1: none was.
   */
  usedBefore(ownerId: string, before: number): Promise<number>;
  /** Those whose place (see `placeOf`) is at least `from` and less than `before`. */
  publicDraws(ownerId: string, from: number, before: number): Promise<PublicDraws>;
  /** Calls back when what `publicDraws` answers of an owner has changed, before anybody else can read it. */
  onPublicDraws(listener: (ownerId: string) => void): void;
}
