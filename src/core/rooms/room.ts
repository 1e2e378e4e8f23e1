/** The rules of rooms: who may join, what a vote needs, what the host may do. A free room has no state at all. */
import { accept, refuse, type Result } from '../result.ts';

/** `gathering`: people join. `voting`: nobody joins any more. `result`: the vote is closed for good. */
export type Phase = 'gathering' | 'voting' | 'result';

/** `held`: waits for the host. `hidden`: the host does not want it shown. */
export type TextState = 'held' | 'shown' | 'hidden';

export interface RoomSettings {
  readonly title: string;
  /** Nobody may join any more. */
  readonly isLocked: boolean;
  /** Texts are shown when the host has seen them. */
  readonly holdsTexts: boolean;
  /** How many texts one may vote for. */
  readonly choices: number;
  /** How long a vote is open, ms; 0: until the host closes it. */
  readonly voteMs: number;
  /** What of a running vote may be seen. */
  readonly tallies: 'numbers' | 'bars' | 'hidden';
}

export const NEW_ROOM: RoomSettings = {
  title: '',
  isLocked: false,
  holdsTexts: false,
  choices: 1,
  voteMs: 0,
  tallies: 'bars',
};

/** `people`: those in it now. `onBallot`: texts that are shown. `joined`: all who ever joined. */
export interface Room extends RoomSettings {
  readonly phase: Phase;
  readonly people: number;
  readonly joined: number;
  readonly onBallot: number;
}

/** `name`: null where they gave none. */
export interface Written {
  readonly name: string | null;
  readonly text: string;
}

export interface Person extends Written {
  readonly state: TextState;
  readonly isReady: boolean;
  readonly hasVoted: boolean;
  readonly isRemoved: boolean;
}

/** What somebody wants changed of themselves; what is left out stays. */
export interface SelfPatch extends Partial<Written> {
  readonly isReady?: boolean;
}

const started = () => refuse('room_has_started', 'The vote has begun: nothing of this can be changed any more.');
const removed = () => refuse('removed_from_room', 'The host has removed you from this room.');

/** `known`: who this person is in the room already. `capacity`: how many it takes. */
export const join = (
  room: Room,
  known: Person | null,
  written: Written & { readonly isReady: boolean },
  capacity: number,
): Result<Person, 'already_participating' | 'room_has_started' | 'room_locked' | 'room_full' | 'removed_from_room'> => {
  if (known?.isRemoved) return removed();
  if (known) return refuse('already_participating', 'You are in this room already.');
  if (room.phase !== 'gathering') {
    return refuse('room_has_started', 'The vote has begun: nobody can join any more.');
  }
  if (room.isLocked) return refuse('room_locked', 'The host has locked this room: nobody can join now.');
  if (room.people >= capacity) return refuse('room_full', 'This room is full.');
  const { name, text, isReady } = written;
  return accept({
    name,
    text,
    isReady,
    state: room.holdsTexts ? 'held' : 'shown',
    hasVoted: false,
    isRemoved: false,
  });
};

/** Somebody who joined, and was not removed. */
export const presentIn = <P extends Person>(known: P | null): Result<P, 'not_in_room' | 'removed_from_room'> => {
  if (!known) return refuse('not_in_room', 'You have not joined this room.');
  return known.isRemoved ? removed() : accept(known);
};

/** Something new that somebody wrote waits for the host again, where the host holds texts; what was hidden stays hidden. */
const stateAfter = (room: Room, { state }: Person, isRewritten: boolean): TextState =>
  isRewritten && state === 'shown' && room.holdsTexts ? 'held' : state;

export const changeSelf = <P extends Person>(
  room: Room,
  known: P | null,
  patch: SelfPatch,
): Result<P, 'not_in_room' | 'removed_from_room' | 'room_has_started'> => {
  const present = presentIn(known);
  if (!present.ok) return present;
  if (room.phase !== 'gathering') return started();
  const before = present.value;
  const { name = before.name, text = before.text, isReady = before.isReady } = patch;
  const isRewritten = name !== before.name || text !== before.text;
  return accept({ ...before, name, text, isReady, state: stateAfter(room, before, isRewritten) });
};

/** Answers the person as one who has voted. `isOnBallot`: whether a text is, by whose it is. */
export const checkVote = <P extends Person>(
  room: Room,
  known: P | null,
  choices: readonly number[],
  isOnBallot: (textId: number) => boolean,
): Result<P, 'not_in_room' | 'removed_from_room' | 'not_voting' | 'not_on_ballot' | 'too_many_choices'> => {
  const present = presentIn(known);
  if (!present.ok) return present;
  if (room.phase === 'gathering') return refuse('not_voting', 'The vote has not begun yet.');
  if (room.phase === 'result') return refuse('not_voting', 'The vote is closed.');
  if (choices.length > room.choices) {
    return refuse('too_many_choices', `You may choose up to ${room.choices}.`, { choices: room.choices });
  }
  const missing = choices.find((choice) => !isOnBallot(choice));
  return missing === undefined
    ? accept({ ...present.value, hasVoted: true })
    : refuse('not_on_ballot', 'One of these texts is not on the ballot (any more).', { text_id: missing });
};

export const start = (room: Room): Result<void, 'room_empty' | 'room_has_started'> => {
  if (room.phase !== 'gathering') return refuse('room_has_started', 'The vote has begun already.');
  if (room.people === 0) return refuse('room_empty', 'Nobody has joined yet.');
  return room.onBallot === 0
    ? refuse('room_empty', 'No text is shown yet: there is nothing to vote for.')
    : accept(undefined);
};

export const close = (room: Room): Result<void, 'not_voting'> =>
  room.phase === 'voting'
    ? accept(undefined)
    : refuse('not_voting', room.phase === 'gathering' ? 'The vote has not begun yet.' : 'The vote is closed already.');

/** What a vote is about is settled when it begins; the rest may change. */
export const changeSettings = (room: Room, patch: Partial<RoomSettings>): Result<RoomSettings, 'room_has_started'> => {
  if (room.phase !== 'gathering' && (patch.choices !== undefined || patch.voteMs !== undefined)) return started();
  if (room.phase === 'result') return started();
  const { title, isLocked, holdsTexts, choices, voteMs, tallies } = room;
  return accept({ title, isLocked, holdsTexts, choices, voteMs, tallies, ...patch });
};

const standing = () => refuse('room_has_started', 'The vote is closed: its result stands as it is.');
const nobody = () => refuse('person_not_found', 'There is nobody with this number in the room.');

/** Shows somebody's text, or hides it. */
export const moderate = <P extends Person>(
  room: Room,
  known: P | null,
  isShown: boolean,
): Result<P, 'person_not_found' | 'room_has_started'> => {
  if (!known || known.isRemoved) return nobody();
  if (room.phase === 'result') return standing();
  return accept({ ...known, state: isShown ? 'shown' : 'hidden' });
};

/** With the person goes their text; a ballot that they cast is secret, and stays. */
export const remove = <P extends Person>(
  room: Room,
  known: P | null,
): Result<P, 'person_not_found' | 'room_has_started'> => {
  if (!known || known.isRemoved) return nobody();
  if (room.phase === 'result') return standing();
  return accept({ ...known, state: 'hidden', isReady: false, isRemoved: true });
};

/** What everybody may see the room doing. */
export const shownPhase = ({ phase, joined }: Pick<Room, 'phase' | 'joined'>): Phase | 'acquired' =>
  phase === 'gathering' && joined === 0 ? 'acquired' : phase;
