import type { CallError } from '../../common/api.ts';
import type { Messages } from '../i18n/en.ts';

/** A refusal as `call` gives it. */
export interface Refused {
  readonly code: CallError;
  readonly message: string;
  readonly details?: unknown;
}

const hasWords = (m: Messages, code: string): code is keyof Messages['refusals'] => Object.hasOwn(m.refusals, code);

/** What happened, what is safe, what to do, in the reader's language; the host's own sentence where it says more. */
export const refusalWords = (m: Messages, refusal: Refused): string => {
  if (!hasWords(m, refusal.code)) return refusal.message;
  // Only the host knows what exactly it did not accept, and for how long it makes somebody wait.
  const hostKnowsMore = refusal.code === 'invalid_request' || refusal.code === 'too_many_attempts';
  return hostKnowsMore && refusal.message !== ''
    ? `${m.refusals[refusal.code]} (${refusal.message})`
    : m.refusals[refusal.code];
};
