/** Characters of an organiser's password. */
export const PASSWORD_LENGTH = { min: 8, max: 256 } as const;

/** Characters of the password that all who work at the prize table share. */
export const STAFF_PASSWORD_LENGTH = { min: 6, max: 64 } as const;
