import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CERTAIN, expectedWins, readProbability, writeProbability } from '../../../src/core/campaigns/probability.ts';
import { couponCode, maskMobile, readCouponCode } from '../../../src/core/campaigns/couponCode.ts';

describe('probabilities', () => {
  it('are what they look like on paper', () => {
    expect(readProbability(0.1)).toBe(CERTAIN / 10n);
    expect(readProbability(1e-7)).toBe(CERTAIN / 10_000_000n);
    expect(readProbability('0.50')).toBe(CERTAIN / 2n);
    expect(readProbability(0.1 + 0.2)).not.toBe(readProbability(0.3));
    expect([0, 1, '1.0'].map(readProbability)).toEqual([0n, CERTAIN, CERTAIN]);
  });

  it.each([-0.1, 1.1, Number.NaN, Infinity, '', '1/3', ' 0.5', '1e-19', '1.000000000000000001', '5e300', '1e-999'])(
    'are not %s',
    (value) => {
      expect(readProbability(value)).toBeNull();
    },
  );

  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: CERTAIN }), (exact) => {
        expect(readProbability(writeProbability(exact))).toBe(exact);
      }),
    );
  });

  it('of every double from 0 to 1 that 18 decimals can hold are exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (millionths) => {
        expect(readProbability(millionths / 1_000_000)).toBe(BigInt(millionths) * 10n ** 12n);
      }),
    );
  });

  it('add up to the wins to be expected', () => {
    expect(
      expectedWins([
        { draws: 1_000, probability: CERTAIN / 10n },
        { draws: 3, probability: CERTAIN },
      ]),
    ).toBe(103);
  });
});

describe('coupon codes', () => {
  it('are read back however they are typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), (bytes) => {
        const code = couponCode(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){2}$/);
        expect(
          readCouponCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `),
        ).toBe(code);
      }),
    );
  });

  it('come to numbers of which only the end is shown', () => {
    expect(maskMobile('+821012345678', '82')).toBe('+82 ••••5678');
  });
});
