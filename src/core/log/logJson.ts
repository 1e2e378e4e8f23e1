import { canonicalForm } from '../fairness/canonicalForm.ts';

/**
 * Canonical JSON (RFC 8785) of anything that JSON can say: what organisers do may have fractions and negative numbers,
 * which the fairness protocol never has. For what both know, both write the same.
 * Throws a TypeError for what is no JSON: NaN, infinities, lone surrogates, `undefined`.
 */
export const logJson = (value: unknown): string =>
  canonicalForm(value, (number) => {
    if (!Number.isFinite(number)) throw new TypeError(`JSON has no ${number}`);
    // ECMAScript writes numbers exactly as RFC 8785 section 3.2.2.3 wants, minus zero as 0.
    return String(number);
  });
