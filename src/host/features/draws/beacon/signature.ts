/** Checks the beacon's signatures. Loaded only when a beacon is used: the curve's code is large. */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import { hash } from '../../../../core/fairness/bytes.ts';
import { PUBLIC_KEY } from './quicknet.ts';

const scheme = bls12_381.shortSignatures;
const publicKey = hexToBytes(PUBLIC_KEY);
/** The ciphersuite's domain (RFC 9380, and the BLS signature draft, section 4.2). */
const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

/** What the network signs in a round: the hash of its number. */
const messageOf = (round: number): Uint8Array => {
  const number = new DataView(new ArrayBuffer(8));
  number.setBigUint64(0, BigInt(round));
  return hash(new Uint8Array(number.buffer));
};

/** Whether the 48 bytes are the network's signature of a round. Never throws. Takes some 20 ms. */
export const isSignatureOf = (round: number, signature: Uint8Array): boolean => {
  try {
    return scheme.verify(signature, scheme.hash(messageOf(round), DOMAIN), publicKey);
  } catch {
    return false; // Not a point of the curve's group.
  }
};
