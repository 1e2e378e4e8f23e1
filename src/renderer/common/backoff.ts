/** When something that failed is tried again: soon, but never by all screens in the same instant. `random` answers 0 ≤ x < 1. */

/** Somewhere between `ms` and twice that. */
export const spreadOut = (ms: number, random: () => number): number => ms * (1 + random());

/**
 * Ms until the next try after so many failures in a row, from 1: `firstMs` after the first, then twice as long each time
 * up to `lastMs`, and spread out.
 */
export const backoff = (failures: number, firstMs: number, lastMs: number, random: () => number): number =>
  spreadOut(Math.min(lastMs, firstMs * 2 ** (failures - 1)), random);
