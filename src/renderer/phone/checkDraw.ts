/** Asks the host for what concerns this phone in a revealed draw, and checks it. */
import { commitmentOf } from '../../core/fairness/phoneChain.ts';
import { call, type CallError } from '../common/api.ts';
import type { Revealed } from './fairness.ts';
import type { Keepsakes } from './keepsakes.ts';
import { lightCheck, type Absence, type LightReport } from './lightCheck.ts';
import { usedFor, valueOf } from './randomness.ts';
import { isNumberReused, sightOf } from './witness.ts';

/** The entries of a draw are frozen a moment before it is announced; who joined within this may be in or not. */
const JOINING_MARGIN_MS = 15_000;

/**
 * `no_answer`: ask again later. `new_number`: the ticket is worth nothing any more. `isKnown`: false where the host says
 * that there is no such draw.
 */
export type Outcome = 'no_answer' | 'new_number' | { readonly isKnown: boolean; readonly report: LightReport };

/** What is not answered for so long was lost on the air. */
const PATIENCE_MS = 10_000;

const NONE: readonly CallError[] = ['draw_not_found', 'participant_not_found'];

export const checkDraw = async (subject: Revealed, keepsakes: Keepsakes): Promise<Outcome> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  const outcome = await check(subject, keepsakes, abort.signal);
  clearTimeout(timer);
  return outcome;
};

const check = async ({ draw, ticket, view }: Revealed, keepsakes: Keepsakes, signal: AbortSignal): Promise<Outcome> => {
  const params = { draw_id: draw.draw_id };
  const [announcement, receipt] = await Promise.all([
    call('announcement', { params, signal }),
    call('receipt', { params, token: ticket.token, signal }),
  ]);
  if (!announcement.ok && !NONE.includes(announcement.refusal.code)) return 'no_answer';
  if (!receipt.ok && !NONE.includes(receipt.refusal.code)) return 'no_answer';

  let absence: Absence | null = ticket.joinedAt > draw.announced_at - JOINING_MARGIN_MS ? 'just_joined' : null;
  if (!receipt.ok && absence === null) {
    // The wins that this phone knows may be older than the draw.
    const own = await call('myNumber', { query: { event_id: ticket.eventId }, token: ticket.token, signal });
    if (!own.ok) return own.refusal.code === 'participant_not_found' ? 'new_number' : 'no_answer';
    if (own.value.wins.some((win) => win.draw_id !== draw.draw_id)) absence = 'won_before';
  }

  const { randomness, seals, swapped } = keepsakes.of(ticket);
  const used = randomness && usedFor(randomness, draw.draw_id);
  const witness = keepsakes.witness();
  const report = lightCheck({
    eventId: view.id,
    draw,
    token: ticket.token,
    drawNumber: ticket.drawNumber,
    absence,
    commitment: randomness && commitmentOf(randomness.tip),
    sent: randomness && used && { step: used.step, value: valueOf(randomness, used), promised: used.promised },
    witnessed: witness[draw.draw_id] ?? null,
    numberReused: isNumberReused(witness, draw),
    seal: sightOf(seals, swapped, draw),
    announcement: announcement.ok ? announcement.value : null,
    receipt: receipt.ok ? receipt.value : null,
  });
  return { isKnown: announcement.ok, report };
};
