import type { DrawGroup } from '../../../core/stage/draw.ts';
import type { Feature, Platform } from '../../platform/feature.ts';
import type { ScopeAuthority } from '../../platform/http/caller.ts';
import { bearerToken } from '../../platform/http/tokens.ts';
import { gauge } from '../../platform/metrics.ts';
import type { Draws } from '../draws/service.ts';
import type { Events } from '../event/service.ts';
import type { EventStore } from '../event/store.ts';
import { ballotKeysIn } from './ballotKeys.ts';
import { createRoomChannels, ONE_VARIANT, ROOM, ROOM_HOST, roomHostCaller, SHOWN_ROOM } from './channels.ts';
import { createRoomFeed } from './feed.ts';
import { drawGroup, readGroupId } from './groups.ts';
import { createHostHandlers } from './hostHandlers.ts';
import { createParticipantHandlers } from './participantHandlers.ts';
import { createRooms, type Rooms } from './service.ts';
import type { RoomsStore } from './store.ts';
import { SHOWN_ROOM_KEY } from '../../../contract/rooms/views.ts';

export interface RoomsFeature extends Feature {
  /** Participants of this round who may be drawn together, by the group's id; null: there is no such group. */
  findGroup(id: string): Promise<DrawGroup | null>;
  /** The addresses have changed, at which rooms are joined. */
  reachChanged(): void;
}

/** Whoever brings the host token of a room; an organiser may whatever a host may. */
const hostAuthority = (rooms: Rooms, admin: ScopeAuthority): ScopeAuthority => ({
  scope: 'room-host',
  refusal: { code: 'unauthorized', message: 'Bring the host token of the room as Bearer token, or log in.' },
  resolve: async (credentials) => {
    const token = credentials.token ?? bearerToken(credentials.headers);
    const roomId = token === undefined ? null : rooms.hostedBy(token);
    return roomId === null || token === undefined ? admin.resolve(credentials) : roomHostCaller(roomId, token);
  },
  isStillGood: async ({ token }) => token !== null && rooms.isHostToken(token),
  onEnded: rooms.onHostsEnded,
});

/**
 * Rooms in which the audience takes part. `keysFolder`: where the keys of open votes are. `hostTimeoutMs`: after so long
 * without its host a room becomes free; 0: never. `origin`: at which address phones find the host.
 */
export const openRooms = async (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems' | 'logger' | 'live' | 'change'>,
  store: RoomsStore,
  needs: {
    readonly events: Events;
    readonly draws: Draws;
    readonly eventStore: Pick<EventStore, 'contributor'>;
    readonly admin: ScopeAuthority;
    readonly keysFolder: string;
    readonly hostTimeoutMs: number;
    readonly origin: () => string;
  },
): Promise<RoomsFeature> => {
  const { live } = platform;
  const { events } = needs;
  const numberWidth = (): number => events.active().event.numberWidth;
  const feed = createRoomFeed(platform, { rooms: () => rooms, numberWidth });
  const changed = (roomId: string, isShown: boolean): void => {
    live.changed(ROOM, roomId);
    live.changed(ROOM_HOST, roomId);
    if (isShown) live.changed(SHOWN_ROOM, SHOWN_ROOM_KEY);
  };
  const rooms = await createRooms(platform, store, {
    ...needs,
    keys: ballotKeysIn(needs.keysFolder),
    hostScreens: (roomId) => live.members(ROOM_HOST, roomId, ONE_VARIANT),
    listener: {
      crowd: (room, news) => {
        const { roomId } = room.gathering;
        // Who joins first makes the room another one; the rest are counts.
        if (room.people.size === news.joined.length) changed(roomId, room.isShown);
        else {
          live.counted(ROOM, roomId);
          live.counted(ROOM_HOST, roomId);
          if (room.isShown) live.counted(SHOWN_ROOM, SHOWN_ROOM_KEY);
        }
        feed.crowd(room, news);
      },
      changed: (room) => {
        changed(room.gathering.roomId, room.isShown);
        feed.changed(room);
      },
      started: (room) => {
        changed(room.gathering.roomId, room.isShown);
        feed.started(room);
      },
      closed: (room) => {
        changed(room.gathering.roomId, room.isShown);
        feed.result(room);
      },
      tieBroken: (room) => {
        changed(room.gathering.roomId, room.isShown);
        feed.result(room);
      },
      turnedOver: (roomId) => {
        changed(roomId, false);
        feed.turnedOver(roomId);
      },
      shown: () => live.changed(SHOWN_ROOM, SHOWN_ROOM_KEY),
    },
  });
  live.onPresence((channel, key) => {
    if (channel === ROOM_HOST) rooms.hostSeen(key);
  });

  return {
    name: 'rooms',
    handlers: {
      ...createParticipantHandlers(platform, rooms, needs),
      ...createHostHandlers(platform, store, rooms, needs),
    },
    authorities: [hostAuthority(rooms, needs.admin)],
    channels: createRoomChannels(platform, { rooms, numberWidth, origin: needs.origin }),
    feeds: [feed.feed],
    metrics: () => {
      const all = rooms.all();
      const people = all.reduce((sum, { counts }) => sum + counts.present, 0);
      return [
        gauge('luckydraw_rooms_acquired', 'Rooms that have a host', all.length),
        gauge('luckydraw_room_people', 'People in all rooms', people),
      ];
    },
    findGroup: async (id) => {
      const named = readGroupId(id);
      const found = named && (await store.find(named.gatheringId));
      const { event } = events.active();
      if (!found || found.gathering.eventId !== event.id || found.gathering.joinRound !== event.joinRound) return null;
      return drawGroup(found, named.who);
    },
    reachChanged: () => {
      live.changed(SHOWN_ROOM, SHOWN_ROOM_KEY);
      for (const { gathering } of rooms.all()) live.changed(ROOM_HOST, gathering.roomId);
    },
    close: async () => {
      rooms.stop();
      feed.close();
    },
  };
};
