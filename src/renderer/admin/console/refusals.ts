import type { CallError } from '../../common/api.ts';
import { requestFaultWords } from './requestFault.ts';
import type { ConsoleTexts } from './texts.en.ts';

/** A refusal as `call` gives it. */
export interface Refused {
  readonly code: CallError;
  readonly message: string;
  readonly details?: unknown;
}

/** How many seconds the host makes somebody wait, where it says so. */
const waitOf = ({ details }: Refused): number | null =>
  typeof details === 'object' &&
  details !== null &&
  'retry_after_s' in details &&
  typeof details.retry_after_s === 'number'
    ? details.retry_after_s
    : null;

/** What happened, what is safe, what to do, in the reader's language. */
export const refusalWords = (t: ConsoleTexts, refusal: Refused): string => {
  const wait = refusal.code === 'too_many_attempts' ? waitOf(refusal) : null;
  if (wait !== null) return t.waitSeconds(wait);
  // A later host may say what this page has no words for.
  const words = refusal.code in t.refusals ? t.refusals[refusal.code] : t.refusals.internal;
  // Only the host knows what exactly it did not accept.
  const fault = refusal.code === 'invalid_request' ? requestFaultWords(t.requestFaults, refusal.details) : '';
  return fault === '' ? words : `${words} ${fault}`;
};
