import { hash } from 'node:crypto';
import type { CouponStatement, Distribution } from '../../../core/campaigns/couponDraw.ts';
import { CERTAIN } from '../../../core/campaigns/probability.ts';

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
const INTEGERS_PER_BLOCK = HASH_BYTES / 8;
/** Numbers from here on would favour the small remainders. */
const LIMIT = 2n ** 64n - (2n ** 64n % CERTAIN);

/**
 * HMAC-SHA256 of messages of one length under changing keys of 32 bytes: RFC 2104 written out over one-shot hashes, at a
 * fraction of what `createHmac` costs for a message this short.
 */
const createMac = (tag: string, messageBytes: number) => {
  const start = BLOCK_BYTES + Buffer.byteLength(tag);
  const inner = Buffer.alloc(start + messageBytes, 0x36);
  const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES, 0x5c);
  inner.write(tag, BLOCK_BYTES);
  return {
    message: inner.subarray(start),
    setKey: (key: Buffer): void => {
      for (let index = 0; index < HASH_BYTES; index += 1) {
        const byte = key[index] ?? 0;
        inner[index] = byte ^ 0x36;
        outer[index] = byte ^ 0x5c;
      }
    },
    digest: (): Buffer => {
      hash('sha256', inner, 'buffer').copy(outer, BLOCK_BYTES);
      return hash('sha256', outer, 'buffer');
    },
  };
};

/** `customerHash` of core, by Node's own hash. */
export const customerHashOf = (userId: string): string => hash('sha256', `ld1:customer:${userId}`, 'hex');

/**
 * `hitOf` of core for many draws of a campaign on one day (docs/fairness.md, "Coupons"), by Node's own hash: core's takes several
 * times as long. The part that all of them share is made ready once.
 */
export const createHits = (
  dayLink: string,
  shared: Omit<CouponStatement, 'customer' | 'value'>,
  { ends }: Distribution,
) => {
  const { campaign, day, rules, v } = shared;
  // The statement's keys in their sorted order, as canonical JSON has them; hashes are hex and need no escape.
  const beforeCustomer = `ld1:coupon-draw:{"campaign":${JSON.stringify(campaign)},"customer":"`;
  const beforeValue = `","day":${day},"rules":"${rules}","v":"${v}","value":"`;
  const keys = createMac('ld1:coupon:', HASH_BYTES);
  keys.setKey(Buffer.from(dayLink, 'hex'));
  const blocks = createMac('ld1:block:', 8);

  const sample = (key: Buffer): bigint => {
    blocks.setKey(key);
    for (let counter = 0n; ; counter += 1n) {
      blocks.message.writeBigUInt64BE(counter);
      const block = blocks.digest();
      for (let place = 0; place < INTEGERS_PER_BLOCK; place += 1) {
        const number = block.readBigUInt64BE(8 * place);
        if (number < LIMIT) return number % CERTAIN;
      }
    }
  };

  /** The id of the type that is hit; null: nothing. */
  return (customer: string, value: string): string | null => {
    hash('sha256', `${beforeCustomer}${customer}${beforeValue}${value}"}`, 'buffer').copy(keys.message);
    const number = sample(keys.digest());
    return ends.find(([, end]) => number < end)?.[0] ?? null;
  };
};
