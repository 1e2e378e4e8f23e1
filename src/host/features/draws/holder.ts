import { hash } from 'node:crypto';

/**
 * Whose entry it is, from the session token: SHA-256 as `phoneHolder` of core has it (FAIRNESS section 3), 32 bytes. Node's
 * own hash, because this runs for every registration.
 */
export const holderOf = (sessionToken: string): Buffer => hash('sha256', `ld2:token:${sessionToken}`, 'buffer');

/** The same as the protocol before had it: by it a token is known that was given out before an update. */
export const earlierHolderOf = (sessionToken: string): Buffer => hash('sha256', `ld1:token:${sessionToken}`, 'buffer');
