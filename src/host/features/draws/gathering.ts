import type { Announcement } from '../../../core/fairness/announcement.ts';
import { chainLength } from '../../../core/fairness/chain.ts';
import type { Entry } from '../../../core/fairness/entries.ts';
import {
  roomEntropy,
  roundOf,
  type BeaconEntropy,
  type Contribution,
  type Entropy,
} from '../../../core/fairness/entropy.ts';
import { verifyPhoneLink } from '../../../core/fairness/phoneChain.ts';
import { inTurns } from '../../platform/inTurns.ts';

/** What is known of a phone that offers a contribution. */
export interface Contributor {
  readonly drawNumber: number;
  /** Hex; null: it gave none. */
  readonly commitment: string | null;
  /** The last step that it has revealed in an earlier draw. */
  readonly entropyStep: number;
  /** How many draws the event had announced when it joined. */
  readonly joinedAfter: number;
}

/** The entropy of one announced draw as it comes in. Nothing is taken after `close`. */
export interface Gathering {
  /** Whether the announced sources name this one. */
  has(source: 'room' | 'spoken'): boolean;
  beaconRound(): number | null;
  /**
   * Takes a phone's step, or counts it as refused: stranger, wrong step or value, a second one, too late. `again`: it is the
   * one that was taken before; whoever did not hear the answer asks again.
   */
  contribute(contributor: Contributor | null, step: number, value: string): 'counts' | 'again' | 'refused';
  refuse(): void;
  counted(): number;
  refused(): number;
  words: string | null;
  beacon: BeaconEntropy | null;
  /** The list of section 5 in the announced order, and the contributions behind it. */
  close(): Promise<{ readonly entropy: Entropy[]; readonly room: Contribution[] }>;
}

/** `kept`: contributions that were taken before the host was started again. */
export const createGathering = (
  announcement: Announcement,
  entries: readonly Entry[],
  kept: readonly Contribution[],
): Gathering => {
  const numbers = new Set(entries.map(([number]) => number));
  const contributions = new Map(kept.map((given) => [given[0], given]));
  const position = (announcement.epoch - 1) * chainLength + announcement.draw;
  let refused = 0;
  let closed = false;
  const round = announcement.entropy.map(roundOf).find((named) => named !== null) ?? null;

  return {
    words: null,
    beacon: null,
    has: (source) => announcement.entropy.includes(source),
    beaconRound: () => round,
    contribute: (contributor, step, value) => {
      const given = contributor && contributions.get(contributor.drawNumber);
      if (given && !closed && given[1] === step && given[2] === value) return 'again';
      const counts =
        !closed &&
        contributor !== null &&
        numbers.has(contributor.drawNumber) &&
        !contributions.has(contributor.drawNumber) &&
        step > contributor.entropyStep &&
        // One step for each draw: whoever could leave steps out at will could choose among many values.
        step <= position - contributor.joinedAfter &&
        verifyPhoneLink(contributor.commitment, step, value);
      if (counts) contributions.set(contributor.drawNumber, [contributor.drawNumber, step, value]);
      else refused += 1;
      return counts ? 'counts' : 'refused';
    },
    refuse: () => {
      refused += 1;
    },
    counted: () => contributions.size,
    refused: () => refused,
    async close() {
      // Whatever comes from now on is too late, also when the close cannot be stored at once.
      closed = true;
      const room = [...contributions.values()].sort(([a], [b]) => a - b);
      const mixedRoom = await inTurns(roomEntropy(room));
      const entropy = announcement.entropy.map((source): Entropy => {
        if (source === 'room') return mixedRoom;
        if (source === 'spoken') {
          if (this.words === null) throw new Error('the announced words are missing');
          return { source, value: this.words };
        }
        if (this.beacon === null) throw new Error('the announced beacon is missing');
        return this.beacon;
      });
      return { entropy, room };
    },
  };
};
