import { describe, expect, it } from 'vitest';
import { hash, concat, fromHex, toHex, utf8 } from '../../../src/core/fairness/bytes.ts';
import { chainLength, chainLink, sealOf, verifyReveal } from '../../../src/core/fairness/chain.ts';
import { commitmentOf, phoneChainLength, phoneLink, verifyPhoneLink } from '../../../src/core/fairness/phoneChain.ts';

const tip = '5a'.repeat(32);

describe.each([
  { chain: 'seal', tag: 'ld2:chain:', length: chainLength, link: chainLink, verify: verifyReveal },
  {
    chain: 'phone',
    tag: 'ld2:phone:',
    length: phoneChainLength,
    link: phoneLink,
    verify: (commitment: unknown, value: unknown, step: unknown) => verifyPhoneLink(commitment, step, value),
  },
])('the $chain chain', ({ tag, length, link, verify }) => {
  it('ends with the tip, and each link is the tagged hash of the next', () => {
    expect(link(tip, length)).toBe(tip);
    for (const index of [length, length - 1, 2, 1]) {
      expect(link(tip, index - 1)).toBe(toHex(hash(concat(utf8(tag), fromHex(link(tip, index))))));
    }
  });

  it('verifies a link at its own place only', () => {
    for (const index of [1, 2, length - 1, length]) {
      expect(verify(link(tip, 0), link(tip, index), index)).toBe(true);
      expect(verify(link(tip, 0), link(tip, index), index - 1)).toBe(false);
      expect(verify(link(tip, 0), link(tip, index), index + 1)).toBe(false);
    }
  });

  it('answers no, without throwing, to what is malformed', () => {
    const first = link(tip, 1);
    for (const bad of [null, undefined, 1, '', first.toUpperCase(), `${first}\n`, first.slice(2), {}, [first]]) {
      expect(verify(link(tip, 0), bad, 1)).toBe(false);
      expect(verify(bad, first, 1)).toBe(false);
    }
    for (const bad of [0, -1, 1.5, NaN, Infinity, 1e9, '1', null, undefined]) {
      expect(verify(link(tip, 0), first, bad)).toBe(false);
    }
  });

  it('throws for an index outside the chain and for a tip that is not hex', () => {
    for (const index of [-1, length + 1, 0.5, NaN]) expect(() => link(tip, index)).toThrow(RangeError);
    expect(() => link('5A'.repeat(32), 0)).toThrow(TypeError);
  });
});

it('the seal and the commitment are the links at 0', () => {
  expect(sealOf(tip)).toBe(chainLink(tip, 0));
  expect(commitmentOf(tip)).toBe(phoneLink(tip, 0));
});
