/** The rows of the rooms' tables, and the records that the port makes of them. */
import type { Phase, RoomSettings, TextState } from '../../../core/rooms/room.ts';
import type { GatheringRecord, PersonRecord, ReleasedBy } from './store.ts';

export interface GatheringRow {
  number: number;
  id: string;
  room_id: string;
  event_id: string;
  join_round: number;
  phase: Phase;
  title: string;
  locked: number;
  holds_texts: number;
  choices: number;
  vote_ms: number;
  tallies: RoomSettings['tallies'];
  host_hash: Buffer;
  seal: string;
  acquired_at: number;
  started_at: number | null;
  closes_at: number | null;
  closed_at: number | null;
  released_at: number | null;
  released_by: ReleasedBy | null;
  tie_draw: string | null;
  tie_winner: number | null;
}

export interface PersonRow {
  id: number;
  draw_number: number;
  holder: Buffer;
  name: string | null;
  text: string;
  state: TextState;
  ready: number;
  voted: number;
  removed: number;
  votes: number | null;
}

export const toGathering = (row: GatheringRow): GatheringRecord => ({
  id: row.id,
  roomId: row.room_id,
  eventId: row.event_id,
  joinRound: row.join_round,
  phase: row.phase,
  title: row.title,
  isLocked: row.locked === 1,
  holdsTexts: row.holds_texts === 1,
  choices: row.choices,
  voteMs: row.vote_ms,
  tallies: row.tallies,
  hostHash: row.host_hash,
  seal: row.seal,
  acquiredAt: row.acquired_at,
  startedAt: row.started_at,
  closesAt: row.closes_at,
  closedAt: row.closed_at,
  tieDraw: row.tie_draw,
  tieWinner: row.tie_winner,
});

export const toPerson = (row: PersonRow): PersonRecord => ({
  id: row.id,
  drawNumber: row.draw_number,
  holder: row.holder,
  name: row.name,
  text: row.text,
  state: row.state,
  isReady: row.ready === 1,
  hasVoted: row.voted === 1,
  isRemoved: row.removed === 1,
  votes: row.votes,
});
