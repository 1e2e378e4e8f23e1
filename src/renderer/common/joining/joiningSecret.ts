/** The secret that a phone commits to when it joins. The rest of what it does for fairness is loaded later. */
import { version } from '../../../core/fairness/version.ts';
import { isHex, toHex, type Hex } from '../../../core/fairness/bytes.ts';
import type { KeyValueStore } from '../browserStorage.ts';
import type { FairnessRecord } from '../storedFairness.ts';
import { earlierFairnessKey, fairnessKey } from '../storedTicket.ts';

const JOINING_SECRET_KEY = 'luckydraw.joining-tip';

export interface JoiningSecret {
  /**
   * The secret end of the chain that goes with a joining: the same for the same Idempotency-Key, also after a reload,
   * because a repetition must say the same. It never leaves this browser, not even in a cookie.
   */
  secretFor(joiningKey: string): Hex;
  /** The host has given a number for this secret: it is stored beside the ticket. */
  keep(eventId: string, token: string, chainSecret: Hex): void;
}

export const createJoiningSecret = (storage: KeyValueStore): JoiningSecret => {
  // Another tab with the same key has a secret of its own: the one that this tab has sent comes first.
  const secrets = new Map<string, Hex>();
  return {
    secretFor: (joiningKey) => {
      const [storedKey, storedSecret] = (storage.getItem(JOINING_SECRET_KEY) ?? '').split(' ');
      const known = secrets.get(joiningKey) ?? (storedKey === joiningKey ? storedSecret : undefined);
      if (isHex(known)) return known;
      const secret = toHex(crypto.getRandomValues(new Uint8Array(32)));
      secrets.set(joiningKey, secret);
      storage.setItem(JOINING_SECRET_KEY, `${joiningKey} ${secret}`);
      return secret;
    },
    keep: (eventId, token, chainSecret) => {
      const before = storage.getItem(fairnessKey(eventId));
      // The same number again, from another tab: its steps may be in use already.
      if (before?.includes(JSON.stringify(token))) return;
      if (before !== null) storage.setItem(earlierFairnessKey(eventId), before);
      const record: FairnessRecord = {
        v: version,
        token,
        randomness: { tip: chainSecret, used: [] },
        seals: [],
        swapped: false,
      };
      storage.setItem(fairnessKey(eventId), JSON.stringify(record));
      storage.removeItem(JOINING_SECRET_KEY);
    },
  };
};
