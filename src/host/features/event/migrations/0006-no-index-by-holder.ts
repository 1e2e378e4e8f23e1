/** Participants are found by their holder in memory: see holders.sqlite.ts. */
export const noIndexByHolder = `
DROP INDEX participants_by_holder;
`;
