/** Characters of an organiser's password. */
export const PASSWORD_LENGTH = { min: 8, max: 256 } as const;

/** Digits of the one-time code with which a projector logs in. */
export const LOGIN_CODE_DIGITS = 6;

/** Characters of the password that all who work at the prize table share. */
export const STAFF_PASSWORD_LENGTH = { min: 6, max: 64 } as const;
/** Keys of other programs, and the characters of their names. */
export const MAX_INTEGRATOR_KEYS = 50;
export const KEY_NAME_LENGTH = 60;
