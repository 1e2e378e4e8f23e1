/** The version of the protocol that this folder speaks. */
export const version = 'ld2';
