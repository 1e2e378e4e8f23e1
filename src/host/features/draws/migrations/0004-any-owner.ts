/**
 * Draws of any owner: of an event as until now, or of a game. A draw keeps its winners and reserves itself; whose they are
 * is its owner's knowledge. Runs after event and stage have taken what is theirs out of the old table. Entries that no draw
 * has were of one that was never announced.
 */
export const anyOwner = `
CREATE TABLE new_seals (
  owner_id TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  chain_secret BLOB NOT NULL CHECK (length(chain_secret) = 32),
  next_draw INTEGER NOT NULL CHECK (next_draw BETWEEN 1 AND 1025),
  PRIMARY KEY (owner_id, epoch)
) STRICT, WITHOUT ROWID;
INSERT INTO new_seals (owner_id, epoch, chain_secret, next_draw) SELECT event_id, epoch, tip, next_draw FROM seals;
DROP TABLE seals;
ALTER TABLE new_seals RENAME TO seals;

CREATE TABLE new_draw_entries (
  owner_id TEXT NOT NULL,
  draw_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  entries TEXT NOT NULL,
  PRIMARY KEY (draw_id, part)
) STRICT;
INSERT INTO new_draw_entries (owner_id, draw_id, part, entries)
  SELECT d.event_id, e.draw_id, e.part, e.entries FROM draw_entries e JOIN draws d ON d.id = e.draw_id;
DROP TABLE draw_entries;
ALTER TABLE new_draw_entries RENAME TO draw_entries;
CREATE INDEX draw_entries_by_owner ON draw_entries (owner_id, draw_id);

CREATE TABLE new_draws (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  draw INTEGER NOT NULL,
  entry_count INTEGER NOT NULL,
  announcement TEXT NOT NULL,
  announced_at INTEGER NOT NULL,
  window_ms INTEGER NOT NULL,
  decided_at INTEGER,
  room TEXT,
  entropy TEXT,
  winners TEXT,
  reserves TEXT,
  revealed_at INTEGER,
  abandoned_at INTEGER,
  UNIQUE (owner_id, epoch, draw),
  CHECK ((decided_at IS NULL) = (entropy IS NULL) AND (decided_at IS NULL) = (room IS NULL)),
  CHECK ((decided_at IS NULL) = (winners IS NULL) AND (decided_at IS NULL) = (reserves IS NULL))
) STRICT;
INSERT INTO new_draws (id, owner_id, epoch, draw, entry_count, announcement, announced_at, window_ms, decided_at, room,
    entropy, winners, reserves, revealed_at, abandoned_at)
  SELECT d.id, d.event_id, d.epoch, d.draw, d.entry_count, d.announcement, d.announced_at, d.window_ms, d.decided_at,
    d.room, d.entropy,
    CASE WHEN d.decided_at IS NULL THEN NULL ELSE
      (SELECT json_group_array(w.draw_number ORDER BY w.position) FROM wins w WHERE w.draw_id = d.id) END,
    CASE WHEN d.decided_at IS NULL THEN NULL ELSE
      (SELECT json_group_array(r.draw_number ORDER BY r.position) FROM reserves r WHERE r.draw_id = d.id) END,
    d.revealed_at, d.abandoned_at
  FROM draws d;
DROP TABLE reserves;
DROP TABLE draws;
ALTER TABLE new_draws RENAME TO draws;
`;
