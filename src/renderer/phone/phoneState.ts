/** What a phone shows, as a pure function of what it knows. */
import type { Win } from '../../contract/routes.ts';
import type { AudienceView, PublicDraw } from '../../contract/views.ts';
import type { CallError } from '../common/api.ts';

/** What a phone keeps of its place in an event. */
export interface Ticket {
  readonly eventId: string;
  readonly token: string;
  readonly drawNumber: number;
  /** The round of the event in which the number was given; null until the first view tells. */
  readonly joinRound: number | null;
  /** The host's clock at joining, ms since 1970; 0 where the number was there before. */
  readonly joinedAt: number;
  /** For the moments in which nothing is known but the ticket. */
  readonly eventName: string;
  readonly numberWidth: number;
}

export interface Known {
  readonly ticket: Ticket | null;
  readonly view: AudienceView | null;
  /** The wins that the host has told of, newest first. */
  readonly wins: readonly Win[];
  readonly online: boolean;
  /** Why the last attempt to join failed. */
  readonly refusal: CallError | null;
}

/** A win as it is shown; the claim code comes a moment after the reels have stopped. */
export interface ShownWin {
  readonly drawId: string;
  readonly prizeName: string;
  readonly imageUrl: string | null;
  readonly claimCode: string | null;
  readonly claimed: boolean;
}

export type Scene =
  | { readonly state: 'joining' | 'closed' | 'full' | 'offline-new' }
  | { readonly state: 'waiting' }
  /** The reels turn, and this number is among them. */
  | { readonly state: 'drawing'; readonly draw: PublicDraw }
  | { readonly state: 'lost'; readonly draw: PublicDraw }
  /** `fresh`: the reels have just stopped on this number. `drawing`: another prize is being drawn meanwhile. */
  | {
      readonly state: 'won';
      readonly wins: readonly ShownWin[];
      readonly fresh: boolean;
      readonly drawing: PublicDraw | null;
    };

const shown = (win: Win): ShownWin => ({
  drawId: win.draw_id,
  prizeName: win.prize_name,
  imageUrl: win.image_url,
  claimCode: win.claim_code,
  claimed: win.claimed_at !== null,
});

const winInView = ({ draw }: AudienceView, drawNumber: number): PublicDraw | null =>
  draw?.winners?.some((winner) => winner.draw_number === drawNumber) ? draw : null;

/** Whether the view belongs to the same round of the same event as the ticket. */
export const isSameRound = (ticket: Ticket, view: AudienceView): boolean =>
  ticket.eventId === view.id && (ticket.joinRound === null || ticket.joinRound === view.join_round);

export const sceneOf = ({ ticket, view, wins, online, refusal }: Known): Scene => {
  if (!ticket) {
    if (refusal === 'registration_closed') return { state: 'closed' };
    if (refusal === 'event_full') return { state: 'full' };
    return { state: refusal === 'offline' && !online ? 'offline-new' : 'joining' };
  }
  const current = view && isSameRound(ticket, view) ? view : null;
  const won = current && winInView(current, ticket.drawNumber);
  const turning = current && current.stage !== 'idle' && current.stage !== 'winner' ? current.draw : null;
  const told = wins.map(shown);
  if (won && !told.some(({ drawId }) => drawId === won.draw_id)) {
    told.unshift({
      drawId: won.draw_id,
      prizeName: won.prize_name,
      imageUrl: won.image_url,
      claimCode: null,
      claimed: false,
    });
  }
  if (told.length > 0) return { state: 'won', wins: told, fresh: won !== null, drawing: turning };
  // Who joins while the reels turn is in the next draw, and has lost nothing.
  const draw = current?.draw;
  if (!draw || ticket.joinedAt > draw.started_at) return { state: 'waiting' };
  return turning ? { state: 'drawing', draw } : { state: 'lost', draw };
};
