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
  const used: UsedStep = { drawId, step, countedUntil: null, stood: false };
  return { own: { ...own, used: [...own.used, used] }, used };
};

/** The same with what is known now of a draw's step. */
export const withAnswer = (
  own: Randomness,
  drawId: string,
  answer: Partial<Pick<UsedStep, 'countedUntil' | 'stood'>>,
): Randomness => ({
  ...own,
  used: own.used.map((used) => (used.drawId === drawId ? { ...used, ...answer } : used)),
});

export const valueOf = (own: Randomness, { step }: UsedStep): Hex => phoneLink(own.tip, step);

/** The draw on the stage if it asks this phone for randomness. Those who have won before are not in it. */
export const drawThatAsks = (view: AudienceView, ticket: Ticket): PublicDraw | null => {
  const { draw, stage } = view;
  if (!draw || stage !== 'armed' || draw.close !== null || !draw.sources.includes('room')) return null;
  if (!isSameRound(ticket, view)) return null;
  return ticket.wins.length === 0 && ticket.joinedAt <= draw.announced_at ? draw : null;
};

/**
 * Phones answer in the second half of the window, so that nobody has long to compute with what they said; the last fifth
 * is for those whose first try was lost.
 */
const FIRST = 0.5;
const LAST = 0.8;

/**
 * After how many ms to send, in a window from one moment to another by the host's clock; null when it is over. Who comes
 * late takes the first half of what is left. `random`: 0 ≤ x < 1.
 */
export const sendAfter = (from: number, until: number, now: number, random: number): number | null => {
  if (until <= now) return null;
  const first = Math.max(now, from + (until - from) * FIRST);
  const last = Math.max(from + (until - from) * LAST, first + (until - first) / 2);
  return first - now + (last - first) * random;
};

/** What was sent at least so long before the window's end was sent in time, if the air is any good. */
const IN_TIME_MS = 1_000;

export const isInTime = (until: number, now: number): boolean => until - now >= IN_TIME_MS;
