/** Asks the host for what concerns this phone in a revealed draw, and checks it. */
import type { AudienceView, PublicDraw } from '../../../contract/stage/views.ts';
import { isAnnouncement } from '../../../core/fairness/announcement.ts';
import { isAmongHere } from '../../../core/stage/draw.ts';
import { commitmentOf } from '../../../core/fairness/phoneChain.ts';
import { isObject } from '../../../core/fairness/shape.ts';
import { call, type CallError } from '../../common/api.ts';
import type { KeyValueStore } from '../../common/browserStorage.ts';
import { readAnnouncements, readFairnessRecord } from '../../common/storedFairness.ts';
import type { Ticket } from '../../common/storedTicket.ts';
import { checkDelay } from './checkDelay.ts';
import { lightCheck, type Absence, type LightReport } from './lightCheck.ts';
import { missingDraws } from './missingDraws.ts';
import { usedFor, valueOf } from './randomness.ts';
import { isNumberReused, unseenBefore } from './savedAnnouncements.ts';
import { compareSeal } from './trustedSeals.ts';

/** A reveal that is to be checked, as it was seen. */
export interface Revealed {
  readonly view: AudienceView;
  readonly draw: PublicDraw;
  readonly ticket: Ticket;
}

/** The entries of a draw are frozen a moment before it is announced; who joined within this may be in or not. */
const JOINING_MARGIN_MS = 15_000;

/**
 * `no_answer`: ask again later. `new_number`: the ticket is worth nothing any more. `isKnown`: false where the host says
 * that there is no such draw.
 */
export type Outcome = 'no_answer' | 'new_number' | { readonly isKnown: boolean; readonly report: LightReport };

/** A request that is not answered for so long was lost on the air. */
const TIMEOUT_MS = 10_000;

const isOfThoseHere = (announcement: unknown): boolean =>
  isAnnouncement(announcement) && isAmongHere(announcement.rule);

const NOT_FOUND: readonly CallError[] = ['draw_not_found', 'participant_not_found'];

/** `isWanted`: false once nobody waits for the answer any more; what is answered then is worth nothing. */
export const checkDraw = async (
  { draw, ticket, view }: Revealed,
  storage: KeyValueStore,
  isWanted: () => boolean,
): Promise<Outcome> => {
  const params = { draw_id: draw.draw_id };
  // Whoever has won is out of the next draws, and has no receipt to ask for. A win of a later draw is no such reason.
  const isBefore = (win: { readonly draw_id: string; readonly draw: number }): boolean =>
    win.draw_id !== draw.draw_id && win.draw < draw.draw;
  const hasWonBefore = ticket.wins.some(isBefore);
  const [announcement, receipt] = await Promise.all([
    call('announcement', { params, timeoutMs: TIMEOUT_MS }),
    hasWonBefore ? null : call('receipt', { params, token: ticket.token, timeoutMs: TIMEOUT_MS }),
  ]);
  if (!announcement.ok && !NOT_FOUND.includes(announcement.refusal.code)) return 'no_answer';
  if (receipt && !receipt.ok && !NOT_FOUND.includes(receipt.refusal.code)) return 'no_answer';

  let absence: Absence | null = ticket.joinedAt > draw.announced_at - JOINING_MARGIN_MS ? 'just_joined' : null;
  if (hasWonBefore) absence = 'won_before';
  if (receipt && !receipt.ok && absence === null) {
    // The wins that this phone knows may be older than the draw.
    const own = await call('myNumber', {
      query: { event_id: ticket.eventId },
      token: ticket.token,
      timeoutMs: TIMEOUT_MS,
    });
    if (!own.ok) return own.refusal.code === 'participant_not_found' ? 'new_number' : 'no_answer';
    if (own.value.wins.some(isBefore)) absence = 'won_before';
    // Who was here the host alone says: it cannot be checked, so that it is never told as fair.
    else if (announcement.ok && isOfThoseHere(announcement.value.announcement)) absence = 'not_here';
  }

  const announcements = readAnnouncements(storage);
  const missing = await missingDraws(draw, unseenBefore(announcements, draw), TIMEOUT_MS);
  if (missing === null) return 'no_answer';
  const given: unknown = announcement.ok ? announcement.value : null;
  const delayHolds = await checkDelay(draw, isObject(given) ? given['announcement'] : null, isWanted);

  const { randomness, seals, swapped } = readFairnessRecord(storage, ticket);
  const used = randomness && usedFor(randomness, draw.draw_id);
  const report = lightCheck({
    eventId: view.id,
    draw,
    token: ticket.token,
    drawNumber: ticket.drawNumber,
    absence,
    commitment: randomness && commitmentOf(randomness.tip),
    sent: randomness && used && { ...used, value: valueOf(randomness, used) },
    saved: announcements.get(draw.draw_id) ?? null,
    numberReused: isNumberReused(announcements, draw),
    missing,
    seal: compareSeal(seals, swapped, draw),
    announcement: given,
    receipt: receipt?.ok ? receipt.value : null,
    delayHolds,
  });
  return { isKnown: announcement.ok, report };
};
