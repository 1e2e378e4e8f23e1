import type { CallError } from '../../common/api.ts';
import type { ConsoleTexts } from './texts.en.ts';

/** A refusal as `call` gives it. */
export interface Refused {
  readonly code: CallError;
  readonly message: string;
  readonly details?: unknown;
}

const hasWords = (t: ConsoleTexts, code: string): code is keyof ConsoleTexts['refusals'] =>
  Object.keys(t.refusals).includes(code);

/** How many seconds the host makes somebody wait, where it says so. */
const waitOf = ({ details }: Refused): number | null =>
  typeof details === 'object' &&
  details !== null &&
  'retry_after_s' in details &&
  typeof details.retry_after_s === 'number'
    ? details.retry_after_s
    : null;

/** What happened, what is safe, what to do, in the reader's language; the host's own sentence where it says more. */
export const refusalWords = (t: ConsoleTexts, refusal: Refused): string => {
  const wait = refusal.code === 'too_many_attempts' ? waitOf(refusal) : null;
  if (wait !== null) return t.waitSeconds(wait);
  if (!hasWords(t, refusal.code)) return refusal.message;
  const words = t.refusals[refusal.code];
  // Only the host knows what exactly it did not accept.
  return refusal.code === 'invalid_request' && refusal.message !== '' ? `${words} (${refusal.message})` : words;
};
