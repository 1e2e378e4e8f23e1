/** When a phone tries again to join. */
import type { AudienceView } from '../../../contract/stage/views.ts';
import type { CallError } from '../api.ts';
import { backoff, spreadOut } from '../backoff.ts';

const FIRST_MS = 1_000;
const LAST_MS = 15_000;
const CROWDED_MS = 8_000;
const FULL_MS = 20_000;
const CLOSED_MS = 3_000;

/**
 * Milliseconds until joining is tried again after a refusal; null: not before the view says something new.
 * `failures`: how many attempts in a row have failed, this one included.
 */
export const retryAfter = (
  code: CallError,
  failures: number,
  view: AudienceView | null,
  random: () => number,
): number | null => {
  switch (code) {
    case 'registration_closed':
      // The view is older than the answer where it still says open.
      return view?.registration_open === false ? null : spreadOut(CLOSED_MS, random);
    case 'event_full':
      return spreadOut(FULL_MS, random);
    case 'too_many_registrations':
      return spreadOut(CROWDED_MS, random);
    case 'idempotency_key_reused':
      return spreadOut(100, random);
    case 'event_not_found':
    case 'invalid_request':
      // The link names an event that is not on here. The view names the one that is.
      return view === null ? null : backoff(failures + 1, FIRST_MS, LAST_MS, random);
    default:
      return backoff(failures, FIRST_MS, LAST_MS, random) / 2;
  }
};

/** Whether a view changes what an attempt that was refused so depended on: then it is worth another one. */
export const isWorthAnotherTry = (
  refusal: CallError | null,
  before: AudienceView | null,
  view: AudienceView,
): boolean => {
  if (before === null || before.id !== view.id || before.join_round !== view.join_round) return true;
  if (refusal === 'registration_closed') return view.registration_open && !before.registration_open;
  if (refusal === 'event_full') return view.count < before.count;
  return false;
};
