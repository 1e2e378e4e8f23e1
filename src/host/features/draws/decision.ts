import type { Announcement } from '../../../core/fairness/announcement.ts';
import { delayHex } from '../../../core/fairness/delay.ts';
import { delayInputOf, outcomeOf } from '../../../core/fairness/draw.ts';
import type { Entry } from '../../../core/fairness/entries.ts';
import type { Contribution, Entropy } from '../../../core/fairness/entropy.ts';
import { inTurns } from '../../platform/inTurns.ts';
import type { Decision } from './store.ts';

/** The winners and reserves of a draw (FAIRNESS section 7), with what was mixed in, as the store takes it. */
export const decisionOf = async (draw: {
  readonly announcement: Announcement;
  /** The link of the seal chain that this draw reveals, hex. */
  readonly chainLink: string;
  readonly entries: readonly Entry[];
  readonly entropy: readonly Entropy[];
  readonly room: readonly Contribution[];
  readonly decidedAt: number;
}): Promise<Decision> => {
  const { announcement, chainLink, entries, entropy } = draw;
  const delay = delayHex(delayInputOf({ announcement, chainLink, entropy }));
  const outcome = await inTurns(outcomeOf({ announcement, chainLink, entries, entropy, delay }));
  return {
    decidedAt: draw.decidedAt,
    winners: outcome.winners,
    reserves: outcome.reserves,
    room: JSON.stringify(draw.room),
    entropy: JSON.stringify(entropy),
  };
};
