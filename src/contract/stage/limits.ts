/** Winners, and reserves, of one draw. */
export const MAX_WINNERS = 100_000;

/** Code points of what the audience called out (FAIRNESS section 5). */
export const MAX_SPOKEN = 64;
