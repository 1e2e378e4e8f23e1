/** The one thing that is said loudest. */
import type { CheckName, Verdict } from '../../core/fairness/verify.ts';
import type { OwnFindings } from './own/ownNumber.ts';

/** What failed: a check of the proof, or what this browser's phone screen saw beforehand. */
export type FailedPart = CheckName | 'own_announcement' | 'own_seal' | 'own_close';

/**
 * `at_once`: every check passed, but nothing was mixed in or no delay lay before the result, so that no proof can show that
 * nobody knew it beforehand.
 */
export type Conclusion =
  { readonly answer: 'fair' | 'at_once' } | { readonly answer: 'unfair'; readonly failed: FailedPart };

/**
 * A proof that agrees with itself is still a fraud where it is not of the draw that this phone saw announced: then every
 * check passes, and the conclusion is that the draw was not fair.
 */
export const concludeFrom = (verdict: Verdict, own: OwnFindings): Conclusion => {
  if (!verdict.ok) return { answer: 'unfair', failed: verdict.failed };
  if (own.state === 'compared' && own.seal === 'differs') return { answer: 'unfair', failed: 'own_seal' };
  if (own.state === 'compared' && own.announcement === 'differs')
    return { answer: 'unfair', failed: 'own_announcement' };
  if (own.state === 'compared' && own.close === 'differs') return { answer: 'unfair', failed: 'own_close' };
  const { delay, entropy } = verdict.proof.announcement;
  return { answer: delay > 0 && entropy.length > 0 ? 'fair' : 'at_once' };
};
