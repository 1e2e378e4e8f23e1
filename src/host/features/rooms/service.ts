import { createHash } from 'node:crypto';
import { ROOM_LIMITS } from '../../../contract/rooms/limits.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import { firstOf } from '../../../core/rooms/count.ts';
import * as rules from '../../../core/rooms/room.ts';
import type { Entry } from '../../../core/fairness/entries.ts';
import type { Platform } from '../../platform/feature.ts';
import { newId, newToken } from '../../platform/random.ts';
import { hostChange, type AuditedChange } from '../../platform/storage/auditedChange.ts';
import type { Draws } from '../draws/service.ts';
import type { Events } from '../event/service.ts';
import { BALLOT_KEY_BYTES } from './ballots.ts';
import type { BallotKeys } from './ballotKeys.ts';
import { createCrowd } from './crowd.ts';
import { countBallots, newLiveRoom, roomState, setPerson, setResult, winnerOf, type LiveRoom } from './liveRoom.ts';
import { newRoomCode } from './roomCode.ts';
import type { RoomListener } from './roomListener.ts';
import { takeUp } from './takeUp.ts';
import type { GatheringRecord, PersonRecord, ReleasedBy, RoomsStore } from './store.ts';

type Refusable<T, Code extends string> = Promise<Result<T, Code>>;

/** A room that was released within this time is given last, ms: whoever still has its page open should find it free. */
const REST_MS = 10 * 60_000;
/** People in all rooms together, each kept at hand. */
const MAX_PEOPLE = 200_000;
const RETRY_MS = 2_000;
const SWEEP_MS = 1_000;

const hashOf = (hostToken: string): Buffer => createHash('sha256').update(`room-host:${hostToken}`).digest();

/** The rooms of this host: those that are acquired are kept at hand. Changes are committed, then told. */
export type Rooms = Awaited<ReturnType<typeof createRooms>>;

