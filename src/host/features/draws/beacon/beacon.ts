/** The public beacon as a source of entropy (FAIRNESS section 5): rounds to announce, and their verified randomness. */
import {
  beaconDueAt,
  beaconPeriodMs,
  beaconValue,
  isSignatureForm,
  type SignatureCheck,
} from '../../../../core/fairness/beacon.ts';
import type { BeaconEntropy } from '../../../../core/fairness/entropy.ts';
import { isInteger, isObject } from '../../../../core/fairness/shape.ts';
import type { Clock } from '../../../platform/clock.ts';
import { roundAt } from './quicknet.ts';
import type { AskRelay } from './relays.ts';

/** `unreachable`: no relay had the round in time. `not_verified`: what came was not signed by the network. */
export type BeaconAnswer =
  | { readonly ok: true; readonly entropy: BeaconEntropy }
  | { readonly ok: false; readonly reason: 'unreachable' | 'not_verified' };

export interface Beacon {
  /** A round that is due later than `marginMs` after `nowMs` (ms since 1970), so that nobody knows it until then. */
  next(nowMs: number, marginMs: number): number;
  /** When a round is due, ms since 1970 by this machine's clock. */
  dueAt(round: number): number;
  /**
   * The randomness of a round, signature checked. Waits until the round is due, then asks the relays again and again until
   * one has it; gives up `PATIENCE_MS` after the call. Never throws.
   */
  fetch(round: number): Promise<BeaconAnswer>;
  /**
   * Whether the beacon can be used now: a relay answers with a round that the network signed, and this machine's clock is
   * not ahead of it. A clock that is behind is made up for in `next` and `dueAt`. Takes `ATTEMPT_MS` at most; ask before a draw is announced with it.
   */
  reachable(): Promise<boolean>;
}

/** How long all relays together have for one answer. */
export const ATTEMPT_MS = 4_000;
/** How long a round is waited for. */
export const PATIENCE_MS = 15_000;
const PAUSE_MS = 1_000;
/** With a clock that is further ahead of the beacon, a round would be asked for in vain. */
const MAX_CLOCK_AHEAD_MS = 10_000;

/** Reads what a relay answered; null where it is not the wanted round, signed by the network. */
const readRound = (answer: unknown, wanted: number | 'latest', isSignatureOf: SignatureCheck): BeaconEntropy | null => {
  if (!isObject(answer)) return null;
  const { round, signature, randomness } = answer;
  if (!isInteger(round, 1) || (wanted !== 'latest' && round !== wanted)) return null;
  if (!isSignatureForm(signature)) return null;
  const value = beaconValue(signature);
  if (randomness !== undefined && randomness !== value) return null;
  return isSignatureOf(round, signature) ? { source: 'beacon', round, signature, value } : null;
};

/** `relays`: all are asked at once, and the first answer that holds counts. */
export const createBeacon = (parts: { readonly relays: readonly AskRelay[]; readonly clock: Clock }): Beacon => {
  const { relays, clock } = parts;
  /** By how many rounds this machine's clock was seen to be behind the beacon. */
  let behind = 0;

  /** The first verified answer of all relays, or why there is none. */
  const ask = async (wanted: number | 'latest'): Promise<BeaconEntropy | 'unreachable' | 'not_verified'> => {
    const ending = new AbortController();
    const cancelAlarm = clock.after(ATTEMPT_MS, () => ending.abort());
    const expired = new Promise<null>((resolve) => {
      ending.signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    let refused = false;
    const found = await Promise.any(
      relays.map(async (relay) => {
        const answer = await Promise.race([relay(wanted, ending.signal), expired]);
        if (answer !== null) {
          const { isSignatureOf } = await import('../../../../core/fairness/beaconSignature.ts');
          // One answer is enough: to check the others too would only take time.
          const round = ending.signal.aborted ? null : readRound(answer, wanted, isSignatureOf);
          if (round !== null) {
            ending.abort();
            return round;
          }
          refused ||= !ending.signal.aborted;
        }
        throw new Error('this relay has no such round');
      }),
    ).catch(() => null); // None of them.
    cancelAlarm();
    ending.abort();
    return found ?? (refused ? 'not_verified' : 'unreachable');
  };

  const dueAt = (round: number): number => beaconDueAt(round - behind);
  const pause = (ms: number): Promise<void> =>
    ms <= 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(ms, resolve));

  return {
    next: (nowMs, marginMs) => roundAt(nowMs + marginMs) + 1 + behind,

    dueAt,

    fetch: async (round) => {
      const deadline = clock.now() + PATIENCE_MS;
      // Nobody has it before; asking early would only burden the relays.
      await pause(Math.min(dueAt(round), deadline) - clock.now());
      for (;;) {
        const found = await ask(round);
        if (typeof found !== 'string') return { ok: true, entropy: found };
        if (clock.now() + PAUSE_MS > deadline) return { ok: false, reason: found };
        await pause(PAUSE_MS);
      }
    },

    reachable: async () => {
      const latest = await ask('latest');
      if (typeof latest === 'string') return false;
      const ahead = roundAt(clock.now()) - latest.round;
      behind = Math.max(0, -ahead);
      return ahead * beaconPeriodMs <= MAX_CLOCK_AHEAD_MS;
    },
  };
};
