/**
 * The fair draw of a coupon (docs/fairness.md, "Coupons"): the campaign's day has a sealed secret, the customer's phone
 * adds a value, and both say together what is hit. Runs on the host and on the phone that checks.
 */
import { fromHex, hashAlong, isHex, taggedHash, taggedMac, toHex, utf8, type Hex } from '../fairness/bytes.ts';
import { canonicalJson } from '../fairness/canonicalJson.ts';
import { hasExactly, isInteger, isText } from '../fairness/shape.ts';
import { createStream } from '../fairness/stream.ts';
import { CERTAIN, readProbability, writeProbability } from './probability.ts';

/** Days that one campaign's chain serves. */
export const CAMPAIGN_DAYS = 1024;

const DAY_TAG = 'ld1:day:';

/** `day[index]`, 0..1024, of a campaign's secret tip `day[1024]`. Throws a RangeError outside the chain. */
export const dayLink = (tip: Hex, index: number): Hex => {
  if (!isInteger(index, 0, CAMPAIGN_DAYS)) throw new RangeError(`no day ${index} in a chain of ${CAMPAIGN_DAYS}`);
  return hashAlong(DAY_TAG, tip, CAMPAIGN_DAYS - index);
};

/** Whether `reveal` is the secret of a day (1..1024) that the campaign's seal promised. Never throws. */
export const verifyDay = (seal: unknown, reveal: unknown, day: unknown): boolean =>
  isHex(seal) && isHex(reveal) && isInteger(day, 1, CAMPAIGN_DAYS) && hashAlong(DAY_TAG, reveal, day) === seal;

/** One coupon type as the draw knows it: its id, and its chance as `writeProbability` writes it. */
export type CouponRule = readonly [typeId: string, probability: string];

/** The hash of what is drawn from: the types in their order. */
export const rulesHash = (rules: readonly CouponRule[]): Hex =>
  toHex(taggedHash('ld1:coupon-rules:', utf8(canonicalJson(rules))));

/** Who draws, without saying who it is. */
export const customerHash = (userId: string): Hex => toHex(taggedHash('ld1:customer:', utf8(userId)));

/** What a phone that adds nothing has added. */
export const NO_VALUE: Hex = '0'.repeat(64);

/** Everything that a draw depends on besides the day's secret. Nothing of it is the host's choice once the phone has sent its value. */
export interface CouponStatement {
  readonly v: 'ld1';
  readonly campaign: string;
  readonly day: number;
  /** `customerHash` of the user's id. */
  readonly customer: Hex;
  readonly rules: Hex;
  /** 32 random bytes of the customer's phone. */
  readonly value: Hex;
}

/** The rules made ready for many draws: what each type's share of 0..CERTAIN ends before. */
export interface Distribution {
  readonly hash: Hex;
  readonly ends: readonly (readonly [typeId: string, end: bigint])[];
}

/** Throws a RangeError for rules that are no distribution: the host has checked them before. */
export const distributionOf = (rules: readonly CouponRule[]): Distribution => {
  let end = 0n;
  const ends = rules.map(([typeId, probability]) => {
    const exact = readProbability(probability);
    if (exact === null) throw new RangeError(`${typeId} has no probability: ${probability}`);
    end += exact;
    return [typeId, end] as const;
  });
  if (end > CERTAIN) throw new RangeError('the probabilities are more than one together');
  return { hash: rulesHash(rules), ends };
};

/** A whole number of 0..CERTAIN-1, every one as likely: numbers of the stream that would favour the small ones are left out. */
const sample = (key: Hex): bigint => {
  const limit = 2n ** 64n - (2n ** 64n % CERTAIN);
  const stream = createStream(key, 'ld1:block:');
  let number = stream();
  while (number >= limit) number = stream();
  return number % CERTAIN;
};

/** The key of a draw's stream of numbers, out of the day's secret and the statement. */
export const couponKey = (dayLink: Hex, statement: CouponStatement): Hex => {
  const { campaign, customer, day, rules, v, value } = statement;
  // Of texts and a small integer, with the keys sorted, what JSON.stringify writes is canonical, and it is the hot path.
  const json = JSON.stringify({ campaign, customer, day, rules, v, value });
  const hash = taggedHash('ld1:coupon-draw:', utf8(json));
  return toHex(taggedMac(fromHex(dayLink), 'ld1:coupon:', hash));
};

/** The id of the type that a draw hits; null: nothing. */
export const hitOf = (dayLink: Hex, statement: CouponStatement, { ends }: Distribution): string | null => {
  const number = sample(couponKey(dayLink, statement));
  return ends.find(([, end]) => number < end)?.[0] ?? null;
};

/** What a customer is given of an own draw once its day is over. */
export interface CouponProof {
  readonly statement: CouponStatement;
  readonly rules: readonly CouponRule[];
  readonly seal: Hex;
  /** The day's secret. */
  readonly reveal: Hex;
  readonly hit: string | null;
}

/** What the phone knew before it pressed. */
export interface KeptPress {
  readonly userId: string;
  readonly campaign: string;
  readonly day: number;
  readonly seal: Hex;
  readonly rules: Hex;
  readonly value: Hex;
}

export type CouponCheck = 'shape' | 'seal' | 'rules' | 'own' | 'hit';

const isRules = (value: unknown): value is CouponRule[] =>
  Array.isArray(value) &&
  value.every((rule: unknown) => {
    if (!Array.isArray(rule) || rule.length !== 2 || !isText(rule[0]) || typeof rule[1] !== 'string') return false;
    const exact = readProbability(rule[1]);
    return exact !== null && writeProbability(exact) === rule[1];
  });

const isProof = (value: unknown): value is CouponProof => {
  if (!hasExactly(value, ['hit', 'reveal', 'rules', 'seal', 'statement'])) return false;
  const { statement } = value;
  return (
    hasExactly(statement, ['campaign', 'customer', 'day', 'rules', 'v', 'value']) &&
    statement.v === 'ld1' &&
    isText(statement.campaign) &&
    isInteger(statement.day, 1, CAMPAIGN_DAYS) &&
    isHex(statement.customer) &&
    isHex(statement.rules) &&
    isHex(statement.value) &&
    isRules(value.rules) &&
    isHex(value.seal) &&
    isHex(value.reveal) &&
    (value.hit === null || isText(value.hit))
  );
};

/** The first check that a proof of unknown origin fails; null: the draw was fair. `kept`: null where nothing was kept. Never throws. */
export const verifyCouponDraw = (proof: unknown, kept: KeptPress | null): CouponCheck | null => {
  if (!isProof(proof)) return 'shape';
  const { statement, rules, seal, reveal, hit } = proof;
  if (!verifyDay(seal, reveal, statement.day)) return 'seal';
  if (rulesHash(rules) !== statement.rules) return 'rules';
  let end = 0n;
  for (const [, probability] of rules) end += readProbability(probability) ?? CERTAIN + 1n;
  if (end > CERTAIN) return 'rules';
  if (kept) {
    if (kept.seal !== seal) return 'seal';
    if (kept.rules !== statement.rules) return 'rules';
    const own =
      kept.value === statement.value &&
      kept.campaign === statement.campaign &&
      kept.day === statement.day &&
      customerHash(kept.userId) === statement.customer;
    if (!own) return 'own';
  }
  return hitOf(reveal, statement, distributionOf(rules)) === hit ? null : 'hit';
};
