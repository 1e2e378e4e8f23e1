/** The one thing that is said loudest. */
import type { CheckName, Verdict } from '../../core/fairness/verify.ts';
import type { OwnFindings } from './own/ownNumber.ts';

/** What failed: a check of the proof, or what this browser's phone screen saw beforehand. */
export type FailedPart = CheckName | 'own_announcement' | 'own_seal';

export type Conclusion = { readonly fair: true } | { readonly fair: false; readonly failed: FailedPart };

/**
 * A proof that agrees with itself is still a fraud where it is not of the draw that this phone saw announced: then every
 * check passes, and the conclusion is that the draw was not fair.
 */
export const concludeFrom = (verdict: Verdict, own: OwnFindings): Conclusion => {
  if (!verdict.ok) return { fair: false, failed: verdict.failed };
  if (own.state === 'compared' && own.seal === 'differs') return { fair: false, failed: 'own_seal' };
  if (own.state === 'compared' && own.announcement === 'differs') return { fair: false, failed: 'own_announcement' };
  return { fair: true };
};
