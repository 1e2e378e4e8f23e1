import { beaconValue } from '../../src/core/fairness/beacon.ts';
import type { BeaconEntropy } from '../../src/core/fairness/entropy.ts';

/** A round as a beacon gives it, with a signature that is none of the network's. */
export const beaconRound = (round: number): BeaconEntropy => {
  const signature = String(round).padStart(96, '0');
  return { source: 'beacon', round, signature, value: beaconValue(signature) };
};
