/**
 * Wins can be forfeited, and taken over by a reserve, who is hidden until the reels have stood for them. Draws have
 * reserves, and may be among the phones that are here.
 */
export const absentWinners = `
ALTER TABLE wins ADD COLUMN forfeited_at INTEGER;
ALTER TABLE wins ADD COLUMN forfeit_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE wins ADD COLUMN steps_in_for INTEGER;
ALTER TABLE wins ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN reserves INTEGER NOT NULL DEFAULT 2;
ALTER TABLE events ADD COLUMN here_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE prizes ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE events ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
`;
