import type { roomsPaths } from '../../../contract/rooms/paths.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import { presentIn } from '../../../core/rooms/room.ts';
import type { Platform } from '../../platform/feature.ts';
import { sendKeptReply } from '../../platform/http/change.ts';
import { idempotentRequest } from '../../platform/http/idempotency.ts';
import { envelope, type Handlers, type RouteCall } from '../../platform/http/routeCall.ts';
import { holderOf } from '../draws/holder.ts';
import type { Events } from '../event/service.ts';
import type { EventStore } from '../event/store.ts';
import { handleOf, voteStandIn } from './ballots.ts';
import { toChange, toJoin, toVote, type Deed } from './deeds.ts';
import { ballotOf, personOf, type LiveRoom } from './liveRoom.ts';
import type { Rooms } from './service.ts';
import type { PersonRecord } from './store.ts';
import { ballotText, rankedData, selfData } from './views.ts';

type ParticipantRoute = 'roomAcquired' | 'participate' | 'roomSelf' | 'changeRoomSelf' | 'vote' | 'roomTexts';
type CrowdRoute = Extract<ParticipantRoute, 'participate' | 'changeRoomSelf' | 'vote'>;

/** Somebody of the event, and the room where they want to do something. */
interface Entered {
  readonly room: LiveRoom;
  readonly drawNumber: number;
  /** Of their session token, 32 bytes. */
  readonly holder: Uint8Array;
}
type EntryRefusal = 'room_not_found' | 'room_not_acquired' | 'participant_not_found';

const TEXTS_PAGE = 100;

const nameOf = (name: string | null | undefined): string | null => name?.trim() ?? null;

/** What people in the room do, each with the session token that registering gave. */
export const createParticipantHandlers = (
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  rooms: Rooms,
  needs: { readonly events: Events; readonly eventStore: Pick<EventStore, 'contributor'> },
): Handlers<Extract<keyof typeof roomsPaths, ParticipantRoute>> => {
  const { events, eventStore } = needs;

  /** The room, and who in the event asks. */
  const enter = async (roomId: string, token: string): Promise<Result<Entered, EntryRefusal>> => {
    const found = rooms.find(roomId);
    if (!found.ok) return found;
    const holder = holderOf(token);
    const known = await eventStore.contributor(events.active().event.id, holder);
    // A room of a round that is over is being given back.
    if (!rooms.isOfThisRound(found.value)) return refuse('room_not_acquired', 'This room has no host now.');
    return known
      ? accept({ room: found.value, drawNumber: known.drawNumber, holder })
      : refuse('participant_not_found', 'No participant of this event has this token. Register first.');
  };

  /**
   * Does what somebody asks for, in one commit with what others do; answers who they are then. `body`: what makes two
   * requests with one Idempotency-Key the same. `data`: of the answer, which may be kept.
   */
  const act = async <Data, Code extends string>(
    call: Pick<RouteCall<CrowdRoute>, 'params' | 'caller' | 'request' | 'reply' | 'usualStatus'>,
    deed: (who: Entered) => Deed<Code>,
    body: unknown,
    data: (person: PersonRecord) => Data,
  ): Promise<Result<{ readonly data: Data } | 'sent', Code | EntryRefusal | 'idempotency_key_reused'>> => {
    const { room_id: roomId } = call.params;
    const entered = await enter(roomId, call.caller.token ?? '');
    if (!entered.ok) return entered;
    const idempotent = idempotentRequest(call.request, call.caller, body, clock.now(), random);
    const outcome = await rooms.crowd.do(roomId, {
      deed: deed(entered.value),
      idempotent,
      reply: (person) => ({ status: call.usualStatus, body: envelope(data(person)) }),
    });
    if (outcome.kind === 'done') return accept({ data: data(outcome.person) });
    if (outcome.kind === 'refused') return { ok: false, refusal: outcome.refusal };
    // Nothing is kept but for requests that brought a key.
    return idempotent ? sendKeptReply(call.reply, idempotent, outcome.kept) : accept('sent');
  };

  const selfReply = (person: PersonRecord) => selfData(person, []);

  return {
    roomAcquired: async ({ params }) => {
      const found = rooms.find(params.room_id);
      return rooms.isKnown(params.room_id)
        ? accept({ data: { acquired: found.ok } })
        : refuse('room_not_found', 'There is no such room.');
    },

    participate: (call) => {
      const { text, name, ready: isReady = true } = call.body;
      const written = { text: text.trim(), name: nameOf(name), isReady };
      return act(call, ({ drawNumber, holder }) => toJoin({ drawNumber, holder }, written), call.body, selfReply);
    },

    changeRoomSelf: (call) => {
      const { text, name, ready } = call.body;
      const patch = {
        ...(text === undefined ? {} : { text: text.trim() }),
        ...(name === undefined ? {} : { name: nameOf(name) }),
        ...(ready === undefined ? {} : { isReady: ready }),
      };
      return act(call, ({ drawNumber }) => toChange(drawNumber, patch), call.body, selfReply);
    },

    vote: (call) => {
      const token = call.caller.token ?? '';
      const { choices } = call.body;
      return act(
        call,
        ({ drawNumber, room }) => toVote(drawNumber, handleOf(token, room.gathering.id), choices),
        voteStandIn(token, choices),
        ({ hasVoted }) => ({ voted: hasVoted }),
      );
    },

    roomSelf: async ({ params, caller }) => {
      const token = caller.token ?? '';
      const entered = await enter(params.room_id, token);
      if (!entered.ok) return entered;
      const { room, drawNumber } = entered.value;
      const person = presentIn(personOf(room, drawNumber));
      if (!person.ok) return person;
      const choices = room.ballots.get(handleOf(token, room.gathering.id)) ?? [];
      return accept({ data: selfData(person.value, choices) });
    },

    roomTexts: async ({ params, query }) => {
      const found = rooms.find(params.room_id);
      if (!found.ok) return found;
      const room = found.value;
      const { after = 0, limit = TEXTS_PAGE } = query;
      const isCounted = room.gathering.phase === 'result';
      const page = isCounted
        ? room.ranking.slice(after, after + limit).map((ranked) => rankedData(ballotText(room, ranked.textId), ranked))
        : ballotOf(room, after + limit)
            .slice(after)
            .map((id) => rankedData(ballotText(room, id), null));
      const total = isCounted ? room.ranking.length : room.counts.onBallot;
      const next = after + page.length;
      return accept({ data: { total_count: total, texts: page, next_after: next < total ? next : null } });
    },
  };
};
