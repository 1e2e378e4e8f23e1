import { canonicalForm } from './canonicalForm.ts';
import { isInteger } from './shape.ts';

/**
 * Canonical JSON (RFC 8785) of the values that the protocol knows: text, integers 0..2^53-1, booleans, null, arrays, objects.
 * Throws a TypeError for anything else: fractions, negative numbers, lone surrogates, `undefined`.
 */
export function canonicalJson(value: unknown): string {
  return canonicalForm(value, (number) => {
    if (!isInteger(number, 0)) throw new TypeError(`not a number of the protocol's JSON: ${number}`);
    return String(number);
  });
}
