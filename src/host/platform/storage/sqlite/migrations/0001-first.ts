export const first = `
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  number_width INTEGER NOT NULL CHECK (number_width BETWEEN 1 AND 9),
  spin_ms INTEGER NOT NULL CHECK (spin_ms BETWEEN 0 AND 60000),
  capacity INTEGER NOT NULL CHECK (capacity > 0),
  registration_open INTEGER NOT NULL CHECK (registration_open IN (0, 1)),
  join_round INTEGER NOT NULL,
  wifi_ssid TEXT NOT NULL,
  wifi_password TEXT NOT NULL,
  entropy_window_ms INTEGER NOT NULL CHECK (entropy_window_ms BETWEEN 0 AND 30000),
  room_entropy INTEGER NOT NULL CHECK (room_entropy IN (0, 1)),
  spoken_entropy INTEGER NOT NULL CHECK (spoken_entropy IN (0, 1)),
  beacon_entropy INTEGER NOT NULL CHECK (beacon_entropy IN (0, 1)),
  participant_count INTEGER NOT NULL CHECK (participant_count >= 0),
  next_number INTEGER NOT NULL CHECK (next_number > 0),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_active_event ON events (active) WHERE active = 1;

CREATE TABLE seals (
  event_id TEXT NOT NULL REFERENCES events (id),
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  tip BLOB NOT NULL CHECK (length(tip) = 32),
  next_draw INTEGER NOT NULL CHECK (next_draw BETWEEN 1 AND 1025),
  PRIMARY KEY (event_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (
  event_id TEXT NOT NULL REFERENCES events (id),
  draw_number INTEGER NOT NULL CHECK (draw_number > 0),
  holder BLOB NOT NULL CHECK (length(holder) = 32),
  commitment BLOB CHECK (commitment IS NULL OR length(commitment) = 32),
  weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 1000000),
  entropy_step INTEGER NOT NULL DEFAULT 0 CHECK (entropy_step BETWEEN 0 AND 64),
  joined_after INTEGER NOT NULL CHECK (joined_after >= 0),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (event_id, draw_number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX participants_by_holder ON participants (event_id, holder);

CREATE TABLE images (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE prizes (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (id),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  rank INTEGER NOT NULL CHECK (rank > 0),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  winners_per_draw INTEGER NOT NULL CHECK (winners_per_draw > 0),
  position INTEGER NOT NULL,
  image_id TEXT REFERENCES images (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX prizes_by_event ON prizes (event_id, position);

CREATE TABLE draws (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (id),
  epoch INTEGER NOT NULL,
  draw INTEGER NOT NULL,
  prize_id TEXT REFERENCES prizes (id) ON DELETE SET NULL,
  prize_name TEXT NOT NULL,
  prize_rank INTEGER NOT NULL,
  prize_description TEXT NOT NULL,
  image_id TEXT REFERENCES images (id),
  entry_count INTEGER NOT NULL,
  announcement TEXT NOT NULL,
  announced_at INTEGER NOT NULL,
  window_ms INTEGER NOT NULL,
  decided_at INTEGER,
  spin_ms INTEGER NOT NULL,
  room TEXT,
  entropy TEXT,
  revealed_at INTEGER,
  dismissed_at INTEGER,
  abandoned_at INTEGER,
  UNIQUE (event_id, epoch, draw),
  CHECK ((decided_at IS NULL) = (entropy IS NULL) AND (decided_at IS NULL) = (room IS NULL))
) STRICT;

CREATE TABLE draw_entries (
  draw_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  entries TEXT NOT NULL,
  PRIMARY KEY (draw_id, part)
) STRICT;

CREATE TABLE wins (
  draw_id TEXT NOT NULL REFERENCES draws (id) ON DELETE CASCADE,
  event_id TEXT NOT NULL REFERENCES events (id),
  join_round INTEGER NOT NULL,
  position INTEGER NOT NULL,
  draw_number INTEGER NOT NULL,
  claim_code TEXT NOT NULL,
  claimed_at INTEGER,
  PRIMARY KEY (draw_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_win_each ON wins (event_id, join_round, draw_number);
CREATE UNIQUE INDEX wins_by_code ON wins (event_id, claim_code);

CREATE TABLE reserves (
  draw_id TEXT NOT NULL REFERENCES draws (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  draw_number INTEGER NOT NULL,
  PRIMARY KEY (draw_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  details TEXT NOT NULL,
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER log_is_only_added_to BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_is_never_erased BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is never erased'); END;

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  role TEXT NOT NULL,
  origin TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
  key BLOB PRIMARY KEY CHECK (length(key) = 32),
  fingerprint BLOB NOT NULL,
  answer BLOB NOT NULL,
  kept_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_age ON answers (kept_at);
`;
