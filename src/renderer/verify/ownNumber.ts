/** "Is my number in it?": a checked proof against what this browser's phone screen knows. */
import { announcementHash, isAnnouncement } from '../../core/fairness/announcement.ts';
import { phoneHolder } from '../../core/fairness/entries.ts';
import type { JsonObject } from '../../core/fairness/shape.ts';
import type { Verdict } from '../../core/fairness/verify.ts';
import type { OwnTicket, Witnessed } from './ownTicket.ts';

/**
 * `in`: my number stands there with my own holder. `other`: my number stands there, but with another holder.
 * `won_before`, `joined_later`: why it is not there. `absent`: it is not there and nothing known here says why.
 */
export type NumberFinding = 'in' | 'other' | 'won_before' | 'joined_later' | 'absent';

/** `unknown`: this browser saw nothing of that draw beforehand. */
export type SightFinding = 'same' | 'differs' | 'unknown';

export type OwnFindings =
  /** No number is kept in this browser, or one of another event. */
  | { readonly state: 'no_ticket' | 'other_event' }
  | {
      readonly state: 'compared';
      readonly drawNumber: number;
      /** Null where the entries did not pass their check, so that nothing can be said. */
      readonly number: NumberFinding | null;
      /** The place among the winners, from 1; 0 for none. */
      readonly wonAt: number;
      readonly reserveAt: number;
      readonly announcement: SightFinding;
      readonly seal: SightFinding;
    };

export interface OwnKnowledge {
  /** The number in the event that the proof is of. */
  readonly ticket: OwnTicket | null;
  /** This browser was in some event. */
  readonly anyTicket: boolean;
  /** Saved announcements by draw id. */
  readonly witness: ReadonlyMap<string, Witnessed>;
  /** The draw's id at the host, where it is known; a file does not tell. */
  readonly drawId: string | null;
  /** Winning numbers of earlier draws of the same event. */
  readonly earlierWinners: readonly number[];
}

const sight = (same: boolean): SightFinding => (same ? 'same' : 'differs');

/** Never throws, whatever the document is. */
export const compareOwn = (document: JsonObject, verdict: Verdict, own: OwnKnowledge): OwnFindings => {
  const { ticket, witness, drawId } = own;
  const { announcement, seal } = document;
  if (ticket === null || !isAnnouncement(announcement) || announcement.event !== ticket.eventId) {
    return { state: own.anyTicket ? 'other_event' : 'no_ticket' };
  }

  const hash = announcementHash(announcement);
  const saved =
    (drawId === null ? undefined : witness.get(drawId)) ??
    // Without the draw's id the hash alone finds it; that nothing is found then says nothing.
    [...witness.values()].find(({ announcementHash }) => announcementHash === hash);
  const compared = {
    state: 'compared',
    drawNumber: ticket.drawNumber,
    announcement: saved ? sight(saved.announcementHash === hash) : 'unknown',
    seal: saved ? sight(saved.seal === seal) : 'unknown',
  } as const;
  if (!verdict.ok) return { ...compared, number: null, wonAt: 0, reserveAt: 0 };

  const { entries, winners, reserves } = verdict.proof;
  const holder = phoneHolder(ticket.token);
  const entry = entries.find(([number]) => number === ticket.drawNumber);
  if (entry?.[2] === holder) {
    const placeIn = (numbers: readonly number[]): number => numbers.indexOf(ticket.drawNumber) + 1;
    return { ...compared, number: 'in', wonAt: placeIn(winners), reserveAt: placeIn(reserves) };
  }
  const why = (): NumberFinding => {
    if (entry) return 'other';
    if (own.earlierWinners.includes(ticket.drawNumber)) return 'won_before';
    return ticket.joinedAt > Date.parse(announcement.announced_at) ? 'joined_later' : 'absent';
  };
  return { ...compared, number: why(), wonAt: 0, reserveAt: 0 };
};
