import { Type, type Static } from 'typebox';
import { AscendingPage, EventParams, Id, PositiveInt } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Line, Moment, Nullable, OptionalLine } from '../shared/text.ts';
import { ROOM_LIMITS as LIMITS } from './limits.ts';

const RoomParams = Closed({ room_id: Id });
const PersonId = PositiveInt(1_000_000);
const PersonParams = Closed({ room_id: Id, person_id: Id });

const TextState = Type.Union([Type.Literal('held'), Type.Literal('shown'), Type.Literal('hidden')]);
const Tallies = Type.Union([Type.Literal('numbers'), Type.Literal('bars'), Type.Literal('hidden')]);
const Phase = Type.Union([
  Type.Literal('acquired'),
  Type.Literal('gathering'),
  Type.Literal('voting'),
  Type.Literal('result'),
]);

/** What one person needs to know of themselves. `choices`: their own vote, told to nobody else; empty: none yet. */
const Self = Closed({
  person_id: Count,
  draw_number: Count,
  name: Nullable(Type.String()),
  text: Type.String(),
  state: TextState,
  ready: Type.Boolean(),
  voted: Type.Boolean(),
  choices: Type.Array(Count, { maxItems: LIMITS.choices }),
});
export type RoomSelf = Static<typeof Self>;

const Text = Closed({
  text_id: Count,
  text: Type.String(),
  name: Nullable(Type.String()),
  votes: Nullable(Count),
  rank: Nullable(Count),
});

const Person = Closed({
  id: Count,
  name: Nullable(Type.String()),
  draw_number: Count,
  text: Type.String(),
  state: TextState,
  ready: Type.Boolean(),
  voted: Nullable(Type.Boolean()),
});

const Settings = {
  title: Type.String(),
  locked: Type.Boolean(),
  holds_texts: Type.Boolean(),
  choices: Count,
  vote_ms: Count,
  tallies: Tallies,
};

const Group = Closed({
  group: Type.String(),
  who: Type.Union([Type.Literal('participants'), Type.Literal('voters'), Type.Literal('winners')]),
  count: Count,
});

const Groups = Type.Array(Group, { maxItems: 3 });

/** A room that has a host. `groups`: among whom a stage draw may be made. `frees_at`: when it becomes free if the host stays away; null while the host is there. */
const Room = Closed({
  room_id: Type.String(),
  gathering: Type.String(),
  phase: Phase,
  ...Settings,
  participants: Count,
  ready: Count,
  voted: Count,
  shown: Type.Boolean(),
  acquired_at: Moment,
  frees_at: Nullable(Moment),
  groups: Groups,
});
export type RoomItem = Static<typeof Room>;

/** A use of a room that is over. `texts`: the best first. */
const Gathering = Closed({
  number: Count,
  gathering: Type.String(),
  room_id: Type.String(),
  title: Type.String(),
  acquired_at: Moment,
  started_at: Nullable(Moment),
  closed_at: Nullable(Moment),
  released_at: Moment,
  /** `host`, `host_vanished`, `participants_reset`. */
  released_by: Type.String(),
  participants: Count,
  voted: Count,
  texts: Type.Array(Text, { maxItems: LIMITS.people }),
  tie_draw: Nullable(Type.String()),
  groups: Groups,
});

/** Null: none. */
const PersonName = Nullable(Line(LIMITS.name));

