import { describe, expect, it } from 'vitest';
import type { AudienceView } from '../../../../src/contract/stage/views.ts';
import { isWorthAnotherTry, retryAfter } from '../../../../src/renderer/common/joining/retry.ts';

const view = (own: Partial<AudienceView> = {}): AudienceView => ({
  protocol: 1,
  now: 0,
  id: 'fair',
  name: 'Autumn Fair',
  number_width: 3,
  registration_open: true,
  join_round: 1,
  seal: '',
  salt_hash: '',
  stage: 'idle',
  draw: null,
  count: 10,
  draws: 0,
  ...own,
});
const never = (): number => 0;
const always = (): number => 0.999;

describe('trying again', () => {
  it('comes later and later while nobody answers, and at least every half minute', () => {
    const waits = [1, 2, 3, 4, 5, 20].map((failures) => retryAfter('offline', failures, null, never) ?? NaN);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 7_500, 7_500]);
    expect(retryAfter('internal', 50, null, always)).toBeLessThan(30_000);
  });

  it('is spread at random, so that a whole audience does not come back in the same instant', () => {
    for (const code of ['offline', 'too_many_registrations', 'event_full', 'stopping'] as const) {
      const [first, last] = [retryAfter(code, 3, view(), never), retryAfter(code, 3, view(), always)];
      expect((last ?? 0) / (first ?? 0)).toBeGreaterThan(1.9);
    }
  });

  it('gives a crowded host seconds, not milliseconds', () => {
    expect(retryAfter('too_many_registrations', 1, view(), never)).toBeGreaterThanOrEqual(5_000);
  });

  it('waits for the view where registration is closed, unless the view is older than the answer', () => {
    expect(retryAfter('registration_closed', 1, view({ registration_open: false }), never)).toBeNull();
    expect(retryAfter('registration_closed', 1, view(), never)).toBeGreaterThan(0);
    expect(retryAfter('registration_closed', 1, null, never)).toBeGreaterThan(0);
  });

  it('waits for the view to name the event where a link named one that is not on', () => {
    expect(retryAfter('event_not_found', 1, null, never)).toBeNull();
    expect(retryAfter('invalid_request', 1, null, never)).toBeNull();
    expect(retryAfter('event_not_found', 1, view(), never)).toBeGreaterThan(0);
  });
});

describe('a view', () => {
  it('is worth another try when it is the first, or of another event or round', () => {
    expect(isWorthAnotherTry(null, null, view())).toBe(true);
    expect(isWorthAnotherTry('event_not_found', view(), view({ id: 'other' }))).toBe(true);
    expect(isWorthAnotherTry(null, view(), view({ join_round: 2 }))).toBe(true);
  });

  it('is worth none when only the counts rise', () => {
    expect(isWorthAnotherTry(null, view(), view({ count: 11 }))).toBe(false);
    expect(isWorthAnotherTry('event_full', view(), view({ count: 11 }))).toBe(false);
  });

  it('is worth another try to those who stood before a closed door when it opens', () => {
    const closed = view({ registration_open: false });
    expect(isWorthAnotherTry('registration_closed', closed, view())).toBe(true);
    expect(isWorthAnotherTry('registration_closed', view(), view({ count: 11 }))).toBe(false);
    expect(isWorthAnotherTry('event_full', view(), view({ count: 9 }))).toBe(true);
  });
});
