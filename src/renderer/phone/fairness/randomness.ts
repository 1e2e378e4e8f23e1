/** What this phone adds to draws: a chain of its own, one step a draw, never one twice (FAIRNESS sections 2 and 5). */
import type { AudienceView, PublicDraw } from '../../../contract/stage/views.ts';
import type { Hex } from '../../../core/fairness/bytes.ts';
import { phoneChainLength, phoneLink } from '../../../core/fairness/phoneChain.ts';
import type { Randomness, UsedStep } from '../../common/storedFairness.ts';
import type { Ticket } from '../../common/storedTicket.ts';
import { isSameRound } from '../phoneState.ts';

export const usedFor = (own: Randomness, drawId: string): UsedStep | null =>
  own.used.find((used) => used.drawId === drawId) ?? null;

/**
 * Binds a step to a draw: the one that is bound already, else the next unused one. Null when the chain is used up. Store
 * the answer before the step is sent: then no reload can give the same step to another draw.
 */
export const bindStep = (own: Randomness, drawId: string): { own: Randomness; used: UsedStep } | null => {
  const bound = usedFor(own, drawId);
  if (bound) return { own, used: bound };
  const step = Math.max(0, ...own.used.map((used) => used.step)) + 1;
  if (step > phoneChainLength) return null;
  const used: UsedStep = { drawId, step, countedUntil: null, promised: false };
  return { own: { ...own, used: [...own.used, used] }, used };
};

/** The same with what is known now of a draw's step. */
export const withAnswer = (
  own: Randomness,
  drawId: string,
  answer: Partial<Pick<UsedStep, 'countedUntil' | 'promised'>>,
): Randomness => ({
  ...own,
  used: own.used.map((used) => (used.drawId === drawId ? { ...used, ...answer } : used)),
});

export const valueOf = (own: Randomness, { step }: UsedStep): Hex => phoneLink(own.tip, step);

/** The draw on the stage if it asks this phone for randomness. Those who have won before are not in it. */
export const drawThatAsks = (view: AudienceView, ticket: Ticket): PublicDraw | null => {
  const { draw, stage } = view;
  if (!draw || stage !== 'armed' || !draw.sources.includes('room') || !isSameRound(ticket, view)) return null;
  return ticket.wins.length === 0 && ticket.joinedAt <= draw.announced_at ? draw : null;
};

/**
 * Phones answer in the window's second half, so that nobody has long to compute with what others have added. Ten thousand
 * answer within this share of that half; the rest is for those whose first try was lost.
 */
const SPREAD = 0.6;

/** After how many ms to send; null when the window is over. `random`: 0 ≤ x < 1. */
export const sendAfter = (until: number, now: number, random: number): number | null =>
  until > now ? ((until - now) / 2) * (1 + SPREAD * random) : null;
