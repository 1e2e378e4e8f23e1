import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { beaconDueAt, beaconGenesisMs, beaconPeriodMs } from '../../../../../src/core/fairness/beacon.ts';
import { beaconPublicKey, isSignatureOf } from '../../../../../src/core/fairness/beaconSignature.ts';
import { CHAIN_HASH, roundAt } from '../../../../../src/host/features/draws/beacon/quicknet.ts';
import { OUTSIDE_THE_GROUP, RECORDED, ROUND_1000, ROUND_42 } from './recordedRounds.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('the numbers of the network', () => {
  it('are the ones that its chain hash stands for', () => {
    // period (4 bytes) || genesis (8 bytes), both in seconds || public key || group hash || name of the network
    const numbers = Buffer.alloc(12);
    numbers.writeUInt32BE(beaconPeriodMs / 1000, 0);
    numbers.writeBigInt64BE(BigInt(beaconGenesisMs / 1000), 4);
    const groupHash = bytes('f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e');
    const info = Buffer.concat([numbers, bytes(beaconPublicKey), groupHash, Buffer.from('quicknet')]);
    expect(createHash('sha256').update(info).digest('hex')).toBe(CHAIN_HASH);
  });

  it('give a round every three seconds, the first at the genesis', () => {
    expect(beaconDueAt(1)).toBe(beaconGenesisMs);
    expect(roundAt(beaconGenesisMs - 1)).toBe(0);
    expect(roundAt(beaconGenesisMs)).toBe(1);
    expect(roundAt(beaconGenesisMs + 2_999)).toBe(1);
    expect(roundAt(beaconGenesisMs + 3_000)).toBe(2);
    // As drand's own clients say: round 27946612 is due at midnight of 20 April 2026.
    expect(new Date(beaconDueAt(27_946_612)).toISOString()).toBe('2026-04-20T00:00:00.000Z');
    expect(roundAt(beaconDueAt(27_946_612) - 1)).toBe(27_946_611);
  });
});

describe('the signature of a round', () => {
  it.each(RECORDED)('holds for the recorded round $round, and for no other', ({ round, signature }) => {
    expect(isSignatureOf(round, signature)).toBe(true);
    expect(isSignatureOf(round + 1, signature)).toBe(false);
  });

  it('does not hold for a signature of another round', () => {
    expect(isSignatureOf(ROUND_1000.round, ROUND_42.signature)).toBe(false);
  });

  it('does not hold for a point outside the group, which would give another randomness', () => {
    expect(isSignatureOf(ROUND_1000.round, OUTSIDE_THE_GROUP)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['zeros', '00'.repeat(48)],
    ['the point at infinity', `c0${'00'.repeat(47)}`],
    ['a byte too few', ROUND_1000.signature.slice(2)],
    ['a byte too many', `${ROUND_1000.signature}00`],
    ['96 bytes', '07'.repeat(96)],
    ['no hex', 'x'.repeat(96)],
  ])('does not hold for %s', (_, signature) => {
    expect(isSignatureOf(ROUND_1000.round, signature)).toBe(false);
  });
});
