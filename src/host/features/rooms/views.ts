import { ROOM_LIMITS as LIMITS } from '../../../contract/rooms/limits.ts';
import type {
  BallotText,
  HostFigures,
  HostPerson,
  PublicRoom,
  RoomFigures,
  RoomPerson,
  RoomResult,
} from '../../../contract/rooms/views.ts';
import type { RouteData } from '../../../contract/routes.ts';
import { firstOf, shareOf, type Ranked } from '../../../core/rooms/count.ts';
import { shownPhase } from '../../../core/rooms/room.ts';
import { iso, isoOrNull } from '../../platform/http/routeCall.ts';
import { groupsOf } from './groups.ts';
import { ballotOf, countBallots, rankStored, roomState, winnerOf, type LiveRoom } from './liveRoom.ts';
import type { ArchivedGathering, GatheringRecord, PersonRecord } from './store.ts';

/** Texts on the first place that a view names. */
const MOST_FIRST = 100;

/** Somebody as all may see them: a text, and the name with it, only when it is shown. */
export const roomPerson = (person: PersonRecord): RoomPerson => {
  const isShown = person.state === 'shown';
  const name = isShown ? person.name : null;
  return {
    id: person.id,
    name,
    draw_number: name === null ? person.drawNumber : null,
    text: isShown ? person.text : null,
    ready: person.isReady,
  };
};

/** The newest of those present, in the order of joining. */
const newest = (room: LiveRoom, most: number): PersonRecord[] => {
  const people: PersonRecord[] = [];
  // Ids are given from 1 without gaps.
  for (let id = room.people.size; id > 0 && people.length < most; id -= 1) {
    const person = room.people.get(id);
    if (person && !person.isRemoved) people.unshift(person);
  }
  return people;
};

const textOf = (people: ReadonlyMap<number, PersonRecord>, textId: number): BallotText => {
  const person = people.get(textId);
  return { text_id: textId, text: person?.text ?? '', name: person?.name ?? null };
};
export const ballotText = (room: LiveRoom, textId: number): BallotText => textOf(room.people, textId);

export const resultOf = (room: LiveRoom): RoomResult | null => {
  const { gathering, ranking } = room;
  if (gathering.phase !== 'result') return null;
  return {
    ballots: room.voters,
    texts: ranking
      .slice(0, LIMITS.shownTexts)
      .map(({ textId, votes, rank }) => ({ ...ballotText(room, textId), votes, rank })),
    first: firstOf(ranking).slice(0, MOST_FIRST),
    winner: winnerOf(gathering, ranking),
    tie_draw: gathering.tieDraw,
  };
};

/** What of a running vote may be seen: never more than the host allows. */
const barsOf = (room: LiveRoom): RoomFigures['bars'] => {
  const { phase, tallies } = room.gathering;
  if (phase !== 'voting' || tallies === 'hidden') return [];
  const top = countBallots(room).slice(0, LIMITS.shownBars);
  const most = top[0]?.votes ?? 0;
  return top
    .filter(({ votes }) => votes > 0)
    .map(({ textId, votes }) => ({
      text_id: textId,
      share: tallies === 'numbers' ? votes / most : shareOf(votes, most),
      votes: tallies === 'numbers' ? votes : null,
    }));
};

const votedIn = (room: LiveRoom): number => (room.gathering.phase === 'result' ? room.voters : room.ballots.size);

export const roomFigures = (room: LiveRoom): RoomFigures => {
  const { present, ready } = room.counts;
  const most = present <= LIMITS.shownPeople ? LIMITS.shownPeople : LIMITS.fewPeople;
  return {
    participants: present,
    ready,
    voted: votedIn(room),
    people: newest(room, most).map(roomPerson),
    bars: barsOf(room),
    moderated: room.moderated,
  };
};

export const publicRoom = (room: LiveRoom, numberWidth: number): PublicRoom => {
  const { gathering, counts } = room;
  const isVote = gathering.phase === 'voting';
  return {
    room_id: gathering.roomId,
    phase: shownPhase(roomState(room)),
    gathering: gathering.id,
    number_width: numberWidth,
    title: gathering.title,
    locked: gathering.isLocked,
    holds_texts: gathering.holdsTexts,
    choices: gathering.choices,
    closes_at: isVote ? gathering.closesAt : null,
    ballot: isVote ? ballotOf(room, LIMITS.shownTexts).map((id) => ballotText(room, id)) : [],
    ballot_count: isVote ? counts.onBallot : room.ranking.length,
    result: resultOf(room),
    seal: gathering.seal,
  };
};

