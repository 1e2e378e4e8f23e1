/** The secret that a phone commits to when it joins. The rest of what it does for fairness is loaded later. */
import { isHex, toHex, type Hex } from '../../core/fairness/bytes.ts';
import type { Shelf } from './ticketStore.ts';

const JOINING_TIP = 'luckydraw.joining-tip';
export const keepsakeKey = (eventId: string): string => `luckydraw.fairness.${eventId}`;

export interface JoiningSecret {
  /**
   * The tip that goes with a joining: the same for the same Idempotency-Key, also after a reload, because a repetition
   * must say the same. It never leaves this browser, not even in a cookie.
   */
  tipFor(joiningKey: string): Hex;
  /** The host has given a number for this tip: it is kept beside the ticket. */
  keep(eventId: string, token: string, tip: Hex): void;
}

export const createJoiningSecret = (shelf: Shelf): JoiningSecret => {
  // Another tab with the same key has a tip of its own: the one that this tab has sent comes first.
  const tips = new Map<string, Hex>();
  return {
    tipFor: (joiningKey) => {
      const [storedKey, storedTip] = (shelf.getItem(JOINING_TIP) ?? '').split(' ');
      const known = tips.get(joiningKey) ?? (storedKey === joiningKey ? storedTip : undefined);
      if (isHex(known)) return known;
      const tip = toHex(crypto.getRandomValues(new Uint8Array(32)));
      tips.set(joiningKey, tip);
      shelf.setItem(JOINING_TIP, `${joiningKey} ${tip}`);
      return tip;
    },
    keep: (eventId, token, tip) => {
      // The same number again, from another tab: its steps may be in use already.
      if (shelf.getItem(keepsakeKey(eventId))?.includes(JSON.stringify(token))) return;
      const keepsake = { token, randomness: { tip, used: [] }, seals: [], swapped: false };
      shelf.setItem(keepsakeKey(eventId), JSON.stringify(keepsake));
      shelf.removeItem(JOINING_TIP);
    },
  };
};
