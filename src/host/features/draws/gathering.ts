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
  readonly drawId: string;
  readonly announcement: Announcement;
  readonly entries: readonly Entry[];
  /** Whether the announced sources name this one. */
  has(source: 'room' | 'spoken'): boolean;
  beaconRound(): number | null;
  /** Takes a phone's step, or counts it as refused: stranger, wrong step or value, a second one, too late. */
  contribute(contributor: Contributor | null, step: number, value: string): boolean;
  refuse(): void;
  counted(): number;
  refused(): number;
  words: string | null;
  beacon: BeaconEntropy | null;
  /** The list of section 5 in the announced order, and the contributions behind it. */
  close(): Promise<{ readonly entropy: Entropy[]; readonly room: Contribution[] }>;
}

export const createGathering = (drawId: string, announcement: Announcement, entries: readonly Entry[]): Gathering => {
  const numbers = new Set(entries.map(([number]) => number));
  const contributions = new Map<number, Contribution>();
  const position = (announcement.epoch - 1) * chainLength + announcement.draw;
  let refused = 0;
  let closed = false;
  const round = announcement.entropy.map(roundOf).find((named) => named !== null) ?? null;

  return {
    drawId,
    announcement,
    entries,
    words: null,
    beacon: null,
    has: (source) => announcement.entropy.includes(source),
    beaconRound: () => round,
    contribute: (contributor, step, value) => {
      // Whoever did not hear the answer asks again: the same contribution counts, once.
      const given = contributor && contributions.get(contributor.drawNumber);
      if (given && !closed && given[1] === step && given[2] === value) return true;
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
      return counts;
    },
    refuse: () => {
      refused += 1;
    },
    counted: () => contributions.size,
    refused: () => refused,
    async close() {
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
