/** What the projector speaks, whether it is silent, and which prize is next: the host's state, the same on every screen. */
export const projectorState = `
ALTER TABLE events ADD COLUMN projector_language TEXT;
ALTER TABLE events ADD COLUMN projector_muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN next_prize_id TEXT;
`;
