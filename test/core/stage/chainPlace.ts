import { createHash } from 'node:crypto';
import type { ChainPlace } from '../../../src/core/draws/announce.ts';

/** A place in a seal chain, and its secret, which follows from a text. */
export const chainPlaceOf = (seed: string): { place: ChainPlace; chainLink: string } => ({
  place: { ownerId: 'event', epoch: 1, draw: 1 },
  chainLink: createHash('sha256').update(seed).digest('hex'),
});
