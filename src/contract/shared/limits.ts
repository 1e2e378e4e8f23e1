/** Characters of a token: of a session, a participant, a one-time link. */
export const MAX_TOKEN = 256;

/** Characters of an `Idempotency-Key`; of those whom the host does not know, which must not meet by chance, at least 16. */
export const IDEMPOTENCY_KEY_LENGTH = { strangersMin: 16, max: 255 } as const;

/** Items of one page of a list. */
export const MAX_PAGE = 1_000;

/** Hashes of a path in a tree of entries, with room for more entries than there can be. */
export const MAX_PATH = 32;
