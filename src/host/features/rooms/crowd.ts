import type { Refusal } from '../../../core/result.ts';
import { createGroupCommit, type GroupCommit } from '../../platform/groupCommit.ts';
import type { Platform } from '../../platform/feature.ts';
import type { IdempotentRequest, ReplyContent } from '../../platform/http/idempotency.ts';
import type { KeptReply } from '../../platform/storage/auditedChange.ts';
import { draftOf, type Deed, type Draft } from './deeds.ts';
import { setPerson, type LiveRoom } from './liveRoom.ts';
import type { CrowdChange, PersonRecord, RoomsStore } from './store.ts';

/** People whose deeds share one commit at most, so that nobody else waits long for the event loop. */
const MAX_BATCH = 500;

/** `reply`: what is kept for a repetition; of a vote, nothing of what it is for. */
export interface CrowdRequest<Code extends string> {
  readonly deed: Deed<Code>;
  readonly idempotent: IdempotentRequest | null;
  reply(person: PersonRecord): ReplyContent;
}

export type CrowdOutcome<Code extends string> =
  | { readonly kind: 'done'; readonly person: PersonRecord }
  | { readonly kind: 'repeated'; readonly kept: KeptReply }
  | { readonly kind: 'refused'; readonly refusal: Refusal<Code | 'room_not_acquired'> };

/** What a commit did, for those who are told: each person as they are after it. */
export interface CrowdNews {
  readonly joined: readonly PersonRecord[];
  readonly becameReady: readonly PersonRecord[];
  /** Ballots were cast, or changed. */
  readonly voted: boolean;
}

/** A deed that is waiting. `decide` answers null for one that is refused, and keeps the refusal to itself. */
interface Waiting extends Pick<CrowdRequest<never>, 'idempotent' | 'reply'> {
  decide(draft: Draft): PersonRecord | null;
}
type Ended =
  | { readonly kind: 'done'; readonly person: PersonRecord }
  | { readonly kind: 'repeated'; readonly kept: KeptReply }
  | { readonly kind: 'refused' }
  | { readonly kind: 'no_host' }
  /** The same Idempotency-Key is in this commit already: ask again after it. */
  | { readonly kind: 'again' };

/**
 * What the people of rooms do: many at the same moment share one commit, a room at a time. `capacity`: how many a room
 * takes now. `done`: after the commit, when the room has been changed.
 */
export const createCrowd = (
  { queues, random }: Pick<Platform, 'queues' | 'random'>,
  store: Pick<RoomsStore, 'keptReply' | 'putCrowd'>,
  rooms: {
    readonly find: (roomId: string) => LiveRoom | null;
    readonly queueOf: (roomId: string) => string;
    readonly capacity: (room: LiveRoom) => number;
    readonly done: (room: LiveRoom, news: CrowdNews) => void;
  },
) => {
  const commits = new Map<string, GroupCommit<Waiting, Ended>>();

  const write = async (room: LiveRoom, { people, ballots }: Draft, replies: CrowdChange['replies']): Promise<void> => {
    if (people.size + ballots.size + replies.length === 0) return;
    const persons = [...people.values()];
    const records = [...ballots.values()].map(({ record }) => record);
    await store.putCrowd(room.gathering.id, { people: persons, ballots: records, replies });
    const news = {
      joined: persons.filter(({ id }) => !room.people.has(id)),
      becameReady: persons.filter(({ id, isReady }) => isReady && !room.people.get(id)?.isReady),
      voted: ballots.size > 0,
    };
    for (const person of persons) setPerson(room, person);
    for (const [handle, { choices }] of ballots) room.ballots.set(handle, choices);
    if (people.size + ballots.size > 0) rooms.done(room, news);
  };

  const commit = async (roomId: string, waiting: readonly Waiting[]): Promise<Ended[]> => {
    const room = rooms.find(roomId);
    if (!room) return waiting.map(() => ({ kind: 'no_host' }));
    const draft = draftOf(room, rooms.capacity(room), random);
    const replies: CrowdChange['replies'][number][] = [];
    const keys = new Set<string>();
    const ended: Ended[] = [];
    for (const one of waiting) {
      const asked = one.idempotent;
      const key = asked === null ? '' : Buffer.from(asked.key).toString('hex');
      if (keys.has(key)) {
        ended.push({ kind: 'again' });
        continue;
      }
      const kept = asked && (await store.keptReply(asked.key));
      if (kept) {
        ended.push({ kind: 'repeated', kept });
        continue;
      }
      const person = one.decide(draft);
      if (person && asked) {
        keys.add(key);
        replies.push({ to: asked.keep((outcome: PersonRecord) => one.reply(outcome)), person });
      }
      ended.push(person ? { kind: 'done', person } : { kind: 'refused' });
    }
    await write(room, draft, replies);
    return ended;
  };

  const commitOf = (roomId: string): GroupCommit<Waiting, Ended> => {
    const known = commits.get(roomId);
    if (known) return known;
    const made = createGroupCommit<Waiting, Ended>(
      (waiting) => queues.run(rooms.queueOf(roomId), () => commit(roomId, waiting)),
      MAX_BATCH,
    );
    commits.set(roomId, made);
    return made;
  };

  return {
    /** `roomId`: of a room that there is. */
    do: async <Code extends string>(
      roomId: string,
      { deed, idempotent, reply }: CrowdRequest<Code>,
    ): Promise<CrowdOutcome<Code>> => {
      let refusal: Refusal<Code | 'room_not_acquired'> = {
        code: 'room_not_acquired',
        message: 'This room has no host now.',
      };
      const decide = (draft: Draft): PersonRecord | null => {
        const decided = deed(draft);
        if (decided.ok) return decided.value;
        refusal = decided.refusal;
        return null;
      };
      for (;;) {
        const ended = await commitOf(roomId).submit({ decide, idempotent, reply });
        if (ended.kind === 'done' || ended.kind === 'repeated') return ended;
        if (ended.kind !== 'again') return { kind: 'refused', refusal };
      }
    },
  };
};
