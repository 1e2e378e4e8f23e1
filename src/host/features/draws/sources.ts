import type { PlannedEntropy } from '../../../core/fairness/entropy.ts';
import type { Platform } from '../../platform/feature.ts';
import type { Beacon } from './beacon/beacon.ts';

/** The announced round must not be known to anybody yet. */
const BEACON_MARGIN_MS = 6_000;

/** What a draw asks to be mixed in. `windowMs`: how long phones may answer. */
export interface WantedSources {
  readonly room: boolean;
  readonly spoken: boolean;
  readonly beacon: boolean;
  readonly windowMs: number;
}

/** The sources that can be had. */
export interface SourcePlan {
  /** As an announcement made at this moment (ms since 1970) names them. */
  at(now: number): PlannedEntropy[];
  /** What was wanted and cannot be had, in words for the organiser; null: nothing. */
  readonly missing: string | null;
}

/** Loads the public beacon when it is first asked for: its signatures need much code. */
export const loadBeacon = (clock: Platform['clock']): (() => Promise<Beacon>) => {
  let loading: Promise<Beacon> | null = null;
  return () => {
    loading ??= Promise.all([import('./beacon/beacon.ts'), import('./beacon/relays.ts')]).then(
      ([{ createBeacon }, { publicRelays }]) => createBeacon({ relays: publicRelays(), clock }),
    );
    return loading;
  };
};

/**
 * Finds out which sources can be had. May ask the network, for some seconds: never within a queue, and before the
 * entries are frozen, so that nobody joins in between and sees a draw without being in it.
 */
export const planSources = async (wanted: WantedSources, beacon: () => Promise<Beacon>): Promise<SourcePlan> => {
  const room: PlannedEntropy[] = wanted.room ? ['room'] : [];
  const withoutBeacon: PlannedEntropy[] = wanted.spoken ? [...room, 'spoken'] : room;
  if (!wanted.beacon) return { at: () => withoutBeacon, missing: null };
  const asked = await beacon();
  if (!(await asked.reachable())) {
    return {
      at: () => withoutBeacon,
      missing: 'The public beacon cannot be reached: this draw is announced without it.',
    };
  }
  // Without spoken words: typed in after the round is known, they could be chosen to suit it.
  return {
    at: (now) => [...room, `beacon:${asked.next(now, wanted.windowMs + BEACON_MARGIN_MS)}`],
    missing: null,
  };
};
