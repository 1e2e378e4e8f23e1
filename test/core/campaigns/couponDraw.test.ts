import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  couponKey,
  customerHash,
  dayLink,
  distributionOf,
  hitOf,
  verifyCouponDraw,
  verifyDay,
  type CouponProof,
  type KeptPress,
} from '../../../src/core/campaigns/couponDraw.ts';

interface Vector {
  readonly name: string;
  readonly tip: string;
  readonly user_id: string;
  readonly key: string;
  readonly number: string;
  readonly proof: CouponProof;
}

/** Made by docs/verify_coupon.py. */
const VECTORS = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors.json'), 'utf8')) as Vector[];

const keptOf = ({ user_id, proof }: Vector): KeptPress => ({
  userId: user_id,
  campaign: proof.statement.campaign,
  day: proof.statement.day,
  seal: proof.seal,
  rules: proof.statement.rules,
  value: proof.statement.value,
});

describe('the fair draw of a coupon', () => {
  it.each(VECTORS.map((vector) => [vector.name, vector] as const))('is that of the vector “%s”', (_, vector) => {
    const { proof, tip } = vector;
    const { statement } = proof;
    expect(dayLink(tip, statement.day)).toBe(proof.reveal);
    expect(dayLink(tip, 0)).toBe(proof.seal);
    expect(customerHash(vector.user_id)).toBe(statement.customer);
    expect(distributionOf(proof.rules).hash).toBe(statement.rules);
    expect(couponKey(proof.reveal, statement)).toBe(vector.key);
    expect(hitOf(proof.reveal, statement, distributionOf(proof.rules))).toBe(proof.hit);
    expect(verifyCouponDraw(proof, null)).toBeNull();
    expect(verifyCouponDraw(proof, keptOf(vector))).toBeNull();
  });

  it('fails by name where anything of it was changed', () => {
    const [vector] = VECTORS;
    if (!vector) throw new Error('no vectors');
    const { proof } = vector;
    const other = 'ab'.repeat(32);
    const kept = keptOf(vector);
    expect(verifyCouponDraw({ ...proof, reveal: other }, null)).toBe('seal');
    expect(verifyCouponDraw({ ...proof, seal: other }, null)).toBe('seal');
    expect(verifyCouponDraw({ ...proof, rules: [['coffee', '0.3']] }, null)).toBe('rules');
    expect(verifyCouponDraw({ ...proof, hit: proof.hit === null ? 'coffee' : null }, null)).toBe('hit');
    expect(verifyCouponDraw(proof, { ...kept, value: other })).toBe('own');
    expect(verifyCouponDraw(proof, { ...kept, userId: 'somebody' })).toBe('own');
    expect(verifyCouponDraw(proof, { ...kept, day: 2 })).toBe('own');
    expect(verifyCouponDraw(proof, { ...kept, seal: other })).toBe('seal');
    expect(verifyCouponDraw(proof, { ...kept, rules: other })).toBe('rules');
    expect(verifyCouponDraw({ ...proof, more: 1 }, null)).toBe('shape');
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(verifyCouponDraw(value, null)).toBe('shape');
      }),
    );
    expect(verifyDay(null, {}, '1')).toBe(false);
  });

  it('hits each type as often as its chance says', () => {
    const rules = [
      ['rare', '0.02'],
      ['half', '0.5'],
    ] as const;
    const distribution = distributionOf(rules);
    const link = dayLink('11'.repeat(32), 1000);
    const hits = { rare: 0, half: 0, nothing: 0 };
    const draws = 4_000;
    for (let nth = 0; nth < draws; nth += 1) {
      const statement = {
        v: 'ld1' as const,
        campaign: 'c',
        day: 1000,
        customer: customerHash(`${nth}`),
        rules: distribution.hash,
        value: '0'.repeat(64),
      };
      const hit = hitOf(link, statement, distribution);
      hits[hit === 'rare' || hit === 'half' ? hit : 'nothing'] += 1;
    }
    // Fixed inputs, so no luck is in it; six standard deviations around what is expected.
    expect(Math.abs(hits.rare - 80)).toBeLessThan(54);
    expect(Math.abs(hits.half - 2_000)).toBeLessThan(190);
  });
});
