import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, taggedMac } from '../../../src/core/fairness/bytes.ts';
import type { Entry } from '../../../src/core/fairness/entries.ts';
import { pick } from '../../../src/core/fairness/pick.ts';
import { finish } from '../../../src/core/fairness/slices.ts';
import { createStream, drawBlocks, uniform, type Stream } from '../../../src/core/fairness/stream.ts';

const hex32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

/** A stream of the given integers, then an error. */
function streamOf(...integers: bigint[]): Stream {
  const rest = [...integers];
  return () => {
    const next = rest.shift();
    if (next === undefined) throw new Error('the stream is at its end');
    return next;
  };
}

describe('the stream', () => {
  it('takes four big-endian integers out of each block', () => {
    fc.assert(
      fc.property(hex32, (r) => {
        const stream = createStream(r, drawBlocks);
        for (let j = 0; j < 3; j++) {
          const block = Buffer.from(taggedMac(fromHex(r), drawBlocks, concat(new Uint8Array(7), Uint8Array.of(j))));
          for (const place of [0, 8, 16, 24]) expect(stream()).toBe(block.readBigUInt64BE(place));
        }
      }),
    );
  });
});

describe('a uniform number', () => {
  it('rejects what lies at or above the greatest multiple of m, and takes the rest modulo m', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(uint64, { maxLength: 5 }), fc.bigInt({ min: 0n, max: 99n }), (n, xs, k) => {
        const m = Math.max(n, 1);
        const limit = (2n ** 64n / BigInt(m)) * BigInt(m);
        const last = k < limit ? k : 0n;
        const near = [limit + k, limit, limit - 1n].filter((x) => x < 2n ** 64n);
        const integers = [...xs, ...near, last];
        const taken = integers.find((x) => x < limit)!;
        expect(uniform(streamOf(...integers), m)).toBe(Number(taken % BigInt(m)));
      }),
    );
  });

  it('rejects exactly one integer for m = 3 and none for powers of two', () => {
    const highest = 2n ** 64n - 1n;
    expect(uniform(streamOf(highest, 5n), 3)).toBe(2);
    expect(uniform(streamOf(highest - 1n), 3)).toBe(2);
    for (const m of [1, 2, 1024, 2 ** 53]) expect(uniform(streamOf(highest), m)).toBe(m - 1);
  });

  it('throws for m outside 1..2^53', () => {
    for (const m of [0, -1, 1.5, NaN, 2 ** 53 + 2, Infinity])
      expect(() => uniform(streamOf(1n), m)).toThrow(RangeError);
  });
});

/** FAIRNESS section 7, word for word. */
function naivePick(entries: readonly Entry[], count: number, stream: Stream): number[] {
  const remaining = [...entries];
  return Array.from({ length: count }, () => {
    const t = uniform(
      stream,
      remaining.reduce((sum, [, weight]) => sum + weight, 0),
    );
    let running = 0;
    const taken = remaining.findIndex(([, weight]) => (running += weight) > t);
    return remaining.splice(taken, 1)[0]![0];
  });
}

describe('the picker', () => {
  const weights = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1_000_000 }));

  it('agrees with a quadratic one that walks the entries', () => {
    fc.assert(
      fc.property(fc.array(weights, { maxLength: 150 }), fc.nat(), hex32, (list, some, r) => {
        const entries = list.map((weight, index): Entry => [3 * index + 1, weight, '00'.repeat(32), null]);
        const count = some % (entries.length + 1);
        expect(finish(pick(entries, count, createStream(r, drawBlocks)))).toEqual(
          naivePick(entries, count, createStream(r, drawBlocks)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes the first entry whose running sum exceeds t', () => {
    const entries = [2, 3, 1].map((weight, index): Entry => [index + 1, weight, '00'.repeat(32), null]);
    const first = (t: bigint) => finish(pick(entries, 1, streamOf(t)));
    expect([0n, 1n, 2n, 3n, 4n, 5n].map(first)).toEqual([[1], [1], [2], [2], [2], [3]]);
  });

  it('refuses to pick more than there are', () => {
    expect(() => finish(pick([], 1, streamOf(0n)))).toThrow(RangeError);
  });
});
