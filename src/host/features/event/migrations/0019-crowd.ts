/**
 * Where each number came from (a hash of the address), and whether a phone has ever shown it over a live connection.
 * Those of before count as shown: nobody looked then.
 */
export const crowd = `
ALTER TABLE participants ADD COLUMN source INTEGER NOT NULL DEFAULT 0;
ALTER TABLE participants ADD COLUMN phone_seen INTEGER NOT NULL DEFAULT 1;
`;
