/**
 * Rooms, and their uses by one host each. A room's id is its join code. `gathering` is the use that goes on; null: the
 * room is free. Ballots are there while a vote is open; nothing in them leads to a person (decision 0012), and their
 * order is that of their random handles. A person's `voted` says that they did, `votes` how many their text got.
 */
export const roomsTables = `
CREATE TABLE rooms (
  id TEXT PRIMARY KEY,
  gathering INTEGER UNIQUE REFERENCES gatherings (number),
  released_at INTEGER NOT NULL DEFAULT 0,
  shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
  CHECK (shown = 0 OR gathering IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX room_shown ON rooms (shown) WHERE shown = 1;
CREATE INDEX rooms_free ON rooms (released_at) WHERE gathering IS NULL;

CREATE TABLE gatherings (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  room_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  join_round INTEGER NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('gathering', 'voting', 'result')),
  title TEXT NOT NULL,
  locked INTEGER NOT NULL,
  holds_texts INTEGER NOT NULL,
  choices INTEGER NOT NULL CHECK (choices > 0),
  vote_ms INTEGER NOT NULL,
  tallies TEXT NOT NULL CHECK (tallies IN ('numbers', 'bars', 'hidden')),
  host_hash BLOB NOT NULL,
  seal TEXT NOT NULL,
  acquired_at INTEGER NOT NULL,
  started_at INTEGER,
  closes_at INTEGER,
  closed_at INTEGER,
  released_at INTEGER,
  released_by TEXT CHECK (released_by IN ('host', 'host_vanished', 'participants_reset')),
  tie_draw TEXT,
  tie_winner INTEGER,
  CHECK ((phase = 'gathering') = (started_at IS NULL)),
  CHECK ((phase = 'result') = (closed_at IS NOT NULL)),
  CHECK ((released_at IS NULL) = (released_by IS NULL))
) STRICT;
CREATE INDEX gatherings_of_event ON gatherings (event_id, number) WHERE released_at IS NOT NULL;

CREATE TABLE room_people (
  gathering INTEGER NOT NULL REFERENCES gatherings (number),
  id INTEGER NOT NULL CHECK (id > 0),
  draw_number INTEGER NOT NULL,
  holder BLOB NOT NULL,
  name TEXT,
  text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'shown', 'hidden')),
  ready INTEGER NOT NULL,
  voted INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  votes INTEGER,
  PRIMARY KEY (gathering, id),
  UNIQUE (gathering, draw_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE room_ballots (
  gathering INTEGER NOT NULL REFERENCES gatherings (number),
  handle BLOB NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (gathering, handle)
) STRICT, WITHOUT ROWID;
`;
