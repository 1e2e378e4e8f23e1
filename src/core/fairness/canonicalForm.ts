import { isObject, isText } from './shape.ts';

/**
 * The canonical form of a JSON value (RFC 8785), with numbers as `writeNumber` writes them, which may refuse some.
 * Throws a TypeError for what is no JSON: lone surrogates, `undefined`.
 */
export function canonicalForm(value: unknown, writeNumber: (value: number) => string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  // ECMAScript escapes strings exactly as RFC 8785 section 3.2.2.2 wants.
  if (isText(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonicalForm(item, writeNumber)).join(',')}]`;
  if (isObject(value)) {
    // The default sort compares UTF-16 code units, as RFC 8785 section 3.2.3 wants.
    const members = Object.keys(value)
      .sort()
      .map((key) => `${canonicalForm(key, writeNumber)}:${canonicalForm(value[key], writeNumber)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`not a JSON value: ${typeof value}`);
}
