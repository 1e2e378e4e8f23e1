/**
 * What befell draws besides being drawn, kept for everybody to read, also when the draws themselves are gone. Of numbers that
 * were erased before this table was there, nobody knows when.
 */
export const incidents = `
CREATE TABLE draw_incidents (
  owner_id TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  draw INTEGER NOT NULL CHECK (draw BETWEEN 0 AND 1024),
  what TEXT NOT NULL CHECK (what IN ('started', 'asked_again', 'abandoned', 'erased')),
  times INTEGER NOT NULL CHECK (times > 0),
  at INTEGER,
  PRIMARY KEY (owner_id, epoch, draw, what)
) STRICT, WITHOUT ROWID;
INSERT INTO draw_incidents (owner_id, epoch, draw, what, times, at)
  SELECT owner_id, epoch, draw, 'abandoned', 1, abandoned_at FROM draws WHERE abandoned_at IS NOT NULL;
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1024)
INSERT INTO draw_incidents (owner_id, epoch, draw, what, times, at)
  SELECT s.owner_id, s.epoch, n, 'erased', 1, NULL FROM seals s JOIN numbers ON n < s.next_draw
  WHERE NOT EXISTS (SELECT 1 FROM draws d WHERE d.owner_id = s.owner_id AND d.epoch = s.epoch AND d.draw = n);
`;