/** A room without a host, or none at all. */
export const freeRoom = (roomId: string, numberWidth: number): PublicRoom => ({
  room_id: roomId,
  phase: 'free',
  gathering: null,
  number_width: numberWidth,
  title: '',
  locked: false,
  holds_texts: false,
  choices: 1,
  closes_at: null,
  ballot: [],
  ballot_count: 0,
  result: null,
  seal: null,
});
export const NO_FIGURES: RoomFigures = { participants: 0, ready: 0, voted: 0, people: [], bars: [], moderated: 0 };

/** Whether somebody has voted is told when it cannot be held against the growing bars any more. */
export const hostPerson = (room: LiveRoom, person: PersonRecord): HostPerson => ({
  id: person.id,
  name: person.name,
  draw_number: person.drawNumber,
  text: person.text,
  state: person.state,
  ready: person.isReady,
  voted: room.gathering.phase === 'result' ? person.hasVoted : null,
});

/** The texts that wait for the host, the oldest first. */
const heldPeople = (room: LiveRoom): PersonRecord[] => {
  const held: PersonRecord[] = [];
  if (room.counts.held === 0) return held;
  for (const person of room.people.values()) {
    if (held.length >= LIMITS.shownHeld) break;
    if (person.state === 'held' && !person.isRemoved) held.push(person);
  }
  return held;
};

export const hostFigures = (room: LiveRoom): HostFigures => ({
  ...roomFigures(room),
  held: room.counts.held,
  held_people: heldPeople(room).map((person) => hostPerson(room, person)),
  people_revision: room.peopleRevision,
  groups: groupsOf({ gathering: room.gathering, people: [...room.people.values()] }),
});

/** `choices`: the own vote, to its owner alone. */
export const selfData = (person: PersonRecord, choices: readonly number[]): RouteData<'roomSelf'> => ({
  person_id: person.id,
  draw_number: person.drawNumber,
  name: person.name,
  text: person.text,
  state: person.state,
  ready: person.isReady,
  voted: person.hasVoted,
  choices: [...choices],
});

const settingsOf = (gathering: GatheringRecord) => ({
  title: gathering.title,
  locked: gathering.isLocked,
  holds_texts: gathering.holdsTexts,
  choices: gathering.choices,
  vote_ms: gathering.voteMs,
  tallies: gathering.tallies,
});

/** `gathering`: as it is after a change, where that is not told of the room yet. */
export const roomItem = (
  room: LiveRoom,
  freesAt: number | null,
  gathering: GatheringRecord = room.gathering,
): RouteData<'startVoting'> => ({
  room_id: gathering.roomId,
  gathering: gathering.id,
  phase: shownPhase({ phase: gathering.phase, joined: room.people.size }),
  ...settingsOf(gathering),
  participants: room.counts.present,
  ready: room.counts.ready,
  voted: votedIn(room),
  shown: room.isShown,
  acquired_at: iso(gathering.acquiredAt),
  frees_at: isoOrNull(freesAt),
  groups: groupsOf({ gathering, people: [...room.people.values()] }),
});

export const rankedData = (text: BallotText, ranked: Ranked | null) => ({
  ...text,
  votes: ranked?.votes ?? null,
  rank: ranked?.rank ?? null,
});

export const archivedData = (archived: ArchivedGathering): RouteData<'roomArchive'>['gatherings'][number] => {
  const { gathering, people, number } = archived;
  const byId = new Map(people.map((person) => [person.id, person]));
  const ranking = rankStored(people);
  const isCounted = gathering.phase === 'result';
  const shown = people.filter(({ state, isRemoved }) => state === 'shown' && !isRemoved);
  return {
    number,
    gathering: gathering.id,
    room_id: gathering.roomId,
    title: gathering.title,
    acquired_at: iso(gathering.acquiredAt),
    started_at: isoOrNull(gathering.startedAt),
    closed_at: isoOrNull(gathering.closedAt),
    released_at: iso(archived.releasedAt),
    released_by: archived.releasedBy,
    participants: people.filter(({ isRemoved }) => !isRemoved).length,
    voted: people.filter(({ hasVoted }) => hasVoted).length,
    texts: isCounted
      ? ranking.map((ranked) => rankedData(textOf(byId, ranked.textId), ranked))
      : shown.map(({ id }) => rankedData(textOf(byId, id), null)),
    tie_draw: gathering.tieDraw,
    groups: groupsOf({ gathering, people }),
  };
};
