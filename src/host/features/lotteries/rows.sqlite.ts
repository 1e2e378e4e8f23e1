import { lotteryIdOf } from './lotteryId.ts';
import type { GameRecord } from './store.ts';

export interface GameRow {
  number: number;
  id: string;
  name: string;
  players: number;
  winners: number;
  win_sum: number;
  distinct_players: number;
  beacon: number;
  paused: number;
  salt: string;
  seal: string;
  shown: number;
  whole_ids: number;
  created_at: number;
  started: number;
  finished: number;
  cancelled: number;
  waiting_seq: number | null;
  gathered: number | null;
}

export const GAME_QUERY = `SELECT g.number, g.id, g.name, g.players, g.winners, g.win_sum, g.distinct_players, g.beacon,
  g.paused, g.salt, g.seal, g.shown, g.whole_ids, g.created_at, g.started, g.finished, g.cancelled, w.seq AS waiting_seq, w.gathered
  FROM games g LEFT JOIN lotteries w ON w.game = g.number AND w.status = 'in_waiting'`;

export const toGame = (row: GameRow): GameRecord => ({
  number: row.number,
  id: row.id,
  name: row.name,
  players: row.players,
  winners: row.winners,
  winSum: row.win_sum,
  distinctPlayers: row.distinct_players === 1,
  beacon: row.beacon === 1,
  isPaused: row.paused === 1,
  salt: row.salt,
  seal: row.seal,
  isShown: row.shown === 1,
  wholeIds: row.whole_ids === 1,
  createdAt: row.created_at,
  started: row.started,
  finished: row.finished,
  cancelled: row.cancelled,
  gathered: row.gathered ?? 0,
  waiting: row.waiting_seq === null ? null : lotteryIdOf(row.id, row.waiting_seq),
});
