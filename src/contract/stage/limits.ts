/** Winners, and reserves, of one draw. */
export const MAX_WINNERS = 100_000;

/** Why a winner is absent, in the organiser's words. Characters. */
export const MAX_ABSENT_REASON = 120;

/** Code points of what the audience called out (FAIRNESS section 5). */
export const MAX_SPOKEN = 64;
