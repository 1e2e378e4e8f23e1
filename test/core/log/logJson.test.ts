import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/fairness/canonicalJson.ts';
import { logJson } from '../../../src/core/log/logJson.ts';

/** A number by the bits of its IEEE 754 double, in hex. */
const double = (bits: string): number => Buffer.from(bits, 'hex').readDoubleBE();

describe('the log’s canonical JSON', () => {
  // RFC 8785, appendix B.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s as %s', (bits, text) => {
    expect(logJson(double(bits))).toBe(text);
    expect(logJson({ nested: [double(bits)] })).toBe(`{"nested":[${text}]}`);
  });

  it.each([
    double('7fffffffffffffff'),
    double('7ff0000000000000'),
    double('fff0000000000000'),
    undefined,
    1n,
    '\ud800',
    { '\udc00': 1 },
    [undefined],
  ])('refuses %o, which has no JSON form', (value) => {
    expect(() => logJson(value)).toThrow(TypeError);
    expect(() => logJson({ nested: [value] })).toThrow(TypeError);
  });

  it('keeps every number through its own text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        // Minus zero and zero are one number to JSON.
        expect(JSON.parse(logJson(number)) === number).toBe(true);
      }),
    );
  });

  it('hashes what is read back from its JSON like what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(logJson(JSON.parse(JSON.stringify(value)) as unknown)).toBe(logJson(value));
      }),
    );
  });

  it('writes what the fairness protocol knows as the protocol does', () => {
    const values = fc.dictionary(
      fc.string({ unit: 'grapheme' }),
      fc.oneof(fc.maxSafeNat(), fc.boolean(), fc.array(fc.string({ unit: 'grapheme' }))),
    );
    fc.assert(
      fc.property(values, (value) => {
        expect(logJson(value)).toBe(canonicalJson(value));
      }),
    );
    expect(() => canonicalJson([-1])).toThrow(TypeError);
    expect(() => canonicalJson([0.5])).toThrow(TypeError);
  });
});
