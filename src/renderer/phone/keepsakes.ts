/** What a phone keeps for the sake of fairness, beside its ticket. */
import { isObject } from '../../core/fairness/shape.ts';
import { keepsakeKey } from './joiningSecret.ts';
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
  /** Always read anew: another tab may have used a step meanwhile. */
  of(ticket: Ticket): Keepsake;
  write(ticket: Ticket, keepsake: Keepsake): void;
  witness(): Witness;
  writeWitness(witness: Witness): void;
}

export const createKeepsakes = (shelf: Shelf): Keepsakes => ({
  of: ({ eventId, token }) => {
    const value = parse(shelf.getItem(keepsakeKey(eventId)));
    return isKeepsake(value) && value.token === token ? value : { token, randomness: null, seals: [], swapped: false };
  },
  write: ({ eventId }, keepsake) => shelf.setItem(keepsakeKey(eventId), JSON.stringify(keepsake)),
  witness: () => readWitness(parse(shelf.getItem(WITNESS))),
  writeWitness: (witness) => shelf.setItem(WITNESS, JSON.stringify(witness)),
});
