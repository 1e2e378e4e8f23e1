/**
 * Games, their lotteries, players and dead letters. `players` is written once for each stake and never again, in the order
 * of its key; who has won stands in the draw. `once` is the player where the game takes each once only: others need no index. A stake's message id is kept with its place, so that a repetition finds it.
 */
export const lotteriesTables = `
CREATE TABLE games (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  players INTEGER NOT NULL CHECK (players > 0),
  winners INTEGER NOT NULL CHECK (winners BETWEEN 1 AND players),
  win_sum INTEGER NOT NULL CHECK (win_sum > 0),
  distinct_players INTEGER NOT NULL,
  beacon INTEGER NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0,
  salt TEXT NOT NULL,
  seal TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  opened INTEGER NOT NULL DEFAULT 0,
  started INTEGER NOT NULL DEFAULT 0,
  finished INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE lotteries (
  key INTEGER PRIMARY KEY,
  game INTEGER NOT NULL REFERENCES games (number),
  seq INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('in_waiting', 'started', 'finished', 'cancelled')),
  gathered INTEGER NOT NULL DEFAULT 0,
  opened_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  draw_id TEXT,
  reason TEXT,
  award_sum INTEGER,
  award_status TEXT CHECK (award_status IN ('played_out')),
  UNIQUE (game, seq),
  CHECK ((status = 'finished') = (award_sum IS NOT NULL) AND (award_sum IS NULL) = (award_status IS NULL)),
  CHECK (status <> 'finished' OR draw_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX lottery_in_waiting ON lotteries (game) WHERE status = 'in_waiting';
CREATE INDEX lotteries_to_draw ON lotteries (game, seq) WHERE status = 'started';

CREATE TABLE lottery_players (
  lottery INTEGER NOT NULL REFERENCES lotteries (key),
  draw_number INTEGER NOT NULL CHECK (draw_number > 0),
  player_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  at INTEGER NOT NULL,
  message_id TEXT,
  once TEXT,
  PRIMARY KEY (lottery, draw_number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX players_once ON lottery_players (lottery, once) WHERE once IS NOT NULL;
CREATE UNIQUE INDEX stakes_by_message ON lottery_players (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE dead_letters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL UNIQUE,
  reason TEXT NOT NULL,
  body BLOB NOT NULL CHECK (length(body) <= 16384),
  bytes INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`;
