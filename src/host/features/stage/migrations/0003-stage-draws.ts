/** What the projector does with a draw moves from the draws to a table of the stage's own. */
export const stageDraws = `
CREATE TABLE stage_draws (
  draw_id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL,
  spin_ms INTEGER NOT NULL CHECK (spin_ms >= 0),
  dismissed_at INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO stage_draws (draw_id, event_id, spin_ms, dismissed_at)
  SELECT id, event_id, spin_ms, dismissed_at FROM draws;
CREATE INDEX stage_draws_by_event ON stage_draws (event_id);
`;
