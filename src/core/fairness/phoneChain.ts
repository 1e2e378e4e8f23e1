/** A phone's own hash chain, by which it commits to its contributions before it knows any draw (FAIRNESS section 2). */
import { hashAlong, isHex, type Hex } from './bytes.ts';
import { isInteger } from './shape.ts';

/** Draws that a phone can contribute to. */
export const phoneChainLength = 64;

const tag = 'ld2:phone:';

/**
 * `c[step]`, step 0..64, from the phone's chain secret `c[64]`: 32 random bytes in hex.
 * A phone reveals the steps 1, 2, 3, … in order, one for each draw, never one twice.
 * Throws a RangeError for a step outside the chain, a TypeError for a secret that is not hex.
 */
export function phoneLink(chainSecret: Hex, step: number): Hex {
  if (!isInteger(step, 0, phoneChainLength)) throw new RangeError(`no step ${step} in a chain of ${phoneChainLength}`);
  return hashAlong(tag, chainSecret, phoneChainLength - step);
}

/** What the phone sends when it registers: `c[0]`. */
export function commitmentOf(chainSecret: Hex): Hex {
  return phoneLink(chainSecret, 0);
}

/** Whether `value` is the step (1..64) of the chain behind a commitment. Never throws. */
export function verifyPhoneLink(commitment: unknown, step: unknown, value: unknown): boolean {
  return (
    isHex(commitment) &&
    isHex(value) &&
    isInteger(step, 1, phoneChainLength) &&
    hashAlong(tag, value, step) === commitment
  );
}
