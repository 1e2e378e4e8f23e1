/**
 * Reserves step in for absent winners, with reels of their own; a draw can come back on the stage for it, so that the
 * order in which draws came there is kept.
 */
export const stepIns = `
CREATE TABLE step_ins (
  draw_id TEXT NOT NULL REFERENCES stage_draws (draw_id) ON DELETE CASCADE,
  draw_number INTEGER NOT NULL,
  steps_in_for INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  spin_ms INTEGER NOT NULL CHECK (spin_ms >= 0),
  revealed_at INTEGER,
  PRIMARY KEY (draw_id, draw_number)
) STRICT, WITHOUT ROWID;
ALTER TABLE stage_draws ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
UPDATE stage_draws SET turn = coalesce((SELECT (d.epoch - 1) * 1024 + d.draw FROM draws d WHERE d.id = draw_id), 0);
`;