export const createRooms = async (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems' | 'logger'>,
  store: RoomsStore,
  needs: {
    readonly events: Events;
    readonly draws: Draws;
    readonly keys: BallotKeys;
    /** After so long without its host a room becomes free, ms; 0: never. */
    readonly hostTimeoutMs: number;
    /** Screens of the host that are here now. */
    readonly hostScreens: (roomId: string) => number;
    readonly listener: RoomListener;
  },
) => {
  const { clock, random, queues, problems, logger } = platform;
  const { events, draws, keys, listener } = needs;
  const known = new Set<string>();
  const live = new Map<string, LiveRoom>();
  const byHost = new Map<string, string>();
  const endedListeners: (() => void)[] = [];
  let stopped = false;
  const queueOf = (roomId: string): string => `room ${roomId}`;

  const hostKey = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
  const add = (room: LiveRoom): void => {
    known.add(room.gathering.roomId);
    live.set(room.gathering.roomId, room);
    byHost.set(hostKey(room.gathering.hostHash), room.gathering.roomId);
  };

  const find = (roomId: string): Result<LiveRoom, 'room_not_found' | 'room_not_acquired'> => {
    const room = live.get(roomId);
    if (room) return accept(room);
    return known.has(roomId)
      ? refuse('room_not_acquired', 'This room has no host now.')
      : refuse('room_not_found', 'There is no such room.');
  };

  const destroyKey = (gatheringId: string): Promise<void> =>
    keys.destroy(gatheringId).catch((error: unknown) => {
      // It is tried again at the next start.
      logger.warn({ err: error, gathering: gatheringId }, 'the key of a closed vote could not be destroyed yet');
    });

  const openVote = async (gatheringId: string): Promise<Uint8Array> => {
    const key = random.bytes(BALLOT_KEY_BYTES);
    await keys.put(gatheringId, key);
    return key;
  };

  /** The vote closes: by the host, or because its time is over. */
  const closeVote = async (room: LiveRoom, change: AuditedChange<GatheringRecord>): Promise<void> => {
    const ranking = countBallots(room);
    const { gathering, ballots } = room;
    room.gathering = await store.close(
      gathering,
      ranking.map(({ textId, votes }) => [textId, votes]),
      ballots.size,
      change,
    );
    room.cancelClose();
    setResult(room, ranking);
    listener.closed(room);
    await destroyKey(gathering.id);
  };

  const closeWhenDue = (room: LiveRoom): void => {
    room.cancelClose();
    const { closesAt, roomId, id } = room.gathering;
    if (closesAt === null || stopped) return;
    const close = (): Promise<void> =>
      queues.run(queueOf(roomId), async () => {
        if (stopped || live.get(roomId)?.gathering.id !== id || room.gathering.phase !== 'voting') return;
        // A timer may be a moment early.
        if (clock.now() < closesAt) return closeWhenDue(room);
        try {
          await closeVote(room, hostChange(clock.now()));
        } catch (error) {
          problems.report({
            code: 'vote_not_closed',
            details: { room: roomId, reason: String(error) },
            message: `A vote could not be closed yet; all that was voted is safe: ${String(error)}`,
          });
          room.cancelClose = clock.after(RETRY_MS, () => void close());
        }
      });
    room.cancelClose = clock.after(Math.max(0, closesAt - clock.now()), () => void close());
  };

  const release = async (room: LiveRoom, by: ReleasedBy, change: AuditedChange<void>): Promise<void> => {
    const { gathering } = room;
    await store.release(gathering, by, change);
    room.cancelClose();
    live.delete(gathering.roomId);
    byHost.delete(hostKey(gathering.hostHash));
    if (gathering.phase === 'voting') await destroyKey(gathering.id);
    for (const ended of endedListeners) ended();
    listener.turnedOver(gathering.roomId);
    if (room.isShown) listener.shown();
  };

  /** Null: the host is here, or is never missed. */
  const freesAt = (room: LiveRoom): number | null => {
    if (needs.hostTimeoutMs === 0) return null;
    return needs.hostScreens(room.gathering.roomId) > 0 ? null : room.seenAt + needs.hostTimeoutMs;
  };
  const isOfThisRound = ({ gathering }: LiveRoom): boolean => {
    const { event } = events.active();
    return gathering.eventId === event.id && gathering.joinRound === event.joinRound;
  };
  /** Why a room is to be given back without its host's doing; null: it is not. */
  const isForsaken = (room: LiveRoom): ReleasedBy | null => {
    if (!isOfThisRound(room)) return 'participants_reset';
    const at = freesAt(room);
    return at !== null && at <= clock.now() ? 'host_vanished' : null;
  };
  const sweep = (): void => {
    for (const room of live.values()) {
      if (isForsaken(room) === null) continue;
      const { roomId, id } = room.gathering;
      queues
        .run(queueOf(roomId), async () => {
          const by = isForsaken(room);
          if (stopped || by === null || live.get(roomId)?.gathering.id !== id) return;
          await release(room, by, hostChange(clock.now()));
        })
        .catch((error: unknown) => logger.warn({ err: error, room: roomId }, 'a forsaken room could not be freed yet'));
    }
  };

  const found = await store.open();
  for (const roomId of found.rooms) known.add(roomId);
  for (const gathering of found.live) {
    const taken = await takeUp(gathering, keys, clock.now());
    if (taken.lost !== null) {
      // As after a copy of the store was put in its place: the copy holds no key, and is not meant to.
      const { roomId, id } = gathering.gathering;
      logger.warn({ err: taken.lost, room: roomId }, 'the ballots of a vote cannot be read; it starts again');
      problems.report({
        code: 'votes_lost',
        details: { room: roomId },
        message: `The votes of room ${roomId} cannot be read any more. Ask everybody to vote again.`,
      });
      taken.room.ballotKey = await openVote(id);
      await store.forgetBallots(gathering.gathering, hostChange(clock.now()));
    }
    add(taken.room);
  }
  const voting = new Set([...live.values()].filter(({ ballotKey }) => ballotKey).map(({ gathering }) => gathering.id));
  for (const gatheringId of await keys.all()) if (!voting.has(gatheringId)) await destroyKey(gatheringId);
  for (const room of live.values()) closeWhenDue(room);
  const endSweep = clock.every(SWEEP_MS, sweep);
  events.subscribe(({ kind }) => {
    if (kind === 'changed') sweep();
  });

  const crowd = createCrowd(platform, store, {
    find: (roomId) => live.get(roomId) ?? null,
    queueOf,
    capacity: (room) => {
      let people = 0;
      for (const { counts } of live.values()) people += counts.present;
      return Math.min(ROOM_LIMITS.people, room.counts.present + Math.max(0, MAX_PEOPLE - people));
    },
    done: listener.crowd,
  });

  const changed = (room: LiveRoom): void => listener.changed(room);
  const putPerson = async (
    room: LiveRoom,
    person: PersonRecord,
    action: Parameters<RoomsStore['putPerson']>[2],
    change: AuditedChange<PersonRecord>,
  ): Promise<PersonRecord> => {
    const put = await store.putPerson(room.gathering, person, action, change);
    setPerson(room, put);
    room.moderated += 1;
    changed(room);
    return put;
  };
  const orNull = (room: LiveRoom, personId: number): PersonRecord | null => room.people.get(personId) ?? null;

  return {
    find,
    /** Whether there is such a room, free or not. */
    isKnown: (roomId: string): boolean => known.has(roomId),
    queueOf,
    crowd,
    freesAt,
    /** In the order in which they were acquired. */
    all: (): LiveRoom[] => [...live.values()],
    shown: (): LiveRoom | null => [...live.values()].find(({ isShown }) => isShown) ?? null,
    /** Whether the room is of the event's participants as they are numbered now. */
    isOfThisRound,

    /** Which room this token is the host token of. Being asked is a sign of life of its host. */
    hostedBy: (hostToken: string): string | null => {
      const roomId = byHost.get(hostKey(hashOf(hostToken))) ?? null;
      const room = roomId === null ? undefined : live.get(roomId);
      if (room) room.seenAt = clock.now();
      return roomId;
    },
    /** The same, which is no sign of life. */
    isHostToken: (hostToken: string): boolean => byHost.has(hostKey(hashOf(hostToken))),
    onHostsEnded: (listen: () => void): void => void endedListeners.push(listen),
    /** Somebody who may do as the host did something, or went. */
    hostSeen: (roomId: string): void => {
      const room = live.get(roomId);
      if (room) room.seenAt = clock.now();
    },

    /** Within the queue of all rooms. */
    acquire: async (
      change: (hostToken: string) => AuditedChange<GatheringRecord>,
    ): Refusable<{ gathering: GatheringRecord; hostToken: string }, 'no_free_room'> => {
      const hostToken = newToken(random);
      const { event } = events.active();
      const id = newId(random);
      const now = clock.now();
      const gathering = await store.acquire(
        {
          ...rules.NEW_ROOM,
          id,
          eventId: event.id,
          joinRound: event.joinRound,
          phase: 'gathering',
          hostHash: hashOf(hostToken),
          acquiredAt: now,
          startedAt: null,
          closesAt: null,
          closedAt: null,
          tieDraw: null,
          tieWinner: null,
        },
        { newCode: () => newRoomCode(random), limit: ROOM_LIMITS.rooms, restedBefore: now - REST_MS },
        draws.beginChain(id, null),
        change(hostToken),
      );
      if (!gathering) return refuse('no_free_room', 'All rooms are taken. Release one first.');
      add(newLiveRoom(gathering, now));
      listener.turnedOver(gathering.roomId);
      return accept({ gathering, hostToken });
    },

    // The following run within the room's queue.
    renewHost: async (
      room: LiveRoom,
      change: (hostToken: string) => AuditedChange<GatheringRecord>,
    ): Promise<string> => {
      const hostToken = newToken(random);
      const before = room.gathering.hostHash;
      room.gathering = await store.setHost(room.gathering, hashOf(hostToken), change(hostToken));
      byHost.delete(hostKey(before));
      byHost.set(hostKey(room.gathering.hostHash), room.gathering.roomId);
      for (const ended of endedListeners) ended();
      return hostToken;
    },

    changeSettings: async (
      room: LiveRoom,
      patch: Partial<rules.RoomSettings>,
      change: AuditedChange<GatheringRecord>,
    ): Refusable<void, 'room_has_started'> => {
      const settings = rules.changeSettings(roomState(room), patch);
      if (!settings.ok) return settings;
      room.gathering = await store.changeSettings(room.gathering, settings.value, change);
      return accept(changed(room));
    },

    moderate: async (
      room: LiveRoom,
      personId: number,
      isShown: boolean,
      change: AuditedChange<PersonRecord>,
    ): Refusable<PersonRecord, 'person_not_found' | 'room_has_started'> => {
      const person = rules.moderate(roomState(room), orNull(room, personId), isShown);
      if (!person.ok) return person;
      const action = isShown ? 'room_text_shown' : 'room_text_hidden';
      return accept(await putPerson(room, person.value, action, change));
    },

    remove: async (
      room: LiveRoom,
      personId: number,
      change: AuditedChange<PersonRecord>,
    ): Refusable<PersonRecord, 'person_not_found' | 'room_has_started'> => {
      const person = rules.remove(roomState(room), orNull(room, personId));
      return person.ok ? accept(await putPerson(room, person.value, 'room_person_removed', change)) : person;
    },

    start: async (
      room: LiveRoom,
      change: AuditedChange<GatheringRecord>,
    ): Refusable<void, 'room_empty' | 'room_has_started'> => {
      const allowed = rules.start(roomState(room));
      if (!allowed.ok) return allowed;
      const { id, voteMs } = room.gathering;
      // Before the vote: one whose key is not on the disk must not take ballots.
      const key = await openVote(id);
      room.gathering = await store.start(room.gathering, voteMs === 0 ? null : clock.now() + voteMs, change);
      room.ballotKey = key;
      closeWhenDue(room);
      return accept(listener.started(room));
    },

    close: async (room: LiveRoom, change: AuditedChange<GatheringRecord>): Refusable<void, 'not_voting'> => {
      const allowed = rules.close(roomState(room));
      return allowed.ok ? accept(await closeVote(room, change)) : allowed;
    },

    release,

    show: async (room: LiveRoom, isShown: boolean, change: AuditedChange<GatheringRecord>): Promise<void> => {
      await store.show(room.gathering, isShown, change);
      const before = [...live.values()].filter((other) => other.isShown);
      if (isShown) for (const other of before) other.isShown = false;
      room.isShown = isShown;
      for (const one of new Set([...before, room])) changed(one);
      listener.shown();
    },

    breakTie: async (
      room: LiveRoom,
      change: AuditedChange<GatheringRecord>,
    ): Refusable<PersonRecord, 'no_result_yet' | 'no_tie'> => {
      const { gathering, ranking } = room;
      if (gathering.phase !== 'result') return refuse('no_result_yet', 'The vote is not closed yet.');
      const first = firstOf(ranking);
      if (first.length < 2 || winnerOf(gathering, ranking) !== null) {
        return refuse('no_tie', first.length === 0 ? 'Nobody voted.' : 'There is no tie to decide.');
      }
      // In the order of their numbers, each with the same chance.
      const tied = first.map((id) => orNull(room, id)).filter((person) => person !== null);
      // Entries that a crash left behind are forgotten.
      await draws.openChain(gathering.id);
      room.gathering = await draws.drawAtOnce(
        {
          ownerId: gathering.id,
          prize: { id: gathering.id, name: gathering.title || gathering.roomId, rank: 1 },
          winners: 1,
          reserves: 0,
          rule: `the ${tied.length} texts of room ${gathering.roomId} that share the first place of its vote; the number is the text's`,
          entries: tied.map(({ id, holder }): Entry => [id, 1, Buffer.from(holder).toString('hex'), null]),
        },
        store.tieBroken(gathering),
        change,
      );
      listener.tieBroken(room);
      const winner = orNull(room, room.gathering.tieWinner ?? 0);
      if (!winner) throw new Error('a tie was won by nobody');
      return accept(winner);
    },

    stop: (): void => {
      stopped = true;
      endSweep();
      for (const room of live.values()) room.cancelClose();
    },
  };
};
