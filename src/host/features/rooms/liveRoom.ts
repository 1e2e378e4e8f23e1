import { firstOf, rankTexts, type Ranked } from '../../../core/rooms/count.ts';
import type { Person, Room } from '../../../core/rooms/room.ts';
import type { GatheringRecord, PersonRecord } from './store.ts';

/** An acquired room as it is kept at hand: what the store has, and what is counted of it. Changed after commits alone. */
export interface LiveRoom {
  gathering: GatheringRecord;
  isShown: boolean;
  /** By their ids, in the order of joining. */
  readonly people: Map<number, PersonRecord>;
  /** Ids by lucky numbers. */
  readonly ids: Map<number, number>;
  /** What the ballots name, by their handles; empty unless a vote is open. */
  readonly ballots: Map<string, readonly number[]>;
  ballotKey: Uint8Array | null;
  /** Those present, those of them who are ready, texts that wait for the host, and that are shown. */
  readonly counts: { present: number; ready: number; held: number; onBallot: number };
  /** Once the vote is closed. */
  ranking: readonly Ranked[];
  /** People who voted, once the vote is closed. */
  voters: number;
  /** Rise with what they count. */
  moderated: number;
  peopleRevision: number;
  /** When the host was last heard of, ms since 1970. */
  seenAt: number;
  cancelClose: () => void;
}

const isOnBallot = (person: Person | undefined): boolean =>
  person !== undefined && !person.isRemoved && person.state === 'shown';

/** `now`: what begins to rise begins here, so that what a screen saw before a restart is never taken for what it sees after. */
export const newLiveRoom = (gathering: GatheringRecord, now: number): LiveRoom => ({
  gathering,
  isShown: false,
  people: new Map(),
  ids: new Map(),
  ballots: new Map(),
  ballotKey: null,
  counts: { present: 0, ready: 0, held: 0, onBallot: 0 },
  ranking: [],
  voters: 0,
  moderated: now,
  peopleRevision: now,
  seenAt: now,
  cancelClose: () => undefined,
});

/** As the rules see it. */
export const roomState = ({ gathering, counts, people }: LiveRoom): Room => ({
  phase: gathering.phase,
  title: gathering.title,
  isLocked: gathering.isLocked,
  holdsTexts: gathering.holdsTexts,
  choices: gathering.choices,
  voteMs: gathering.voteMs,
  tallies: gathering.tallies,
  people: counts.present,
  joined: people.size,
  onBallot: counts.onBallot,
});

const count = ({ counts }: LiveRoom, person: PersonRecord | undefined, by: 1 | -1): void => {
  if (!person || person.isRemoved) return;
  counts.present += by;
  if (person.isReady) counts.ready += by;
  if (person.state === 'held') counts.held += by;
  if (isOnBallot(person)) counts.onBallot += by;
};

/** Somebody new, or as they are now. */
export const setPerson = (room: LiveRoom, person: PersonRecord): void => {
  count(room, room.people.get(person.id), -1);
  count(room, person, 1);
  room.people.set(person.id, person);
  room.ids.set(person.drawNumber, person.id);
  room.peopleRevision += 1;
};

export const personOf = (room: LiveRoom, drawNumber: number): PersonRecord | null =>
  room.people.get(room.ids.get(drawNumber) ?? 0) ?? null;

export const isTextOnBallot = (room: LiveRoom, textId: number): boolean => isOnBallot(room.people.get(textId));

/** Ids of the texts on the ballot, in order; so many at most. */
export const ballotOf = (room: LiveRoom, most = Number.POSITIVE_INFINITY): number[] => {
  const ids: number[] = [];
  for (const person of room.people.values()) {
    if (ids.length >= most) break;
    if (isOnBallot(person)) ids.push(person.id);
  }
  return ids;
};

/** The running count: of the texts on the ballot, the best first. */
export const countBallots = (room: LiveRoom): Ranked[] => {
  const votes = new Map<number, number>();
  for (const choices of room.ballots.values())
    for (const choice of choices) votes.set(choice, (votes.get(choice) ?? 0) + 1);
  return rankTexts(ballotOf(room), (textId) => votes.get(textId) ?? 0);
};

/** The result of a closed vote, from the votes that were written down. */
export const rankStored = (people: Iterable<PersonRecord>): Ranked[] => {
  const votes = new Map<number, number>();
  for (const person of people) if (person.votes !== null) votes.set(person.id, person.votes);
  return rankTexts([...votes.keys()], (textId) => votes.get(textId) ?? 0);
};

/** The vote is closed, with this result. */
export const setResult = (room: LiveRoom, ranking: readonly Ranked[]): void => {
  room.ranking = ranking;
  for (const { textId, votes } of ranking) {
    const person = room.people.get(textId);
    if (person) room.people.set(textId, { ...person, votes });
  }
  room.voters = 0;
  for (const { hasVoted } of room.people.values()) if (hasVoted) room.voters += 1;
  room.ballots.clear();
  room.ballotKey = null;
};

/** The text that has won; null while a tie is not decided, and where nobody voted. */
export const winnerOf = (gathering: GatheringRecord, ranking: readonly Ranked[]): number | null => {
  if (gathering.tieWinner !== null) return gathering.tieWinner;
  const [first, ...others] = firstOf(ranking);
  return first !== undefined && others.length === 0 ? first : null;
};

/** Those who stand for the winners of a vote: whoever wrote the text that has won, or all who share the first place. */
export const winnersOf = (gathering: GatheringRecord, ranking: readonly Ranked[]): readonly number[] => {
  const winner = winnerOf(gathering, ranking);
  return winner === null ? firstOf(ranking) : [winner];
};
