import { ROOM_LIMITS } from '../../../contract/rooms/limits.ts';
import type { RoomFeedMessage } from '../../../contract/rooms/views.ts';
import { shownPhase } from '../../../core/rooms/room.ts';
import type { Platform } from '../../platform/feature.ts';
import { isoOrNull } from '../../platform/http/routeCall.ts';
import type { PublicFeed } from '../../platform/live/publicFeed.ts';
import type { CrowdNews } from './crowd.ts';
import { ballotOf, roomState, type LiveRoom } from './liveRoom.ts';
import type { Rooms } from './service.ts';
import { ballotText, freeRoom, NO_FIGURES, publicRoom, resultOf, roomFigures, roomPerson } from './views.ts';

const NAME = 'room';
/** Joins, and who became ready, are told together so often, ms. */
const CROWD_EVERY_MS = 50;
const PATH = /^\/api\/rooms\/([^/]{1,64})\/ws$/;

/** What has happened in one room since its last message. */
interface Untold {
  readonly joined: number[];
  readonly ready: number[];
  voted: boolean;
  readonly cancel: () => void;
}

/** The page of a room, below the address of the host: it shows the vote by itself while one is open. */
const voteUrl = (roomId: string): string => `/room/${roomId}`;

/** Rooms as a plain WebSocket, for other programs: each room's news go to those who listen to this room. */
export const createRoomFeed = (
  { clock, live }: Pick<Platform, 'clock' | 'live'>,
  needs: { readonly rooms: () => Rooms; readonly numberWidth: () => number },
) => {
  const untold = new Map<string, Untold>();
  const publish = (message: RoomFeedMessage): void => live.publish(NAME, message.room_id, message);

  const statusOf = (roomId: string): RoomFeedMessage => {
    const found = needs.rooms().find(roomId);
    const room = found.ok ? found.value : null;
    const view = room ? publicRoom(room, needs.numberWidth()) : freeRoom(roomId, needs.numberWidth());
    const { participants, ready, voted } = room ? roomFigures(room) : NO_FIGURES;
    return {
      type: 'room_status',
      room_id: roomId,
      data: {
        status: room ? shownPhase(roomState(room)) : 'free',
        gathering: view.gathering,
        title: view.title,
        locked: view.locked,
        participants,
        ready,
        voted,
        redirect_url: view.phase === 'voting' ? voteUrl(roomId) : null,
        closes_at: isoOrNull(view.closes_at),
        result: view.result,
      },
    };
  };

  /** Tells what is still untold: before anything else is, so that news come in the order in which they happened. */
  const tellCrowd = (room: LiveRoom): void => {
    const { roomId } = room.gathering;
    const news = untold.get(roomId);
    if (!news) return;
    news.cancel();
    untold.delete(roomId);
    const { present: participants, ready } = room.counts;
    const people = (ids: readonly number[]) =>
      ids
        .slice(-ROOM_LIMITS.shownPeople)
        .map((id) => room.people.get(id))
        .filter((person) => person !== undefined)
        .filter(({ isRemoved }) => !isRemoved)
        .map(roomPerson);
    if (news.joined.length > 0) {
      const data = { participants, joined: news.joined.length, people: people(news.joined) };
      publish({ type: 'participant_joined', room_id: roomId, data });
    }
    if (news.ready.length > 0) {
      publish({
        type: 'participant_ready',
        room_id: roomId,
        data: { participants, ready, people: people(news.ready) },
      });
    }
    if (news.voted) publish(statusOf(roomId));
  };
  const tellStatus = (room: LiveRoom): void => {
    tellCrowd(room);
    publish(statusOf(room.gathering.roomId));
  };

  const feed: PublicFeed = {
    name: NAME,
    match: (path) => {
      const roomId = PATH.exec(path)?.[1];
      return roomId !== undefined && needs.rooms().isKnown(roomId) ? roomId : null;
    },
    first: statusOf,
  };

  return {
    feed,
    crowd: (room: LiveRoom, { joined, becameReady, voted }: CrowdNews): void => {
      const { roomId } = room.gathering;
      let news = untold.get(roomId);
      if (!news) {
        news = { joined: [], ready: [], voted: false, cancel: clock.after(CROWD_EVERY_MS, () => tellCrowd(room)) };
        untold.set(roomId, news);
      }
      for (const { id } of joined) news.joined.push(id);
      for (const { id } of becameReady) news.ready.push(id);
      news.voted ||= voted;
    },
    changed: tellStatus,
    started: (room: LiveRoom): void => {
      tellCrowd(room);
      const { roomId, choices, closesAt } = room.gathering;
      const data = {
        redirect_url: voteUrl(roomId),
        choices,
        closes_at: isoOrNull(closesAt),
        texts: ballotOf(room, ROOM_LIMITS.shownTexts).map((id) => ballotText(room, id)),
        texts_count: room.counts.onBallot,
      };
      publish({ type: 'voting_started', room_id: roomId, data });
      tellStatus(room);
    },
    /** The vote is closed, or its tie decided. */
    result: (room: LiveRoom): void => {
      tellCrowd(room);
      const result = resultOf(room);
      if (result) publish({ type: 'result', room_id: room.gathering.roomId, data: result });
      tellStatus(room);
    },
    /** Another host has the room, or none. */
    turnedOver: (roomId: string): void => {
      untold.get(roomId)?.cancel();
      untold.delete(roomId);
      publish(statusOf(roomId));
    },
    close: (): void => {
      for (const { cancel } of untold.values()) cancel();
    },
  };
};
