import type { Person, Phase, RoomSettings } from '../../../core/rooms/room.ts';
import type { AuditedChange, CommitStep, IdempotentReply, KeptReply } from '../../platform/storage/auditedChange.ts';
import type { DrawRecord } from '../draws/store.ts';

/** A use of a room by one host, from acquiring to releasing. Moments in ms since 1970. */
export interface GatheringRecord extends RoomSettings {
  readonly id: string;
  readonly roomId: string;
  readonly eventId: string;
  /** Of the event: lucky numbers mean these people in this round only. */
  readonly joinRound: number;
  readonly phase: Phase;
  /** SHA-256 of the host token. */
  readonly hostHash: Uint8Array;
  /** Of its seal chain, hex. */
  readonly seal: string;
  readonly acquiredAt: number;
  readonly startedAt: number | null;
  /** When a vote closes by itself. */
  readonly closesAt: number | null;
  readonly closedAt: number | null;
  /** The draw that decided a tie, and the text that it chose. */
  readonly tieDraw: string | null;
  readonly tieWinner: number | null;
}

/** Somebody in a gathering. `id`: from 1, in the order of joining. `votes`: for their text; null until the close. */
export interface PersonRecord extends Person {
  readonly id: number;
  readonly drawNumber: number;
  /** Of their session token (FAIRNESS section 3), 32 bytes. */
  readonly holder: Uint8Array;
  readonly votes: number | null;
}

/** A secret ballot: `handle` and `sealed` tell nobody whose it is, or for what (docs/decisions/0012-secret-ballots.md). */
export interface BallotRecord {
  readonly handle: Uint8Array;
  readonly sealed: Uint8Array;
}

/** A gathering that goes on, with all that it is taken up with after a start. `shown`: on the projector. */
export interface LiveGathering {
  readonly gathering: GatheringRecord;
  readonly people: readonly PersonRecord[];
  readonly ballots: readonly BallotRecord[];
  readonly isShown: boolean;
}

/** A gathering that is over. `number`: its place among those of the event, rising. */
export interface ArchivedGathering {
  readonly number: number;
  readonly gathering: GatheringRecord;
  readonly releasedAt: number;
  readonly releasedBy: ReleasedBy;
  readonly people: readonly PersonRecord[];
}

/** Who, or what, gave a room back. */
export type ReleasedBy = 'host' | 'host_vanished' | 'participants_reset';

export type NewGathering = Omit<GatheringRecord, 'roomId' | 'seal'>;

/** What a batch of people did in one gathering, as it is after it. `replies`: for those who ask again. */
export interface CrowdChange {
  readonly people: readonly PersonRecord[];
  readonly ballots: readonly BallotRecord[];
  readonly replies: readonly { readonly to: IdempotentReply<PersonRecord>; readonly person: PersonRecord }[];
}

/** Rooms, their gatherings, and who took part. All changes of one gathering run within its room's queue. */
export interface RoomsStore {
  /** The rooms that there are, and those of them that are acquired, in the order in which they were. */
  open(): Promise<{ readonly rooms: readonly string[]; readonly live: readonly LiveGathering[] }>;
  /**
   * Gives a free room, the one that has been free longest unless it was released after `restedBefore`; else a new one
   * with a code of `newCode` (called again while one is taken), up to `limit` rooms. Begins the gathering's seal chain.
   * Null: none is free.
   */
  acquire(
    gathering: NewGathering,
    rooms: { readonly newCode: () => string; readonly limit: number; readonly restedBefore: number },
    begin: CommitStep<void, string>,
    change: AuditedChange<GatheringRecord>,
  ): Promise<GatheringRecord | null>;

  keptReply(key: Uint8Array): Promise<KeptReply | null>;
  /** All of it under one commit. */
  putCrowd(gatheringId: string, crowd: CrowdChange): Promise<void>;

  changeSettings(
    gathering: GatheringRecord,
    settings: RoomSettings,
    change: AuditedChange<GatheringRecord>,
  ): Promise<GatheringRecord>;
  setHost(
    gathering: GatheringRecord,
    hostHash: Uint8Array,
    change: AuditedChange<GatheringRecord>,
  ): Promise<GatheringRecord>;
  /** Shows a text, hides it, or removes its writer: `action` as it is to stand in the log. */
  putPerson(
    gathering: GatheringRecord,
    person: PersonRecord,
    action: 'room_text_shown' | 'room_text_hidden' | 'room_person_removed',
    change: AuditedChange<PersonRecord>,
  ): Promise<PersonRecord>;
  start(
    gathering: GatheringRecord,
    closesAt: number | null,
    change: AuditedChange<GatheringRecord>,
  ): Promise<GatheringRecord>;
  /**
   * Closes a vote: the votes of each text are written, all ballots are gone. Tells the outbox. `votes`: of the texts on
   * the ballot, by whose they are, the best first.
   */
  close(
    gathering: GatheringRecord,
    votes: readonly (readonly [personId: number, votes: number])[],
    ballots: number,
    change: AuditedChange<GatheringRecord>,
  ): Promise<GatheringRecord>;
  /** A vote whose ballots cannot be read any more begins anew. */
  forgetBallots(gathering: GatheringRecord, change: AuditedChange<void>): Promise<void>;
  /** The room is free; what was gathered stays, under the event. */
  release(gathering: GatheringRecord, by: ReleasedBy, change: AuditedChange<void>): Promise<void>;
  /** Puts a room on the projector in the place of any other, or takes it off. */
  show(gathering: GatheringRecord, isShown: boolean, change: AuditedChange<GatheringRecord>): Promise<void>;
  /** For the commit of the draw that decides a tie; answers the gathering as it is then. */
  tieBroken(gathering: GatheringRecord): CommitStep<DrawRecord, GatheringRecord>;

  /** Those of an event that are released, with numbers above `after`; ends early where they hold very many people. */
  archived(
    eventId: string,
    after: number,
    limit: number,
  ): Promise<{ readonly gatherings: readonly ArchivedGathering[]; readonly nextAfter: number | null }>;
  /** Any gathering, with those who took part; null: there is none. */
  find(
    gatheringId: string,
  ): Promise<{ readonly gathering: GatheringRecord; readonly people: readonly PersonRecord[] } | null>;
}
