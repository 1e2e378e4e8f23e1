import { hash } from 'node:crypto';
import { chainLength } from '../../../core/fairness/chain.ts';

const TAG = Buffer.from('ld2:chain:');

/**
 * What the host knows of a seal chain (FAIRNESS section 1): `chainSecret` is chain[`chainTop`], 32 bytes, from which all links
 * below follow. `chainTop` is 1024, and `chainSecret` the chain's secret that never leaves the host; unless the chain is locked
 * by a key store that cannot be asked here: then it is the last link that a decided draw used, 0 (the seal) before the first.
 */
export interface SealChain {
  readonly chainSecret: Uint8Array;
  readonly chainTop: number;
}

/** A chain of which all is known. */
export const wholeChain = (chainSecret: Uint8Array): SealChain => ({ chainSecret, chainTop: chainLength });

/** @throws RangeError where a link cannot be told from what is known. */
export const assertKnown = (index: number, { chainTop }: Pick<SealChain, 'chainTop'>): void => {
  if (index < 0 || index > chainTop)
    throw new RangeError(`no link ${index} in a chain that is known up to ${chainTop}`);
};

/**
 * `chain[index]` in hex, as `chainLink` of core has it. Node's own hash, because a start and every view of a result need it,
 * and a thousand links take core some 10 ms. @throws RangeError where it is not known.
 */
export const linkAt = (chain: SealChain, index: number): string => {
  assertKnown(index, chain);
  let link = Buffer.from(chain.chainSecret);
  for (let step = chain.chainTop; step > index; step -= 1) {
    link = hash('sha256', Buffer.concat([TAG, link]), 'buffer');
  }
  return link.toString('hex');
};
