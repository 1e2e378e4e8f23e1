import fc from 'fast-check';
import { expect, it } from 'vitest';
import { customerHash, dayLink, distributionOf, hitOf } from '../../../../src/core/campaigns/couponDraw.ts';
import { createHits, customerHashOf } from '../../../../src/host/features/campaigns/couponHash.ts';

const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

it("the host's own hashing hits what the protocol hits", () => {
  const distribution = distributionOf([
    ['a', '0.25'],
    ['b', '0.25'],
    ['c', '0.3'],
  ]);
  const hits = new Set<string | null>();
  fc.assert(
    fc.property(
      hex,
      fc.integer({ min: 1, max: 1024 }),
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.array(fc.tuple(fc.string({ unit: 'binary' }), hex), { minLength: 1, maxLength: 5 }),
      (tip, day, campaign, draws) => {
        const link = dayLink(tip, day);
        const shared = { v: 'ld1', campaign, day, rules: distribution.hash } as const;
        const hit = createHits(link, shared, distribution);
        for (const [userId, value] of draws) {
          const customer = customerHash(userId);
          expect(customerHashOf(userId)).toBe(customer);
          const expected = hitOf(link, { ...shared, customer, value }, distribution);
          expect(hit(customer, value)).toBe(expected);
          hits.add(expected);
        }
      },
    ),
  );
  expect([...hits].sort()).toEqual(['a', 'b', 'c', null]);
});