export const roomsRoutes = defineRoutes({
  acquireRoom: {
    summary: 'Acquire a free room. No two hosts are ever given the same; the host token is shown this once',
    access: 'admin',
    changes: true,
    data: Closed({ room_id: Type.String(), host_token: Type.String() }),
    status: [200],
    refusals: ['no_free_room'],
  },
  roomAcquired: {
    summary: 'Whether a room has a host now',
    access: 'public',
    params: RoomParams,
    data: Closed({ acquired: Type.Boolean() }),
    status: [200],
    refusals: ['room_not_found'],
  },
  participate: {
    summary:
      'Join a room with a text. `ready` (true unless said otherwise): nothing more is to be written. `name`: shown with the text instead of the lucky number',
    access: 'attendee',
    params: RoomParams,
    body: Closed({
      text: Line(LIMITS.text),
      name: Type.Optional(PersonName),
      ready: Type.Optional(Type.Boolean()),
    }),
    data: Self,
    status: [200],
    refusals: [
      'room_not_found',
      'participant_not_found',
      'room_not_acquired',
      'already_participating',
      'room_has_started',
      'room_locked',
      'room_full',
      'removed_from_room',
    ],
  },
  roomSelf: {
    summary: 'What I wrote in a room, whether it is shown, and my own vote',
    access: 'attendee',
    params: RoomParams,
    data: Self,
    status: [200],
    refusals: ['room_not_found', 'room_not_acquired', 'participant_not_found', 'not_in_room', 'removed_from_room'],
  },
  changeRoomSelf: {
    summary: 'Change my text or my name before the vote, or say whether I am ready',
    access: 'attendee',
    params: RoomParams,
    body: Closed({
      text: Type.Optional(Line(LIMITS.text)),
      name: Type.Optional(PersonName),
      ready: Type.Optional(Type.Boolean()),
    }),
    data: Self,
    status: [200],
    refusals: [
      'room_not_found',
      'room_not_acquired',
      'participant_not_found',
      'not_in_room',
      'removed_from_room',
      'room_has_started',
    ],
  },
  vote: {
    summary: 'Vote for texts of the ballot; who votes again changes their vote, until the close',
    access: 'attendee',
    params: RoomParams,
    body: Closed({ choices: Type.Array(PersonId, { minItems: 1, maxItems: LIMITS.choices, uniqueItems: true }) }),
    // Not what for: the answer may be kept for a repetition, and nobody's choice is kept with anybody.
    data: Closed({ voted: Type.Boolean() }),
    status: [200],
    refusals: [
      'room_not_found',
      'room_not_acquired',
      'participant_not_found',
      'not_in_room',
      'removed_from_room',
      'not_voting',
      'not_on_ballot',
      'too_many_choices',
    ],
  },
  roomTexts: {
    summary:
      'The texts that are shown, in the order of the ballot, or the best first once the vote is closed. `after`: so many are left out',
    access: 'public',
    params: RoomParams,
    query: AscendingPage,
    data: Closed({ total_count: Count, texts: Type.Array(Text), next_after: Nullable(Count) }),
    status: [200],
    refusals: ['room_not_found', 'room_not_acquired'],
  },
  startVoting: {
    summary: 'Start the vote among the texts that are shown. All screens of the room go there by themselves',
    access: 'room-host',
    params: RoomParams,
    data: Room,
    status: [200],
    refusals: ['room_not_found', 'not_your_room', 'room_not_acquired', 'room_empty', 'room_has_started'],
  },
  closeVoting: {
    summary: 'Close the vote and show its result',
    access: 'room-host',
    params: RoomParams,
    data: Room,
    status: [200],
    refusals: ['room_not_found', 'not_your_room', 'room_not_acquired', 'not_voting'],
  },
  releaseRoom: {
    summary: 'Give the room back. Its contents are archived with the event',
    access: 'room-host',
    params: RoomParams,
    data: Closed({}),
    status: [200],
    refusals: ['room_not_found', 'not_your_room', 'room_not_acquired'],
  },
  changeRoom: {
    summary:
      'The settings of a room. How many may be chosen, and for how long, is settled when the vote starts; `locked`: nobody may join any more',
    access: 'room-host',
    params: RoomParams,
    body: Type.Object(
      {
        title: Type.Optional(OptionalLine(LIMITS.title)),
        locked: Type.Optional(Type.Boolean()),
        holds_texts: Type.Optional(Type.Boolean()),
        choices: Type.Optional(PositiveInt(LIMITS.choices)),
        vote_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.voteMs })),
        tallies: Type.Optional(Tallies),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    data: Room,
    status: [200],
    refusals: ['room_not_found', 'not_your_room', 'room_not_acquired', 'room_has_started'],
  },
  roomPeople: {
    summary: 'Everybody in a room with what they wrote, in the order of joining',
    access: 'room-host',
    params: RoomParams,
    query: AscendingPage,
    data: Closed({ total_count: Count, people: Type.Array(Person), next_after: Nullable(Count) }),
    status: [200],
    refusals: ['room_not_found', 'not_your_room', 'room_not_acquired'],
  },
  moderatePerson: {
    summary: "Show somebody's text and name, or hide them. A text that is hidden during the vote leaves the ballot",
    access: 'room-host',
    params: PersonParams,
    body: Closed({ shown: Type.Boolean() }),
    data: Person,
    status: [200],
    refusals: ['room_not_found', 'not_your_room', 'room_not_acquired', 'person_not_found', 'room_has_started'],
  },
  removePerson: {
    summary: 'Remove somebody from the room for good, with their text. A secret vote that was cast stands',
    access: 'room-host',
    params: PersonParams,
    data: Closed({}),
    status: [200],
    refusals: ['room_not_found', 'not_your_room', 'room_not_acquired', 'person_not_found', 'room_has_started'],
  },
  breakTie: {
    summary: 'Decide a tie on the first place by a fair draw among the texts that share it',
    access: 'room-host',
    params: RoomParams,
    data: Closed({ draw_id: Type.String(), winner: Count, text: Type.String() }),
    status: [201],
    refusals: ['room_not_found', 'not_your_room', 'room_not_acquired', 'no_result_yet', 'no_tie'],
  },
  rooms: {
    summary:
      'The rooms that have a host, in the order in which they were acquired, a page at a time. `after`: so many are left out',
    access: 'admin',
    query: AscendingPage,
    data: Closed({ total_count: Count, rooms: Type.Array(Room), next_after: Nullable(Count) }),
    status: [200],
    refusals: [],
  },
  renewHostToken: {
    summary: 'Another host token for a room whose host has lost it; the one before is worth nothing any more',
    access: 'admin',
    params: RoomParams,
    data: Closed({ room_id: Type.String(), host_token: Type.String() }),
    status: [200],
    refusals: ['room_not_found', 'room_not_acquired'],
  },
  showRoom: {
    summary: 'Show a room on the projector between draws, instead of any other, or no longer',
    access: 'admin',
    params: RoomParams,
    body: Closed({ shown: Type.Boolean() }),
    data: Room,
    status: [200],
    refusals: ['room_not_found', 'room_not_acquired'],
  },
  roomArchive: {
    summary: 'What was gathered in rooms of an event that are released, oldest first',
    access: 'admin',
    params: EventParams,
    query: Closed({
      after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
      limit: Type.Optional(PositiveInt(50)),
    }),
    data: Closed({ gatherings: Type.Array(Gathering), next_after: Nullable(Count) }),
    status: [200],
    refusals: ['event_not_found'],
  },
});
