/** The seal: a hash chain for each event (FAIRNESS section 1). */
import { hashAlong, isHex, type Hex } from './bytes.ts';
import { isInteger } from './shape.ts';

/** Draws that one chain serves; then a new epoch begins. */
export const chainLength = 1024;

const tag = 'ld2:chain:';

/**
 * `chain[index]`, index 0..1024, from the chain secret `chain[1024]`: 32 random bytes in hex.
 * Throws a RangeError for an index outside the chain, a TypeError for a secret that is not hex.
 */
export function chainLink(chainSecret: Hex, index: number): Hex {
  if (!isInteger(index, 0, chainLength)) throw new RangeError(`no link ${index} in a chain of ${chainLength}`);
  return hashAlong(tag, chainSecret, chainLength - index);
}

/** The public seal `chain[0]` of a chain secret. */
export function sealOf(chainSecret: Hex): Hex {
  return chainLink(chainSecret, 0);
}

/** Whether `reveal` is the link that `seal` promised for a draw (1..1024). Never throws. */
export function verifyReveal(seal: unknown, reveal: unknown, draw: unknown): boolean {
  return isHex(seal) && isHex(reveal) && isInteger(draw, 1, chainLength) && hashAlong(tag, reveal, draw) === seal;
}
