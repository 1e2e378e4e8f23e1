import type { Random } from '../../platform/random.ts';

/** Crockford's base32: no I, L, O or U, nothing to confuse when read aloud. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A claim code, 40 bits, e.g. `7K3M-Q9TD`. */
export const newClaimCode = (random: Random): string => {
  const letters = [...random.bytes(8)].map((byte) => CODE_ALPHABET[byte & 31]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
};

/** A claim code as people type it, brought to the form in which it is stored; confusable letters are read as meant. */
export const readClaimCode = (typed: string): string => {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};
