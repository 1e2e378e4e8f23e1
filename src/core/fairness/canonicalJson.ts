import { isInteger, isObject, isText } from './shape.ts';

/**
 * Canonical JSON (RFC 8785) of the values that the protocol knows: text, integers 0..2^53-1, booleans, null, arrays, objects.
 * Throws a TypeError for anything else: fractions, negative numbers, lone surrogates, `undefined`.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (isInteger(value, 0)) return String(value);
  // ECMAScript escapes strings exactly as RFC 8785 section 3.2.2.2 wants.
  if (isText(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (isObject(value)) {
    // The default sort compares UTF-16 code units, as RFC 8785 section 3.2.3 wants.
    const members = Object.keys(value)
      .sort()
      .map((key) => `${canonicalJson(key)}:${canonicalJson(value[key])}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`not a value of the protocol's JSON: ${typeof value}`);
}
