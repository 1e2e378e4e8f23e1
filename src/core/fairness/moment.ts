const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The ms since 1970 of a moment of UTC that is written as `2026-11-20T12:00:00.000Z` and in no other form; null for any other
 * value. Never throws.
 */
export function readMoment(value: unknown): number | null {
  if (typeof value !== 'string' || !form.test(value)) return null;
  // The calendar alone is asked, not what time it is.
  // oxlint-disable-next-line no-restricted-globals
  const moment = new Date(value);
  const ms = moment.getTime();
  // A thirtieth of February would otherwise pass for a day of March.
  return Number.isNaN(ms) || moment.toISOString() !== value ? null : ms;
}
