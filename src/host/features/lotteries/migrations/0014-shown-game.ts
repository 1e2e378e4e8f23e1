/** Which game the projector shows, at most one, and whether it shows its winners' ids whole. */
export const shownGame = `
ALTER TABLE games ADD COLUMN shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1));
ALTER TABLE games ADD COLUMN whole_ids INTEGER NOT NULL DEFAULT 0 CHECK (whole_ids IN (0, 1));
CREATE UNIQUE INDEX game_shown ON games (shown) WHERE shown = 1;
`;
