/** Until now one chain for all events, of which there was one: its records become that event's, as they are. */
export const chainedByEvent = `
CREATE TABLE new_log (
  event_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  details TEXT NOT NULL,
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (event_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO new_log (event_id, seq, at, actor, action, details, previous, hash)
  SELECT event_id, seq, at, actor, action, details, previous, hash FROM log;
DROP TABLE log;
ALTER TABLE new_log RENAME TO log;
CREATE TRIGGER log_is_only_added_to BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER log_is_never_erased BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is never erased'); END;
`;
