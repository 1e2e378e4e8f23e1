/** What the main button does now, decided from what the operator sees. */
import type { AdminPrize } from '../../../../contract/event/views.ts';
import { MAX_WINNERS } from '../../../../contract/stage/limits.ts';
import type { OperatorView, PublicDraw } from '../../../../contract/stage/views.ts';

/** What the operator chose on this screen, until the host has it: then it is the same on every screen. */
export interface Choice {
  readonly prizeId: string | null;
  readonly count: { readonly value: number; readonly prizeId: string } | null;
}
export const NO_CHOICE: Choice = { prizeId: null, count: null };

export type MainAction =
  | { readonly kind: 'draw'; readonly prize: AdminPrize; readonly count: number }
  /** The draw is announced, and waits for everything that was announced: nothing can be pressed. */
  | { readonly kind: 'armed'; readonly draw: PublicDraw }
  | { readonly kind: 'busy'; readonly revealAt: number | null }
  | { readonly kind: 'dismiss'; readonly drawId: string }
  | { readonly kind: 'none'; readonly reason: 'noPrizes' | 'noneLeft' | 'nobody' | 'everybodyWon' };

type ShowView = Pick<OperatorView, 'prizes' | 'settings' | 'eligible' | 'count' | 'stage' | 'draw' | 'draws'>;

/** The prize that is drawn next: the chosen one while any of it is left, else the host's, else the first left. */
export const chosenPrize = (view: Pick<ShowView, 'prizes' | 'settings'>, choice: Choice): AdminPrize | null => {
  const left = view.prizes.filter((prize) => prize.remaining > 0);
  return (
    left.find((prize) => prize.id === choice.prizeId) ??
    left.find((prize) => prize.id === view.settings.next_prize_id) ??
    left[0] ??
    null
  );
};

/** How many winners one draw of this prize can have now. */
export const maxWinners = (view: Pick<ShowView, 'eligible'>, prize: AdminPrize): number =>
  Math.min(prize.remaining, view.eligible, MAX_WINNERS);

/** How many winners the next draw takes: as chosen, else as the prize has it, never more than there can be. */
export const chosenCount = (view: Pick<ShowView, 'eligible'>, prize: AdminPrize, { count }: Choice): number => {
  const wanted = count?.prizeId === prize.id ? count.value : prize.winners_per_draw;
  return Math.max(1, Math.min(wanted, maxWinners(view, prize)));
};

/** What of a choice the host does not have yet. The same choice where nothing has changed. */
export const stillToCome = (view: Pick<ShowView, 'prizes' | 'settings'>, choice: Choice): Choice => {
  const { prizeId, count } = choice;
  const isNext = prizeId !== null && prizeId === view.settings.next_prize_id;
  const counted = view.prizes.some(({ id, winners_per_draw: has }) => id === count?.prizeId && has === count.value);
  return isNext || counted ? { prizeId: isNext ? null : prizeId, count: counted ? null : count } : choice;
};

export const mainActionOf = (view: ShowView, choice: Choice): MainAction => {
  if (view.stage === 'winner') return { kind: 'dismiss', drawId: view.draw?.draw_id ?? '' };
  if (view.stage === 'armed' && view.draw) return { kind: 'armed', draw: view.draw };
  if (view.stage !== 'idle')
    return { kind: 'busy', revealAt: view.draw?.step_in?.reveal_at ?? view.draw?.reveal_at ?? null };
  const prize = chosenPrize(view, choice);
  if (prize === null) return { kind: 'none', reason: view.prizes.length === 0 ? 'noPrizes' : 'noneLeft' };
  if (view.eligible === 0) return { kind: 'none', reason: view.count === 0 ? 'nobody' : 'everybodyWon' };
  return { kind: 'draw', prize, count: chosenCount(view, prize, choice) };
};

/**
 * The idempotency key of a draw: the same for every press of the button on the same view, on this screen or on another,
 * so that they are one draw. `attempt` rises when the host refused, so that the next press asks anew instead of being
 * given the old refusal.
 */
export const drawKey = (
  view: Pick<OperatorView, 'id' | 'seal' | 'draws' | 'draws_revision'>,
  prizeId: string,
  count: number,
  attempt: number,
): string =>
  ['draw', view.id, view.seal.slice(0, 16), view.draws, view.draws_revision, prizeId, count, attempt].join('.');

/**
 * Whether an answer belongs to an earlier draw. After a reset and a restart of the host, a view and therefore its key
 * can occur a second time: the host then repeats its answer of the first time. Its time for the phones has been over for
 * long, by which it is known; the press must then ask with another key.
 */
export const isOldAnswer = (entropyUntil: string, hostNow: number): boolean =>
  hostNow - Date.parse(entropyUntil) > 120_000;

/** A press within this time after the stage changed was meant for what was there before. */
export const SETTLE_MS = 800;
