/** What a phone keeps for the sake of fairness, beside its ticket. */
import { isHex, toHex, type Hex } from '../../core/fairness/bytes.ts';
import { isObject } from '../../core/fairness/shape.ts';
import type { Ticket } from './phoneState.ts';
import { isRandomness, type Randomness } from './randomness.ts';
import type { Shelf } from './ticketStore.ts';
import { isSeenSeal, readWitness, type SeenSeal, type Witness } from './witness.ts';

/** Belongs to one number: a new number brings a new one. */
export interface Keepsake {
  readonly token: string;
  /** Null where this browser has lost it, or never had it. */
  readonly randomness: Randomness | null;
  readonly seals: readonly SeenSeal[];
  /** The seal was changed before this phone's eyes. */
  readonly swapped: boolean;
}

/** The check page reads this one. */
const WITNESS = 'luckydraw.witness';
const JOINING_TIP = 'luckydraw.joining-tip';
const keepsakeKey = (eventId: string): string => `luckydraw.fairness.${eventId}`;

const isKeepsake = (value: unknown): value is Keepsake =>
  isObject(value) &&
  typeof value['token'] === 'string' &&
  (value['randomness'] === null || isRandomness(value['randomness'])) &&
  Array.isArray(value['seals']) &&
  value['seals'].every(isSeenSeal) &&
  typeof value['swapped'] === 'boolean';

const parse = (text: string | null): unknown => {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // Half written, or not ours: as good as nothing.
  }
};

export interface Keepsakes {
  /**
   * The secret tip that goes with a joining: the same for the same Idempotency-Key, also after a reload, because a
   * repetition must say the same. It never leaves this browser, not even in a cookie.
   */
  joiningTip(joiningKey: string): Hex;
  /** The host has given a number for this tip. */
  begin(eventId: string, token: string, tip: Hex): void;
  /** Always read anew: another tab may have used a step meanwhile. */
  of(ticket: Ticket): Keepsake;
  write(ticket: Ticket, keepsake: Keepsake): void;
  witness(): Witness;
  writeWitness(witness: Witness): void;
}

export const createKeepsakes = (shelf: Shelf): Keepsakes => {
  // Another tab with the same key has a tip of its own: the one that this tab has sent comes first.
  const tips = new Map<string, Hex>();
  const read = (eventId: string, token: string): Keepsake | null => {
    const value = parse(shelf.getItem(keepsakeKey(eventId)));
    return isKeepsake(value) && value.token === token ? value : null;
  };
  const write = (eventId: string, keepsake: Keepsake): void =>
    shelf.setItem(keepsakeKey(eventId), JSON.stringify(keepsake));
  return {
    joiningTip: (joiningKey) => {
      const stored = parse(shelf.getItem(JOINING_TIP));
      const known =
        tips.get(joiningKey) ?? (isObject(stored) && stored['key'] === joiningKey ? stored['tip'] : undefined);
      if (isHex(known)) return known;
      const tip = toHex(crypto.getRandomValues(new Uint8Array(32)));
      tips.set(joiningKey, tip);
      shelf.setItem(JOINING_TIP, JSON.stringify({ key: joiningKey, tip }));
      return tip;
    },
    begin: (eventId, token, tip) => {
      if (read(eventId, token)?.randomness) return;
      write(eventId, { token, randomness: { tip, used: [] }, seals: [], swapped: false });
      shelf.removeItem(JOINING_TIP);
    },
    of: ({ eventId, token }) => read(eventId, token) ?? { token, randomness: null, seals: [], swapped: false },
    write: ({ eventId }, keepsake) => write(eventId, keepsake),
    witness: () => readWitness(parse(shelf.getItem(WITNESS))),
    writeWitness: (witness) => shelf.setItem(WITNESS, JSON.stringify(witness)),
  };
};
