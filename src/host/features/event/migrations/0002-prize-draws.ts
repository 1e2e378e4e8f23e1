/**
 * What a draw of the event was for moves from the draws to a table of the event's own, and the wins refer to that: the
 * draws of other capabilities have no prizes, and a table of draws that is made anew takes no winners with it.
 */
export const prizeDraws = `
CREATE TABLE prize_draws (
  draw_id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (id),
  prize_id TEXT REFERENCES prizes (id) ON DELETE SET NULL,
  prize_name TEXT NOT NULL,
  prize_rank INTEGER NOT NULL,
  prize_description TEXT NOT NULL,
  image_id TEXT REFERENCES images (id)
) STRICT, WITHOUT ROWID;
INSERT INTO prize_draws (draw_id, event_id, prize_id, prize_name, prize_rank, prize_description, image_id)
  SELECT id, event_id, prize_id, prize_name, prize_rank, prize_description, image_id FROM draws;
CREATE INDEX prize_draws_by_event ON prize_draws (event_id);
CREATE INDEX prize_draws_by_prize ON prize_draws (prize_id);

CREATE TABLE new_wins (
  draw_id TEXT NOT NULL REFERENCES prize_draws (draw_id) ON DELETE CASCADE,
  event_id TEXT NOT NULL REFERENCES events (id),
  join_round INTEGER NOT NULL,
  position INTEGER NOT NULL,
  draw_number INTEGER NOT NULL,
  claim_code TEXT NOT NULL,
  claimed_at INTEGER,
  PRIMARY KEY (draw_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO new_wins (draw_id, event_id, join_round, position, draw_number, claim_code, claimed_at)
  SELECT draw_id, event_id, join_round, position, draw_number, claim_code, claimed_at FROM wins;
DROP TABLE wins;
ALTER TABLE new_wins RENAME TO wins;
CREATE UNIQUE INDEX one_win_each ON wins (event_id, join_round, draw_number);
CREATE UNIQUE INDEX wins_by_code ON wins (event_id, claim_code);
`;
