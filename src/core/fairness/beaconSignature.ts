/** Checks the beacon's signatures. To be loaded only when a beacon is used: the curve's code is large. */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import type { SignatureCheck } from './beacon.ts';
import { bytesOf, hash, u64be } from './bytes.ts';

/** Of the network, whose scheme is `bls-unchained-g1-rfc9380`: a point of G2, compressed. */
export const beaconPublicKey =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a';

const scheme = bls12_381.shortSignatures;
const publicKey = bytesOf(beaconPublicKey);
/** The ciphersuite's domain (RFC 9380, and the BLS signature draft, section 4.2). */
const domain = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

/** Whether the 48 bytes in hex are the network's signature of a round, which signs the hash of its number. Never throws. Takes some 20 ms. */
export const isSignatureOf: SignatureCheck = (round, signature) => {
  try {
    return scheme.verify(bytesOf(signature), scheme.hash(hash(u64be(round)), domain), publicKey);
  } catch {
    return false; // Not a point of the curve's group.
  }
};
