import type { roomsPaths } from '../../../contract/rooms/paths.ts';
import type { RouteName } from '../../../contract/paths.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import type { Caller } from '../../platform/http/caller.ts';
import type { Audit } from '../../platform/http/change.ts';
import { sliceOf } from '../../platform/listPage.ts';
import type { Handlers, Outcome, RouteCall } from '../../platform/http/routeCall.ts';
import { noSuchEvent } from '../event/activeEvent.ts';
import type { Events } from '../event/service.ts';
import type { LiveRoom } from './liveRoom.ts';
import type { Rooms } from './service.ts';
import type { GatheringRecord, PersonRecord, RoomsStore } from './store.ts';
import { archivedData, hostPerson, roomItem } from './views.ts';

type HostRoute = Exclude<
  keyof typeof roomsPaths,
  'roomAcquired' | 'participate' | 'roomSelf' | 'changeRoomSelf' | 'vote' | 'roomTexts'
>;
/** Routes that change one room: they may refuse a host token of another. */
type RoomRoute = Extract<
  RouteName,
  'startVoting' | 'closeVoting' | 'releaseRoom' | 'changeRoom' | 'moderatePerson' | 'removePerson' | 'breakTie'
>;

const PAGE = 100;
const ARCHIVE_PAGE = 20;
const ALL_ROOMS = 'rooms';

/** 0: nobody's. */
const personIdOf = (given: string): number => (/^[1-9]\d{0,8}$/.test(given) ? Number(given) : 0);

