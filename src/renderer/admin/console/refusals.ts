import type { CallError } from '../../common/api.ts';
import type { Messages } from '../i18n/en.ts';

/** A refusal as `call` gives it. */
export interface Refused {
  readonly code: CallError;
  readonly message: string;
  readonly details?: unknown;
}

const hasWords = (m: Messages, code: string): code is keyof Messages['refusals'] => Object.hasOwn(m.refusals, code);

/** How many seconds the host makes somebody wait, where it says so. */
const waitOf = ({ details }: Refused): number | null =>
  typeof details === 'object' &&
  details !== null &&
  'retry_after_s' in details &&
  typeof details.retry_after_s === 'number'
    ? details.retry_after_s
    : null;

/** What happened, what is safe, what to do, in the reader's language; the host's own sentence where it says more. */
export const refusalWords = (m: Messages, refusal: Refused): string => {
  const wait = refusal.code === 'too_many_attempts' ? waitOf(refusal) : null;
  if (wait !== null) return m.entrance.wait(wait);
  if (!hasWords(m, refusal.code)) return refusal.message;
  const words = m.refusals[refusal.code];
  // Only the host knows what exactly it did not accept.
  return refusal.code === 'invalid_request' && refusal.message !== '' ? `${words} (${refusal.message})` : words;
};

/** The same at the entrance, where nothing can have been done by half. */
export const entranceWords = (m: Messages, refusal: Refused): string =>
  refusal.code === 'offline' ? m.entrance.offline : refusalWords(m, refusal);
