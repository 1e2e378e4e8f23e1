import { fromHex, type Hex } from './bytes.ts';

/** Crockford's base32: no I, L, O, U, so that nothing is taken for 1, 0 or V. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The first 40 bits of a hash (an announcement's, a close's) as eight symbols, such as `7Q3K-W9TA`, to be read aloud in the
 * room and compared with the projector. It shows at a glance that two screens speak of the same announcement; 40 bits do not withstand somebody
 * who searches for a second announcement with the same ones, so software compares whole hashes.
 */
export function fingerprint(hash: Hex): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = fromHex(hash);
  const bits = (((a * 256 + b) * 256 + c) * 256 + d) * 256 + e;
  const symbols = Array.from(bits.toString(32).padStart(8, '0'), (digit) => alphabet[parseInt(digit, 32)]).join('');
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}
