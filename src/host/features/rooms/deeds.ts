import { changeSelf, checkVote, join, type SelfPatch, type Written } from '../../../core/rooms/room.ts';
import { accept, type Result } from '../../../core/result.ts';
import type { Random } from '../../platform/random.ts';
import { sealBallot } from './ballots.ts';
import { isTextOnBallot, personOf, roomState, type LiveRoom } from './liveRoom.ts';
import type { BallotRecord, PersonRecord } from './store.ts';

/** What a commit is about to change, beside the room as it is. */
export type Draft = ReturnType<typeof draftOf>;

/** Something that somebody in a room does: decided against what others have done in the same commit. */
export type Deed<Code extends string> = (draft: Draft) => Result<PersonRecord, Code>;

const isSame = (one: PersonRecord, other: PersonRecord): boolean =>
  one.text === other.text &&
  one.name === other.name &&
  one.isReady === other.isReady &&
  one.state === other.state &&
  one.hasVoted === other.hasVoted;

/** `capacity`: how many people the room takes now. */
export const draftOf = (room: LiveRoom, capacity: number, random: Random) => {
  const people = new Map<number, PersonRecord>();
  const ids = new Map<number, number>();
  const ballots = new Map<string, { readonly choices: readonly number[]; readonly record: BallotRecord }>();
  const before = roomState(room);
  let joined = 0;
  return {
    room,
    capacity,
    people,
    ballots,
    state: () => ({ ...before, people: before.people + joined, joined: before.joined + joined }),
    find: (drawNumber: number): PersonRecord | null =>
      people.get(ids.get(drawNumber) ?? 0) ?? personOf(room, drawNumber),
    /** Who is as they were needs not be written. */
    put: (person: PersonRecord): PersonRecord => {
      const known = people.get(person.id) ?? room.people.get(person.id);
      if (known && isSame(known, person)) return known;
      people.set(person.id, person);
      ids.set(person.drawNumber, person.id);
      return person;
    },
    nextId: (): number => {
      joined += 1;
      return room.people.size + joined;
    },
    /** A ballot that is as it was needs not be written. */
    cast: (handle: string, choices: readonly number[]): void => {
      if (!room.ballotKey) throw new Error(`the vote of ${room.gathering.id} has no key`);
      const known = ballots.get(handle)?.choices ?? room.ballots.get(handle);
      if (known?.join() === choices.join()) return;
      ballots.set(handle, { choices, record: sealBallot(room.ballotKey, handle, choices, random) });
    },
  };
};

/** `holder`: of the session token, 32 bytes. */
export const toJoin =
  (
    who: { readonly drawNumber: number; readonly holder: Uint8Array },
    written: Written & { readonly isReady: boolean },
  ): Deed<'already_participating' | 'room_has_started' | 'room_locked' | 'room_full' | 'removed_from_room'> =>
  (draft) => {
    const joined = join(draft.state(), draft.find(who.drawNumber), written, draft.capacity);
    return joined.ok ? accept(draft.put({ ...joined.value, ...who, id: draft.nextId(), votes: null })) : joined;
  };

export const toChange =
  (drawNumber: number, patch: SelfPatch): Deed<'not_in_room' | 'removed_from_room' | 'room_has_started'> =>
  (draft) => {
    const changed = changeSelf(draft.state(), draft.find(drawNumber), patch);
    return changed.ok ? accept(draft.put(changed.value)) : changed;
  };

/** `handle`: under what the ballot is found again. */
export const toVote =
  (
    drawNumber: number,
    handle: string,
    choices: readonly number[],
  ): Deed<'not_in_room' | 'removed_from_room' | 'not_voting' | 'not_on_ballot' | 'too_many_choices'> =>
  (draft) => {
    // Nobody writes or shows texts in the same commit: while a vote is open, people only vote.
    const voted = checkVote(draft.state(), draft.find(drawNumber), choices, (id) => isTextOnBallot(draft.room, id));
    if (!voted.ok) return voted;
    draft.cast(
      handle,
      choices.toSorted((one, other) => one - other),
    );
    return accept(draft.put(voted.value));
  };
