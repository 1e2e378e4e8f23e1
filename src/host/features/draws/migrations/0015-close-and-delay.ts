/**
 * Protocol ld2: a draw is closed before it is decided, and a delay lies between. What was drawn by the protocol before keeps
 * its winners and reserves, without a proof: `provable` is 0, and its entries are forgotten. Nothing of it goes on: what was
 * announced is given up, what was decided is shown and off the stage, and every owner begins a new chain in a new epoch, with
 * a salt. What phones had committed to belongs to the old protocol too. (SQLite's randomness comes from the system's.)
 */
export const closeAndDelay = `
CREATE TABLE salts (
  owner_id TEXT PRIMARY KEY,
  salt TEXT NOT NULL CHECK (length(salt) = 32)
) STRICT, WITHOUT ROWID;
INSERT INTO salts (owner_id, salt)
  SELECT DISTINCT s.owner_id, coalesce((SELECT g.salt FROM games g WHERE g.id = s.owner_id), lower(hex(randomblob(16))))
  FROM seals s;

CREATE TABLE new_seals (
  owner_id TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  chain_secret BLOB NOT NULL,
  locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  next_draw INTEGER NOT NULL CHECK (next_draw BETWEEN 1 AND 1025),
  PRIMARY KEY (owner_id, epoch),
  CHECK (locked = 1 OR length(chain_secret) = 32)
) STRICT, WITHOUT ROWID;
INSERT INTO new_seals (owner_id, epoch, chain_secret, next_draw) SELECT owner_id, epoch, chain_secret, next_draw FROM seals;
INSERT INTO new_seals (owner_id, epoch, chain_secret, next_draw)
  SELECT owner_id, max(epoch) + 1, randomblob(32), 1 FROM seals GROUP BY owner_id;
DROP TABLE seals;
ALTER TABLE new_seals RENAME TO seals;
UPDATE games SET seal = '';

CREATE TABLE new_draws (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  draw INTEGER NOT NULL,
  provable INTEGER NOT NULL DEFAULT 1 CHECK (provable IN (0, 1)),
  entry_count INTEGER NOT NULL,
  announcement TEXT NOT NULL,
  announced_at INTEGER NOT NULL,
  window_ms INTEGER NOT NULL,
  closed_at INTEGER,
  room TEXT,
  entropy TEXT,
  decided_at INTEGER,
  delay TEXT,
  winners TEXT,
  reserves TEXT,
  revealed_at INTEGER,
  abandoned_at INTEGER,
  UNIQUE (owner_id, epoch, draw),
  CHECK ((closed_at IS NULL) = (entropy IS NULL) AND (closed_at IS NULL) = (room IS NULL)),
  CHECK ((decided_at IS NULL) = (winners IS NULL) AND (decided_at IS NULL) = (reserves IS NULL)),
  CHECK ((decided_at IS NULL) = (delay IS NULL) OR provable = 0),
  CHECK (closed_at IS NOT NULL OR decided_at IS NULL),
  CHECK (abandoned_at IS NULL OR closed_at IS NULL)
) STRICT;
INSERT INTO new_draws (id, owner_id, epoch, draw, provable, entry_count, announcement, announced_at, window_ms, closed_at,
    room, entropy, decided_at, winners, reserves, revealed_at, abandoned_at)
  SELECT id, owner_id, epoch, draw, 0, entry_count, announcement, announced_at, window_ms, decided_at,
    room, entropy, decided_at, winners, reserves,
    CASE WHEN decided_at IS NULL THEN NULL ELSE coalesce(revealed_at, decided_at) END,
    CASE WHEN decided_at IS NULL THEN coalesce(abandoned_at, announced_at) END
  FROM draws;
DROP TABLE draws;
ALTER TABLE new_draws RENAME TO draws;
DELETE FROM draw_entries;
UPDATE stage_draws SET dismissed_at = 0 WHERE dismissed_at IS NULL;

CREATE TABLE draw_contributions (
  draw_id TEXT NOT NULL,
  draw_number INTEGER NOT NULL,
  step INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (draw_id, draw_number)
) STRICT, WITHOUT ROWID;

UPDATE participants SET commitment = NULL, entropy_step = 0;
ALTER TABLE events ADD COLUMN delay_ms INTEGER NOT NULL DEFAULT 4000 CHECK (delay_ms BETWEEN 0 AND 30000);
`;
