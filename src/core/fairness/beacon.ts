/**
 * The public beacon: the drand network "quicknet", a round every three seconds (FAIRNESS sections 4 and 5). Constants and
 * formulas as https://docs.drand.love publishes them.
 */
import { bytesOf, hash, isHexOf, toHex, type Hex } from './bytes.ts';

export const beaconPeriodMs = 3_000;

/** The moment of round 1, ms since 1970. */
export const beaconGenesisMs = 1_692_803_367_000;

/** When a round (from 1) is due, ms since 1970. Nobody knows its randomness before. */
export function beaconDueAt(round: number): number {
  return beaconGenesisMs + (round - 1) * beaconPeriodMs;
}

/** Whether a value of unknown origin has the form of a round's signature: 48 bytes in hex. Never throws. */
export function isSignatureForm(value: unknown): value is string {
  return isHexOf(48, value);
}

/** The randomness of a round: the hash of its signature. */
export function beaconValue(signature: string): Hex {
  return toHex(hash(bytesOf(signature)));
}

/** Whether the 48 bytes in hex are the network's signature of a round: `beaconSignature.ts`, which not every verifier has. */
export type SignatureCheck = (round: number, signature: string) => boolean;
