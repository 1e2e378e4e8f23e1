/** One press of the button: everything from the number to the answer, safe to repeat where an answer was lost. */
import { call, type CallError } from '../common/api.ts';
import { randomKey } from '../common/randomKey.ts';
import { toHex } from '../../core/fairness/bytes.ts';
import type { Customer, KeptDraws, Press } from './keptDraws.ts';

export type PressOutcome =
  | { readonly kind: 'drawn'; readonly press: Press }
  | { readonly kind: 'code_needed'; readonly mobile: string }
  /** `nextAt`: null: the campaign ends before. */
  | { readonly kind: 'drawn_already'; readonly nextAt: string | null }
  | { readonly kind: 'refused'; readonly code: CallError };

const refused = (code: CallError): PressOutcome => ({ kind: 'refused', code });

/** The country whose numbers need no `+` on this phone. */
export const homeCountry = (languages: readonly string[]): string =>
  languages.map((tag) => /-([A-Z]{2})\b/.exec(tag)?.[1]).find((region) => region !== undefined) ?? 'KR';

const nextDrawAt = (details: unknown): string | null =>
  typeof details === 'object' &&
  details !== null &&
  'next_draw_at' in details &&
  typeof details.next_draw_at === 'string'
    ? details.next_draw_at
    : null;

/** Names the customer of a typed number, and keeps it. */
export const nameCustomer = async (kept: KeptDraws, typed: string): Promise<Customer | CallError> => {
  const created = await call('createUser', { body: { mobile: typed, country: homeCountry(navigator.languages) } });
  if (!created.ok) return created.refusal.code;
  const customer = { userId: created.value.id, end: typed.replace(/\D/g, '').slice(-4) };
  kept.keepCustomer(customer);
  return customer;
};

export const sendCode = async (userId: string): Promise<PressOutcome> => {
  const sent = await call('sendUserCode', { body: { user_id: userId } });
  return sent.ok ? { kind: 'code_needed', mobile: sent.value.mobile } : refused(sent.refusal.code);
};

export const drawOnce = async (
  kept: KeptDraws,
  campaignId: string,
  { userId, end }: Customer,
): Promise<PressOutcome> => {
  // As it is now: the chances and the seal that this press is held against later.
  const found = await call('campaign', { params: { campaign_id: campaignId } });
  if (!found.ok) return refused(found.refusal.code);
  const { day, seal, rules, needs_code: needsCode } = found.value;
  if (needsCode) {
    const next = await call('nextDraw', { query: { user_id: userId, campaign_id: campaignId } });
    if (next.ok && !next.value.verified) {
      const sent = await sendCode(userId);
      return sent.kind === 'refused' && sent.code === 'code_sent_just_now'
        ? { kind: 'code_needed', mobile: `••••${end}` }
        : sent;
    }
  }
  const waiting = kept.presses().find((press) => press.answer === null && press.userId === userId && press.day === day);
  const press: Press = waiting ?? {
    key: randomKey(),
    userId,
    campaign: campaignId,
    day,
    seal,
    rules,
    value: toHex(crypto.getRandomValues(new Uint8Array(32))),
    answer: null,
  };
  kept.keep(press);
  const drawn = await call('drawCoupon', {
    body: { user_id: userId, campaign_id: campaignId, value: press.value },
    idempotencyKey: press.key,
  });
  if (drawn.ok) {
    // Midnight may strike between the look and the press; no other day can be meant.
    const isNext = drawn.value.day === day + 1;
    const answered = { ...press, day: isNext ? drawn.value.day : day, answer: drawn.value };
    kept.keep(answered);
    return { kind: 'drawn', press: answered };
  }
  const { code, details } = drawn.refusal;
  // Without an answer, it may have been drawn: the next press asks with the same key.
  if (code !== 'offline' && code !== 'internal' && code !== 'stopping') kept.forget(press.key);
  if (code === 'already_drawn_today') return { kind: 'drawn_already', nextAt: nextDrawAt(details) };
  if (code === 'user_not_found') kept.keepCustomer(null);
  return refused(code);
};
