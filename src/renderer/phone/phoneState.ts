/** What a phone shows, as a pure function of what it knows. */
import type { Win } from '../../contract/event/routes.ts';
import type { AudienceView, PublicDraw } from '../../contract/stage/views.ts';
import type { CallError } from '../common/api.ts';
import { standingWinners } from '../common/standingWinners.ts';
import type { Ticket } from '../common/storedTicket.ts';

export interface Known {
  readonly ticket: Ticket | null;
  readonly view: AudienceView | null;
  /** The connection is gone, and has been for longer than a moment. */
  readonly offline: boolean;
  /** Why the last attempt to join failed. */
  readonly refusal: CallError | null;
}

/** A win as it is shown; the claim code comes a moment after the reels have stopped. */
export interface ShownWin {
  readonly drawId: string;
  readonly prizeName: string;
  readonly prizeDescription: string;
  readonly imageUrl: string | null;
  readonly claimCode: string | null;
  readonly claimed: boolean;
  /** This number took the place of a winner who was absent. */
  readonly steppedIn: boolean;
}

/** A prize that was won, and went to another because its winner was not there. */
export interface ShownForfeit {
  readonly prizeName: string;
  /** The organiser's words; empty where there are none, or the host has not told them yet. */
  readonly reason: string;
}

export type Scene =
  /** `crowded`: the host is there and asks to wait a moment. */
  | { readonly state: 'joining'; readonly crowded: boolean }
  | { readonly state: 'closed' | 'full' | 'offline-new' }
  /** `fromNext`: this number was given while the draw on the stage was under way, and is in from the next one on. */
  | { readonly state: 'waiting'; readonly fromNext: boolean }
  | { readonly state: 'drawing'; readonly draw: PublicDraw; readonly stopping: boolean; readonly fromNext: boolean }
  | { readonly state: 'lost'; readonly draw: PublicDraw }
  /** Won, called, and not there. */
  | { readonly state: 'forfeited'; readonly forfeit: ShownForfeit; readonly drawing: PublicDraw | null }
  /** `drawing`: another prize is being drawn meanwhile. `celebrate`: the draw whose win is new to this phone. */
  | {
      readonly state: 'won';
      readonly wins: readonly ShownWin[];
      readonly drawing: PublicDraw | null;
      readonly celebrate: string | null;
    };

const told = (win: Win): ShownWin => ({
  drawId: win.draw_id,
  prizeName: win.prize_name,
  prizeDescription: win.prize_description,
  imageUrl: win.image_url,
  claimCode: win.claim_code,
  claimed: win.claimed_at !== null,
  steppedIn: win.stepped_in,
});

const justRevealed = (draw: PublicDraw): ShownWin => ({
  drawId: draw.draw_id,
  prizeName: draw.prize_name,
  prizeDescription: draw.prize_description,
  imageUrl: draw.image_url,
  claimCode: null,
  claimed: false,
  steppedIn: draw.step_in !== null,
});

/** Whether the view belongs to the same round of the same event as the ticket. */
export const isSameRound = (ticket: Ticket, view: AudienceView): boolean =>
  ticket.eventId === view.id && (ticket.joinRound === null || ticket.joinRound === view.join_round);

/** The draw on the stage if it was revealed and this ticket's number won in it. */
export const winOnStage = (ticket: Ticket, view: AudienceView): PublicDraw | null =>
  view.draw && isSameRound(ticket, view) && standingWinners(view.draw).includes(ticket.drawNumber) ? view.draw : null;

/** Whether this ticket's number won in the draw on the stage and was absent. */
export const isForfeitedOnStage = (ticket: Ticket, view: AudienceView): boolean =>
  isSameRound(ticket, view) &&
  (view.draw?.forfeits.some(({ draw_number }) => draw_number === ticket.drawNumber) ?? false);

/** A win that is still to be handed over. Phones that were here before an update stored no `forfeited_at`. */
export const isAwaited = ({ claimed_at, forfeited_at }: Win): boolean => claimed_at === null && !forfeited_at;

/** What the host has told, and before it the win that the stage shows and the host has not told yet. */
const winsOf = (ticket: Ticket, view: AudienceView | null): readonly ShownWin[] => {
  const wins = ticket.wins
    .filter((win) => !win.forfeited_at && !(win.draw_id === view?.draw?.draw_id && isForfeitedOnStage(ticket, view)))
    .map(told);
  const onStage = view && winOnStage(ticket, view);
  return onStage && !wins.some(({ drawId }) => drawId === onStage.draw_id) ? [justRevealed(onStage), ...wins] : wins;
};

/** The win that this ticket has lost by absence, as the host or the stage tells it. */
const forfeitOf = (ticket: Ticket, view: AudienceView | null): ShownForfeit | null => {
  const told = ticket.wins.find(({ forfeited_at }) => Boolean(forfeited_at));
  if (told) return { prizeName: told.prize_name, reason: told.forfeit_reason };
  return view?.draw && isForfeitedOnStage(ticket, view) ? { prizeName: view.draw.prize_name, reason: '' } : null;
};

const withoutNumber = (refusal: CallError | null, offline: boolean): Scene => {
  if (refusal === 'registration_closed') return { state: 'closed' };
  if (refusal === 'event_full') return { state: 'full' };
  if (offline) return { state: 'offline-new' };
  return { state: 'joining', crowded: refusal !== null && refusal !== 'offline' };
};

export const sceneOf = ({ ticket, view, offline, refusal }: Known): Scene => {
  // After a reset the old number means nothing any more: a new one is on its way.
  if (!ticket || (view && !isSameRound(ticket, view))) return withoutNumber(refusal, offline);
  const draw = view?.draw ?? null;
  const turning = view && draw && view.stage !== 'idle' && view.stage !== 'winner' ? draw : null;
  const wins = winsOf(ticket, view);
  if (wins.length > 0) {
    const newWin = wins.find(({ drawId, claimed }) => !claimed && !ticket.celebrated.includes(drawId));
    return { state: 'won', wins, drawing: turning, celebrate: newWin?.drawId ?? null };
  }
  const forfeit = forfeitOf(ticket, view);
  if (forfeit) return { state: 'forfeited', forfeit, drawing: turning };
  if (!draw) return { state: 'waiting', fromNext: false };
  const fromNext = ticket.joinedAt > draw.announced_at;
  if (turning) return { state: 'drawing', draw, stopping: view?.stage === 'stopping', fromNext };
  return fromNext ? { state: 'waiting', fromNext } : { state: 'lost', draw };
};