/** What the host of a room does, and what an organiser does with all of them. */
export const createHostHandlers = (
  { change }: Pick<Platform, 'change'>,
  store: Pick<RoomsStore, 'archived'>,
  rooms: Rooms,
  { events }: { readonly events: Events },
): Handlers<HostRoute> => {
  /** The room of this host, or any for an organiser. That they ask is a sign of life. */
  const hosted = (
    roomId: string,
    { scope, token }: Caller,
  ): Result<LiveRoom, 'room_not_found' | 'room_not_acquired' | 'not_your_room'> => {
    const found = rooms.find(roomId);
    if (scope === 'admin') rooms.hostSeen(roomId);
    else if (found.ok && rooms.hostedBy(token ?? '') !== roomId) {
      return refuse('not_your_room', 'This host token is of another room.');
    }
    return found;
  };

  /** Runs a host's change of a room in the room's queue. */
  const changeRoom = <N extends RoomRoute>(
    call: RouteCall<N> & { readonly params: { readonly room_id: string } },
    run: (room: LiveRoom, audit: Audit<N>) => Promise<Outcome<N>>,
  ): Promise<Outcome<N>> => {
    const { room_id: roomId } = call.params;
    return change(call, { queue: rooms.queueOf(roomId), body: call.body ?? null }, async (audit) => {
      const found = hosted(roomId, call.caller);
      // Every one of these routes declares what `hosted` refuses with.
      return found.ok ? run(found.value, audit) : (found as Outcome<N>);
    });
  };

  const item = (room: LiveRoom, gathering?: GatheringRecord) => roomItem(room, rooms.freesAt(room), gathering);
  const nothing = () => ({});

  return {
    acquireRoom: (call) =>
      change(call, { queue: ALL_ROOMS, body: null }, async (audit) => {
        const acquired = await rooms.acquire((hostToken) =>
          audit(({ roomId }: GatheringRecord) => ({ room_id: roomId, host_token: hostToken })),
        );
        if (!acquired.ok) return acquired;
        const { gathering, hostToken } = acquired.value;
        return accept({ data: { room_id: gathering.roomId, host_token: hostToken } });
      }),

    renewHostToken: (call) =>
      change(call, { queue: rooms.queueOf(call.params.room_id), body: null }, async (audit) => {
        const { room_id: roomId } = call.params;
        const found = rooms.find(roomId);
        if (!found.ok) return found;
        const hostToken = await rooms.renewHost(found.value, (token) =>
          audit(() => ({ room_id: roomId, host_token: token })),
        );
        return accept({ data: { room_id: roomId, host_token: hostToken } });
      }),

    rooms: async ({ query }) => {
      const all = rooms.all();
      const { items, nextAfter } = sliceOf(all, query.after ?? 0, query.limit ?? PAGE);
      return accept({
        data: { total_count: all.length, rooms: items.map((room) => item(room)), next_after: nextAfter },
      });
    },

    showRoom: (call) =>
      change(call, { queue: 'projector', body: call.body }, async (audit) => {
        const found = rooms.find(call.params.room_id);
        if (!found.ok) return found;
        const room = found.value;
        const { shown } = call.body;
        await rooms.show(
          room,
          shown,
          audit((gathering: GatheringRecord) => ({ ...item(room, gathering), shown })),
        );
        return accept({ data: item(room) });
      }),

    startVoting: (call) =>
      changeRoom(call, async (room, audit) => {
        const started = await rooms.start(
          room,
          audit((gathering: GatheringRecord) => item(room, gathering)),
        );
        return started.ok ? accept({ data: item(room) }) : started;
      }),

    closeVoting: (call) =>
      changeRoom(call, async (room, audit) => {
        const closed = await rooms.close(
          room,
          audit((gathering: GatheringRecord) => item(room, gathering)),
        );
        return closed.ok ? accept({ data: item(room) }) : closed;
      }),

    releaseRoom: (call) =>
      changeRoom(call, async (room, audit) => {
        await rooms.release(room, 'host', audit(nothing));
        return accept({ data: {} });
      }),

    changeRoom: (call) =>
      changeRoom(call, async (room, audit) => {
        const { body } = call;
        const patch = {
          ...(body.title === undefined ? {} : { title: body.title.trim() }),
          ...(body.locked === undefined ? {} : { isLocked: body.locked }),
          ...(body.holds_texts === undefined ? {} : { holdsTexts: body.holds_texts }),
          ...(body.choices === undefined ? {} : { choices: body.choices }),
          ...(body.vote_ms === undefined ? {} : { voteMs: body.vote_ms }),
          ...(body.tallies === undefined ? {} : { tallies: body.tallies }),
        };
        const changed = await rooms.changeSettings(
          room,
          patch,
          audit((gathering: GatheringRecord) => item(room, gathering)),
        );
        return changed.ok ? accept({ data: item(room) }) : changed;
      }),

    roomPeople: async ({ params, query, caller }) => {
      const found = hosted(params.room_id, caller);
      if (!found.ok) return found;
      const room = found.value;
      const { after = 0, limit = PAGE } = query;
      const people: PersonRecord[] = [];
      for (let id = after + 1; id <= room.people.size && people.length <= limit; id += 1) {
        const person = room.people.get(id);
        if (person && !person.isRemoved) people.push(person);
      }
      const page = people.slice(0, limit);
      return accept({
        data: {
          total_count: room.counts.present,
          people: page.map((person) => hostPerson(room, person)),
          next_after: people.length > limit ? (page.at(-1)?.id ?? null) : null,
        },
      });
    },

    moderatePerson: (call) =>
      changeRoom(call, async (room, audit) => {
        const moderated = await rooms.moderate(
          room,
          personIdOf(call.params.person_id),
          call.body.shown,
          audit((person: PersonRecord) => hostPerson(room, person)),
        );
        return moderated.ok ? accept({ data: hostPerson(room, moderated.value) }) : moderated;
      }),

    removePerson: (call) =>
      changeRoom(call, async (room, audit) => {
        const removed = await rooms.remove(room, personIdOf(call.params.person_id), audit(nothing));
        return removed.ok ? accept({ data: {} }) : removed;
      }),

    breakTie: (call) =>
      changeRoom(call, async (room, audit) => {
        const tieData = ({ tieDraw, tieWinner }: GatheringRecord) => ({
          draw_id: tieDraw ?? '',
          winner: tieWinner ?? 0,
          text: room.people.get(tieWinner ?? 0)?.text ?? '',
        });
        const broken = await rooms.breakTie(room, audit(tieData));
        return broken.ok ? accept({ data: tieData(room.gathering) }) : broken;
      }),

    roomArchive: async ({ params, query }) => {
      if (!(await events.find(params.event_id))) return noSuchEvent();
      const { after = 0, limit = ARCHIVE_PAGE } = query;
      const { gatherings, nextAfter } = await store.archived(params.event_id, after, limit);
      return accept({ data: { gatherings: gatherings.map(archivedData), next_after: nextAfter } });
    },
  };
};
