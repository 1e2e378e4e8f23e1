import { hash } from 'node:crypto';
import { chainLength } from '../../../core/fairness/chain.ts';

const TAG = Buffer.from('ld2:chain:');

/**
 * `chain[index]` in hex from the chain's secret (32 bytes), as `chainLink` of core has it (FAIRNESS section 1). Node's own
 * hash, because a start and every view of a result need it, and a thousand links take core some 10 ms.
 */
export const linkAt = (chainSecret: Uint8Array, index: number): string => {
  let link = Buffer.from(chainSecret);
  for (let step = chainLength; step > index; step -= 1) link = hash('sha256', Buffer.concat([TAG, link]), 'buffer');
  return link.toString('hex');
};
