import { SHOWN_ROOM_KEY, type HostRoomView, type RoomView, type ShownRoomView } from '../../../contract/rooms/views.ts';
import { VIEW_PROTOCOL } from '../../../contract/shared/views.ts';
import type { Platform } from '../../platform/feature.ts';
import type { Caller } from '../../platform/http/caller.ts';
import type { Channel } from '../../platform/live/channel.ts';
import type { LiveRoom } from './liveRoom.ts';
import type { Rooms } from './service.ts';
import { freeRoom, hostFigures, NO_FIGURES, publicRoom, roomFigures } from './views.ts';

export const ROOM = 'room';
export const ROOM_HOST = 'room-host';
export const SHOWN_ROOM = 'shown-room';
/** All who are in one of these channels are shown the same. */
export const ONE_VARIANT = '';

/** A small room hears at once who joined, a large one the more rarely the more there are: all of it grows with the square. */
const phonesEveryMs = (screens: number): number => Math.min(2_500, Math.max(25, screens * 2));
const SCREENS_EVERY_MS = 100;
/** Big screens are told often: a crowd of them would cost more than it is worth. */
const MAX_DISPLAYS = 100;

/** Where a room is joined: what its QR code holds, and the same for people to type. `origin`: of the host, by its address for phones. */
const joinOf = (roomId: string, origin: string) => {
  const { origin: base, host } = new URL(origin);
  return { join_url: `${base}/room/${roomId}`, join_text: `${host}/room/${roomId}` };
};

/** Whoever brings a host token, as the handshake of a live connection shows it. */
export const roomHostCaller = (roomId: string, token: string): Caller => ({
  scope: 'room-host',
  actor: `room-host:${roomId}`,
  token,
});

/** What phones, hosts and the projector are shown of rooms. */
export const createRoomChannels = (
  { clock, live }: Pick<Platform, 'clock' | 'live'>,
  needs: { readonly rooms: Rooms; readonly numberWidth: () => number; readonly origin: () => string },
): readonly Channel[] => {
  const { rooms, numberWidth, origin } = needs;
  const head = () => ({ protocol: VIEW_PROTOCOL, now: clock.now() });
  const acquired = (roomId: string): LiveRoom | null => {
    const found = rooms.find(roomId);
    return found.ok ? found.value : null;
  };
  const roomView = (roomId: string): RoomView => {
    const room = acquired(roomId);
    return room
      ? { ...head(), ...publicRoom(room, numberWidth()), ...roomFigures(room) }
      : { ...head(), ...freeRoom(roomId, numberWidth()), ...NO_FIGURES };
  };
  const noHostFigures = { ...NO_FIGURES, held: 0, held_people: [], people_revision: 0, groups: [] };

  return [
    {
      name: ROOM,
      admit: ({ key }) => (rooms.isKnown(key) ? { variant: ONE_VARIANT, caller: null } : 'unknown_channel'),
      view: roomView,
      counts: (roomId) => {
        const room = acquired(roomId);
        return room ? roomFigures(room) : NO_FIGURES;
      },
      pace: phonesEveryMs,
    },
    {
      name: ROOM_HOST,
      admit: ({ key, caller, handshake }) => {
        if (!rooms.isKnown(key)) return 'unknown_channel';
        if (caller.scope === 'admin') return { variant: ONE_VARIANT, caller };
        const { token } = handshake;
        return typeof token === 'string' && rooms.hostedBy(token) === key
          ? { variant: ONE_VARIANT, caller: roomHostCaller(key, token) }
          : 'unauthorized';
      },
      view: (roomId): HostRoomView => {
        const room = acquired(roomId);
        return {
          ...roomView(roomId),
          ...(room ? hostFigures(room) : noHostFigures),
          vote_ms: room?.gathering.voteMs ?? 0,
          tallies: room?.gathering.tallies ?? 'bars',
          shown: room?.isShown ?? false,
          ...joinOf(roomId, origin()),
        };
      },
      counts: (roomId) => {
        const room = acquired(roomId);
        return room ? hostFigures(room) : noHostFigures;
      },
      pace: () => SCREENS_EVERY_MS,
    },
    {
      name: SHOWN_ROOM,
      admit: ({ key }) => {
        if (key !== SHOWN_ROOM_KEY) return 'unknown_channel';
        return live.members(SHOWN_ROOM, key, ONE_VARIANT) < MAX_DISPLAYS
          ? { variant: ONE_VARIANT, caller: null }
          : 'too_many_connections';
      },
      view: (): ShownRoomView => {
        const room = rooms.shown();
        return {
          ...head(),
          room: room && publicRoom(room, numberWidth()),
          ...(room ? roomFigures(room) : NO_FIGURES),
          ...(room ? joinOf(room.gathering.roomId, origin()) : { join_url: '', join_text: '' }),
        };
      },
      counts: () => {
        const room = rooms.shown();
        return room ? roomFigures(room) : NO_FIGURES;
      },
      pace: () => SCREENS_EVERY_MS,
    },
  ];
};
