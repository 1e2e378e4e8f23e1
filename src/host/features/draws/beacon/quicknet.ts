/** How the public beacon is asked for. Its numbers are in core; none of it is asked from a relay. */
import { beaconGenesisMs, beaconPeriodMs } from '../../../../core/fairness/beacon.ts';

/** Names the network. It is the hash of its numbers, so none of them can be changed alone (see the tests). */
export const CHAIN_HASH = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971';

/** The last round that is due at a moment (ms since 1970); 0 before the first. */
export const roundAt = (ms: number): number => Math.max(0, Math.floor((ms - beaconGenesisMs) / beaconPeriodMs) + 1);
