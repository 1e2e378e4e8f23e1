/** When a phone tries again: soon, but never a whole room in the same instant. */
import type { AudienceView } from '../../contract/stage/views.ts';
import type { CallError } from '../common/api.ts';

const FIRST_MS = 1_000;
const LAST_MS = 15_000;
const CROWDED_MS = 8_000;
const FULL_MS = 20_000;
const CLOSED_MS = 3_000;

/** Somewhere between `ms` and twice that. `random` answers 0 ≤ x < 1. */
const about = (ms: number, random: () => number): number => ms * (1 + random());

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
      return view?.registration_open === false ? null : about(CLOSED_MS, random);
    case 'event_full':
      return about(FULL_MS, random);
    case 'too_many_registrations':
      return about(CROWDED_MS, random);
    case 'idempotency_key_reused':
      return about(100, random);
    case 'event_not_found':
    case 'invalid_request':
      // The link names an event that is not on here. The view names the one that is.
      return view === null ? null : about(Math.min(LAST_MS, FIRST_MS * 2 ** failures), random);
    default:
      return about(Math.min(LAST_MS, FIRST_MS * 2 ** (failures - 1)), random) / 2;
  }
};

/** Whether a view brings hope to a phone whose last attempt was refused so. */
export const bringsHope = (refusal: CallError | null, before: AudienceView | null, view: AudienceView): boolean => {
  if (before === null || before.id !== view.id || before.join_round !== view.join_round) return true;
  if (refusal === 'registration_closed') return view.registration_open && !before.registration_open;
  if (refusal === 'event_full') return view.count < before.count;
  return false;
};
