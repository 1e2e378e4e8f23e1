import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { chainLength, chainLink } from '../../../../src/core/fairness/chain.ts';
import { linkAt, wholeChain } from '../../../../src/host/features/draws/chainHash.ts';

it("the host's own hashing finds the very links of the protocol", () => {
  const secret = createHash('sha256').update('secret').digest();
  for (const index of [0, 1, 7, 1_000, chainLength - 1, chainLength])
    expect(linkAt(wholeChain(secret), index)).toBe(chainLink(secret.toString('hex'), index));
});
