import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CHAIN_HASH,
  GENESIS_MS,
  PERIOD_MS,
  PUBLIC_KEY,
  roundAt,
  timeOf,
} from '../../../../../src/host/features/draws/beacon/quicknet.ts';
import { isSignatureOf } from '../../../../../src/host/features/draws/beacon/signature.ts';
import { OUTSIDE_THE_GROUP, RECORDED, ROUND_1000, ROUND_42 } from './recordedRounds.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('the numbers of the network', () => {
  it('are the ones that its chain hash stands for', () => {
    // period (4 bytes) || genesis (8 bytes), both in seconds || public key || group hash || name of the network
    const numbers = Buffer.alloc(12);
    numbers.writeUInt32BE(PERIOD_MS / 1000, 0);
    numbers.writeBigInt64BE(BigInt(GENESIS_MS / 1000), 4);
    const groupHash = bytes('f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e');
    const info = Buffer.concat([numbers, bytes(PUBLIC_KEY), groupHash, Buffer.from('quicknet')]);
    expect(createHash('sha256').update(info).digest('hex')).toBe(CHAIN_HASH);
  });

  it('give a round every three seconds, the first at the genesis', () => {
    expect(timeOf(1)).toBe(GENESIS_MS);
    expect(roundAt(GENESIS_MS - 1)).toBe(0);
    expect(roundAt(GENESIS_MS)).toBe(1);
    expect(roundAt(GENESIS_MS + 2_999)).toBe(1);
    expect(roundAt(GENESIS_MS + 3_000)).toBe(2);
    // As drand's own clients say: round 27946612 is due at midnight of 20 April 2026.
    expect(new Date(timeOf(27_946_612)).toISOString()).toBe('2026-04-20T00:00:00.000Z');
    expect(roundAt(timeOf(27_946_612) - 1)).toBe(27_946_611);
  });
});

describe('the signature of a round', () => {
  it.each(RECORDED)('holds for the recorded round $round, and for no other', ({ round, signature }) => {
    expect(isSignatureOf(round, bytes(signature))).toBe(true);
    expect(isSignatureOf(round + 1, bytes(signature))).toBe(false);
  });

  it('does not hold for a signature of another round', () => {
    expect(isSignatureOf(ROUND_1000.round, bytes(ROUND_42.signature))).toBe(false);
  });

  it('does not hold for a point outside the group, which would give another randomness', () => {
    expect(isSignatureOf(ROUND_1000.round, bytes(OUTSIDE_THE_GROUP))).toBe(false);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['zeros', new Uint8Array(48)],
    ['the point at infinity', Uint8Array.of(0xc0, ...new Uint8Array(47))],
    ['a byte too few', bytes(ROUND_1000.signature).subarray(1)],
    ['a byte too many', Uint8Array.of(...bytes(ROUND_1000.signature), 0)],
    ['96 bytes', new Uint8Array(96).fill(7)],
  ])('does not hold for %s', (_, signature) => {
    expect(isSignatureOf(ROUND_1000.round, signature)).toBe(false);
  });
});
