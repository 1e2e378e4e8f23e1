import type { AuditedChange, CommitStep } from '../../platform/storage/auditedChange.ts';

/**
 * A seal chain in use (FAIRNESS.md section 1). `ownerId`: the event or game whose draws it serves. `chainSecret` is
 * chain[1024], 32 bytes, and never leaves the host.
 */
export interface ChainRecord {
  readonly ownerId: string;
  readonly epoch: number;
  readonly chainSecret: Uint8Array;
  /** The draw number that the next draw takes, 1..1024. */
  readonly nextDraw: number;
}

/** A draw without its long parts (entries, contributions). Moments in ms since 1970. */
export interface DrawRecord {
  readonly id: string;
  readonly ownerId: string;
  readonly epoch: number;
  readonly draw: number;
  /** Of this draw's epoch. */
  readonly chainSecret: Uint8Array;
  readonly entryCount: number;
  /** JSON, as it was announced. */
  readonly announcement: string;
  readonly announcedAt: number;
  /** How long phones may add randomness, ms from the announcement; 0: they are not asked. */
  readonly windowMs: number;
  /** Null while it is announced and not decided. */
  readonly decidedAt: number | null;
  /** JSON list of what was mixed in; null until decided. */
  readonly entropy: string | null;
  /** Numbers in the order of drawing; empty until decided. */
  readonly winners: readonly number[];
  readonly reserves: readonly number[];
  readonly revealedAt: number | null;
  readonly abandonedAt: number | null;
}

export type NewDraw = Pick<
  DrawRecord,
  'id' | 'ownerId' | 'epoch' | 'draw' | 'entryCount' | 'announcement' | 'announcedAt' | 'windowMs'
>;

export interface Decision {
  readonly decidedAt: number;
  readonly winners: readonly number[];
  readonly reserves: readonly number[];
  /** JSON: the phones' contributions, FAIRNESS.md section 7. */
  readonly room: string;
  /** JSON: the list of what was mixed in, FAIRNESS.md section 5. */
  readonly entropy: string;
}

/** What a proof and a receipt are made of, besides the entries. */
export interface DrawEvidence extends DrawRecord {
  /** JSON: the phones' contributions; null until decided. */
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

/** Seal chains, draws, and their entries, of whatever owner. Where it says `alongside`, another feature's step is run under the same commit. */
export interface DrawsStore {
  /** Null: the owner has no chain yet. */
  chain(ownerId: string): Promise<ChainRecord | null>;
  /** Begins an owner's first chain in another feature's commit; answers its seal in hex. */
  beginChain(ownerId: string, chainSecret: Uint8Array): CommitStep<void, string>;

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
  /** The same, decided under the same commit. */
  announceDecided<Out>(
    draw: NewDraw,
    decision: Decision,
    nextSecret: Uint8Array,
    alongside: CommitStep<DrawRecord, Out>,
    change: AuditedChange<Out>,
  ): Promise<Announced<Out>>;
  /** The winners of an announced draw, once. */
  decide<Out>(
    drawId: string,
    decision: Decision,
    alongside: CommitStep<DrawRecord, Out>,
    change: AuditedChange<Out>,
  ): Promise<Out>;
  /** Gives up an announced draw; its draw number stays used. */
  abandon(drawId: string, change: AuditedChange<void>): Promise<void>;
  /** The host was started and goes on with this owner's draws. */
  noteStart(ownerId: string, change: AuditedChange<void>): Promise<void>;
  /** The phones are asked anew for an announced draw. */
  noteAskedAgain(drawId: string, change: AuditedChange<void>): Promise<void>;

  draw(drawId: string): Promise<DrawRecord | null>;
  evidence(drawId: string): Promise<DrawEvidence | null>;
  /** The decided ones, newest first. */
  decidedDraws(ownerId: string): Promise<DrawRecord[]>;
  /** Those whose place (see `placeOf`) is at least `from` and less than `before`. */
  publicDraws(ownerId: string, from: number, before: number): Promise<PublicDraws>;
  /** Calls back when what `publicDraws` answers of an owner has changed, before anybody else can read it. */
  onPublicDraws(listener: (ownerId: string) => void): void;
}
