/** Bytes, hashes and their hex text: everything the protocol is made of. Hashes cross the files of this folder as hex. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** 32 bytes as 64 lower-case hexadecimal digits: a hash, a link of a chain, a beacon's randomness. */
export type Hex = string;

const hexDigits = /^[0-9a-f]*$/;

/** Whether a value of unknown origin is so many bytes in lower-case hex. */
export function isHexOf(bytes: number, value: unknown): value is string {
  return typeof value === 'string' && value.length === 2 * bytes && hexDigits.test(value);
}

/** Whether a value of unknown origin is 32 bytes in lower-case hex. */
export function isHex(value: unknown): value is Hex {
  return isHexOf(32, value);
}

/** The 32 bytes of a hex text. Throws a TypeError where it is not one: upper case and other lengths are refused too. */
export function fromHex(hex: Hex): Uint8Array {
  if (!isHex(hex)) throw new TypeError('expected 64 lower-case hexadecimal digits');
  return hexToBytes(hex);
}

/** The bytes of a hex text of any even length. Throws where it is not hex. */
export function bytesOf(hex: string): Uint8Array {
  return hexToBytes(hex);
}

/** `u64be(n)`: 8 bytes, big-endian. */
export function u64be(number: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, BigInt(number));
  return new Uint8Array(bytes.buffer);
}

export function toHex(bytes: Uint8Array): Hex {
  return bytesToHex(bytes);
}

export function utf8(text: string): Uint8Array {
  return utf8ToBytes(text);
}

/** The UTF-8 bytes of a text that is known to be ASCII, several times faster than `utf8`. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  return concatBytes(...parts);
}

/** SHA-256 (FIPS 180-4). */
export function hash(bytes: Uint8Array): Uint8Array {
  return sha256(bytes);
}

/**
 * SHA-256 of many messages that begin with the same prefix: writes `SHA256(prefix || message)` into the 32 bytes `into`, which may
 * be the message itself. Half the cost of `hash` for short messages, as no state is made anew.
 */
export function prefixedHash(prefix: Uint8Array): (message: Uint8Array, into: Uint8Array) => void {
  const begun = sha256.create().update(prefix);
  const state = sha256.create();
  return (message, into) => begun._cloneInto(state).update(message).digestInto(into);
}

/** `SHA256(tag || part || …)`: the tag keeps the uses of the hash apart. */
export function taggedHash(tag: string, ...parts: Uint8Array[]): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(tag), ...parts));
}

/** `HMAC-SHA256(key, tag || part || …)` (RFC 2104). */
export function taggedMac(key: Uint8Array, tag: string, ...parts: Uint8Array[]): Uint8Array {
  return hmac(sha256, key, concatBytes(utf8ToBytes(tag), ...parts));
}

/** Hashes a link of a chain `steps` times: `x = SHA256(tag || x)`. */
export function hashAlong(tag: string, link: Hex, steps: number): Hex {
  const hashLink = prefixedHash(utf8ToBytes(tag));
  const x = fromHex(link);
  for (let step = 0; step < steps; step++) hashLink(x, x);
  return bytesToHex(x);
}
