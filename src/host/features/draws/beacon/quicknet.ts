/**
 * The public beacon of the draws: the drand network "quicknet", a round every three seconds.
 * Constants and formulas as https://docs.drand.love publishes them; none of it is asked from a relay.
 */

/** Names the network. It is the hash of the numbers below, so none of them can be changed alone (see the tests). */
export const CHAIN_HASH = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971';

/** Scheme `bls-unchained-g1-rfc9380`: a point of G2, compressed. */
export const PUBLIC_KEY =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a';

export const PERIOD_MS = 3_000;

/** The moment of round 1, ms since 1970. */
export const GENESIS_MS = 1_692_803_367_000;

/** The last round that is due at a moment (ms since 1970); 0 before the first. */
export const roundAt = (ms: number): number => Math.max(0, Math.floor((ms - GENESIS_MS) / PERIOD_MS) + 1);

/** When a round (from 1) is due, ms since 1970. Nobody knows its randomness before. */
export const timeOf = (round: number): number => GENESIS_MS + (round - 1) * PERIOD_MS;
