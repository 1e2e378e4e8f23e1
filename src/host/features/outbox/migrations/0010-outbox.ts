/**
 * Events that must reach other systems, and how far each sink has come. AUTOINCREMENT: a position is never used again,
 * also when all rows before it are gone; and since what is undone takes its number with it, there are no gaps.
 */
export const outboxTables = `
CREATE TABLE outbox_events (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  at INTEGER NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE outbox_sinks (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  paused_because TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox_ahead (
  sink_id TEXT NOT NULL REFERENCES outbox_sinks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (sink_id, position)
) STRICT, WITHOUT ROWID;
`;
