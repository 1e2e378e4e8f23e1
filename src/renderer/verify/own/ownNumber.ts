/** "Is my number in it?": a checked proof against what this browser's phone screen knows. */
import { announcementHash, isAnnouncement } from '../../../core/fairness/announcement.ts';
import { closeOf, isEntropy } from '../../../core/fairness/entropy.ts';
import type { Hex } from '../../../core/fairness/bytes.ts';
import { phoneHolder } from '../../../core/fairness/entries.ts';
import type { JsonObject } from '../../../core/fairness/shape.ts';
import type { Verdict } from '../../../core/fairness/verify.ts';
import type { FairnessRecord, SavedAnnouncements } from '../../common/storedFairness.ts';
import type { Ticket } from '../../common/storedTicket.ts';

/**
 * `in`: my number stands there with my own holder. `other`: my number stands there, but with another holder.
 * `won_before`, `joined_later`: why it is not there. `absent`: it is not there and nothing known here says why.
 */
export type NumberFinding = 'in' | 'other' | 'won_before' | 'joined_later' | 'absent';

/** `unknown`: this browser saw nothing of that draw beforehand. */
export type ComparisonFinding = 'same' | 'differs' | 'unknown';

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
      readonly announcement: ComparisonFinding;
      readonly seal: ComparisonFinding;
      readonly close: ComparisonFinding;
    };

export interface OwnKnowledge {
  /** The number in the event that the proof is of. */
  readonly ticket: Pick<Ticket, 'eventId' | 'token' | 'drawNumber' | 'joinedAt'> | null;
  /** This browser was in some event. */
  readonly anyTicket: boolean;
  /** The announcements that the phone's screen saw before their draws. */
  readonly announcements: SavedAnnouncements;
  /** The seals seen since joining; null where none are kept. */
  readonly seals: Pick<FairnessRecord, 'seals' | 'swapped'> | null;
  /** The draw's id at the host, where it is known; a file does not tell. */
  readonly drawId: string | null;
  /** Winning numbers of earlier draws of the same event. */
  readonly earlierWinners: readonly number[];
}

/** Whether the phone saw this announcement beforehand, or another one in its place. */
const compareAnnouncement = (
  hash: Hex,
  seal: unknown,
  draw: number,
  { announcements, drawId }: OwnKnowledge,
): ComparisonFinding => {
  const seen = [...announcements];
  // A second announcement under the same number of the same seal is a second try at the same secret, whatever its id.
  const inItsPlace = seen.filter(([id, saved]) => id === drawId || (saved.seal === seal && saved.draw === draw));
  if (inItsPlace.some(([, saved]) => saved.announcement_hash !== hash)) return 'differs';
  return seen.some(([, saved]) => saved.announcement_hash === hash) ? 'same' : 'unknown';
};

/** Whether what was mixed in is what this phone saw being closed. */
const compareClose = (entropy: unknown, hash: Hex, { announcements, drawId }: OwnKnowledge): ComparisonFinding => {
  const saved = [...announcements].find(([id, one]) => id === drawId || one.announcement_hash === hash)?.[1];
  if (!saved?.close) return 'unknown';
  if (!Array.isArray(entropy) || !entropy.every(isEntropy)) return 'differs';
  const close = closeOf(entropy);
  return close.entropy_hash === saved.close.entropy_hash && close.count === saved.close.count ? 'same' : 'differs';
};

/** `announcedAt`: of the draw, ms since 1970. */
const compareSeal = (
  seal: unknown,
  epoch: number,
  announcedAt: number,
  { ticket, announcements, drawId, seals: kept }: OwnKnowledge,
): ComparisonFinding => {
  const saved = drawId === null ? undefined : announcements.get(drawId);
  if (saved && saved.seal !== seal) return 'differs';
  const seals = kept?.seals ?? [];
  if (seals.some((one) => one.seal === seal && (one.epoch === epoch || one.epoch === null))) return 'same';
  if (seals.some((one) => one.epoch === epoch)) return 'differs';
  // Who joined before a draw of the first chain can have seen no other seal than that chain's.
  const joinedBefore = ticket !== null && ticket.joinedAt > 0 && ticket.joinedAt < announcedAt;
  if (joinedBefore && (kept?.swapped || (epoch === 1 && seals.length > 0))) return 'differs';
  return saved ? 'same' : 'unknown';
};

/** Never throws, whatever the document is. */
export const compareOwn = (document: JsonObject, verdict: Verdict, own: OwnKnowledge): OwnFindings => {
  const { ticket } = own;
  const { announcement, seal } = document;
  if (ticket === null || !isAnnouncement(announcement) || announcement.event !== ticket.eventId) {
    return { state: own.anyTicket ? 'other_event' : 'no_ticket' };
  }

  const hash = announcementHash(announcement);
  const compared = {
    state: 'compared',
    drawNumber: ticket.drawNumber,
    announcement: compareAnnouncement(hash, seal, announcement.draw, own),
    seal: compareSeal(seal, announcement.epoch, Date.parse(announcement.announced_at), own),
    close: compareClose(document['entropy'], hash, own),
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
