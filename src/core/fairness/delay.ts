/**
 * The delay (FAIRNESS section 6): a chain of modular square roots, slow one after the other to compute and hundreds of times
 * faster to check. Lenstra and Wesolowski, "A random zoo: sloth, unicorn, and trx", IACR ePrint 2015/366.
 */
import { concat, fromHex, isHexOf, taggedMac, toHex, u64be, type Hex } from './bytes.ts';
import type { Sliced } from './slices.ts';

/** The most steps that an announcement may name. */
export const maxDelay = 1_000_000;

const bytesLong = 128;

/** The 1024-bit prime of RFC 2409 section 6.2, which is 3 modulo 4; Node's group `modp2`. */
export const delayPrime = BigInt(
  '0xffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd' +
    'ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed' +
    'ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff',
);

/** The exponent that makes a square root of a square. */
export const rootExponent = (delayPrime + 1n) / 4n;

/** Steps that are checked, or computed by BigInt, between two pauses: some 10 ms of a slow phone, or of any computer. */
const checkedPerSlice = 256;
const computedPerSlice = 4;

/** `x^((p+1)/4) mod p`, by the fastest way that there is: see `rootPower` for the one that is everywhere. */
export type RootPower = (x: bigint) => bigint;

/** A number of the delay as 256 hex digits. */
export function delayHex(x: bigint): string {
  return x.toString(16).padStart(2 * bytesLong, '0');
}

/** The number behind 256 hex digits of unknown origin; null unless it is one from 1 to p - 1. Never throws. */
export function readDelay(hex: unknown): bigint | null {
  if (!isHexOf(bytesLong, hex)) return null;
  const x = BigInt(`0x${hex}`);
  return x >= 1n && x < delayPrime ? x : null;
}

/** `x0`: where a draw's delay begins, out of the chain's link and the two hashes. */
export function delayInput(chainLink: Hex, announcementHash: Hex, entropyHash: Hex): bigint {
  const k = taggedMac(fromHex(chainLink), 'ld2:delay:', fromHex(announcementHash), fromHex(entropyHash));
  const blocks = [0, 1, 2, 3, 4].map((block) => taggedMac(k, 'ld2:field:', u64be(block)));
  const x = BigInt(`0x${toHex(concat(...blocks))}`) % delayPrime;
  return x === 0n ? 1n : x;
}

const isOdd = (x: bigint): boolean => (x & 1n) === 1n;
const swap = (x: bigint): bigint => (isOdd(x) ? x + 1n : x - 1n);

/** `x^((p+1)/4) mod p` by BigInt alone: some 2 ms. */
export const rootPower: RootPower = (x) => {
  let result = 1n;
  for (const bit of rootExponent.toString(2)) {
    result = (result * result) % delayPrime;
    if (bit === '1') result = (result * x) % delayPrime;
  }
  return result;
};

/** One step of the delay: `root(swap(x))`. */
export function delayStep(x: bigint, power: RootPower): bigint {
  const swapped = swap(x);
  const s = power(swapped);
  // Half of the numbers have no root; then their negative has one, which its oddness tells.
  const isRoot = (s * s) % delayPrime === swapped;
  return isOdd(s) === isRoot ? delayPrime - s : s;
}

/** Undoes a step: one squaring. */
export function undelayedStep(x: bigint): bigint {
  const v = (x * x) % delayPrime;
  return swap(isOdd(x) ? delayPrime - v : v);
}

/** Goes all the steps of a delay: seconds, on purpose. */
export function* delayed(x: bigint, steps: number, power: RootPower): Sliced<bigint> {
  let at = x;
  for (let step = 1; step <= steps; step++) {
    at = delayStep(at, power);
    if (step % computedPerSlice === 0) yield;
  }
  return at;
}

/** Goes back from `y` to what the delay began with. */
export function* undelayed(y: bigint, steps: number): Sliced<bigint> {
  let at = y;
  for (let step = 1; step <= steps; step++) {
    at = undelayedStep(at);
    if (step % checkedPerSlice === 0) yield;
  }
  return at;
}
