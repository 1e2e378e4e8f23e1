/** Winners, and reserves, of one draw: every phone is sent all winners. */
export const MAX_WINNERS = 10_000;

/** Kinds of sources of a draw's entropy: the room, spoken words, the beacon. */
export const MAX_SOURCES = 3;

/** Why a winner is absent, in the organiser's words. Characters. */
export const MAX_ABSENT_REASON = 120;

/** Code points of what the audience called out (FAIRNESS section 5). */
export const MAX_SPOKEN = 64;
