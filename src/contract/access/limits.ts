/** Characters of an organiser's password. */
export const PASSWORD_LENGTH = { min: 8, max: 256 } as const;
