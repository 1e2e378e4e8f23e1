import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/fairness/canonicalJson.ts';

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 code units, as in RFC 8785 section 3.2.3', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const values = Object.values(JSON.parse(canonicalJson(example)) as object);
    expect(canonicalJson(example).startsWith('{"\\r":"Carriage Return","1":"One","\u0080":"Control"')).toBe(true);
    expect(canonicalJson(example).indexOf('Emoji')).toBeLessThan(canonicalJson(example).indexOf('Hebrew'));
    expect(values).toHaveLength(7);
  });

  it('escapes what RFC 8785 section 3.2.2.2 escapes, and nothing else', () => {
    expect(canonicalJson('€$\u000f\nA\'B"\\\\"/\u007f\u2028')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"');
  });

  it('writes integers up to 2^53-1, booleans, null and nesting without blanks', () => {
    expect(canonicalJson({ b: [1, Number.MAX_SAFE_INTEGER, 0], a: { d: null, c: true } })).toBe(
      '{"a":{"c":true,"d":null},"b":[1,9007199254740991,0]}',
    );
  });

  it.each([
    [1.5],
    [-0],
    [-1],
    [2 ** 53],
    [NaN],
    ['\ud800'],
    ['a\udc00b'],
    [{ '\ud800': 1 }],
    [undefined],
    [[undefined]],
    [1n],
  ])('refuses %o', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson({ nested: [value] })).toThrow(TypeError);
  });

  it('is one text for one value, in whatever order its keys stand', () => {
    const values = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.nat(), fc.string({ unit: 'grapheme' })));
    fc.assert(
      fc.property(values, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual({ ...value });
      }),
    );
  });
});
