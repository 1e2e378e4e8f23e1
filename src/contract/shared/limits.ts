/** Characters of a token: of a session, a participant, a one-time link. */
export const MAX_TOKEN = 256;

/** Items of one page of a list. */
export const MAX_PAGE = 1_000;
