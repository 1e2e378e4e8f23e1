/** The attendee's side of the draw: joins, keeps the ticket, follows the show, asks for wins. No DOM but timers. */
import type { Win } from '../../contract/routes.ts';
import { call, type CallError } from '../common/api.ts';
import { connectLive } from '../common/live.ts';
import { isSameRound, type Known, type Ticket } from './phoneState.ts';
import { forgetJoiningKey, joiningKey, onOtherTab, readTicket, writeTicket } from './ticketStore.ts';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;
/** After a restart of the host, or a reset, a whole room comes back: spread over this. */
const SPREAD_MS = 1_500;
const REJOIN_SPREAD_MS = 3_000;
const FULL_RETRY_MS = 20_000;
const BUSY_MS = 500;
/** A winner looks now and then whether the prize table has handed over. */
const CLAIM_LOOK_MS = 20_000;

const spread = (ms: number): number => Math.random() * ms;

export interface Attendee {
  known(): Known;
  subscribe(changed: () => void): void;
}

/** `eventId`: from the link or the page; null: the live view tells. */
export const joinDraw = (eventId: string | null): Attendee => {
  let known: Known = { ticket: readTicket(), view: null, wins: [], online: false, refusal: null };
  const listeners: (() => void)[] = [];
  const set = (next: Partial<Known>): void => {
    known = { ...known, ...next };
    for (const listener of listeners) listener();
  };

  const keep = (ticket: Ticket): void => {
    writeTicket(ticket);
    set({ ticket, refusal: null });
  };

  let busy = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (ms: number, run: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };

  const failed = (code: CallError): void => {
    set({ refusal: code });
    if (code === 'registration_closed') return; // The view tells when it is open again.
    later(code === 'event_full' ? FULL_RETRY_MS + spread(FULL_RETRY_MS) : retryMs + spread(retryMs), joinSafely);
    retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
  };

  /** Asks for a number: a new one, or the own one again. */
  const join = async (): Promise<void> => {
    const target = known.view?.id ?? eventId;
    if (target === null) return; // The first view tells, and comes back here.
    const { ticket } = known;
    const own = ticket?.eventId === target ? ticket : null;
    const answer = await call('register', {
      body: { event_id: target, ...(own ? { session_token: own.token } : {}) },
      idempotencyKey: joiningKey(),
    });
    if (!answer.ok) {
      const { code } = answer.refusal;
      // Another request was sent with this key: by an earlier page that never heard the answer.
      if (code === 'idempotency_key_reused') forgetJoiningKey();
      // A link to an event of the past: the one that is on now is meant.
      if (code === 'event_not_found') eventId = known.view?.id ?? null;
      return failed(code);
    }
    forgetJoiningKey();
    retryMs = FIRST_RETRY_MS;
    const { view } = known;
    keep({
      eventId: target,
      token: answer.value.session_token,
      drawNumber: answer.value.draw_number,
      joinRound: view?.id === target ? view.join_round : null,
      joinedAt: answer.value.is_existing ? 0 : live.hostNow(),
      eventName: view?.name ?? ticket?.eventName ?? '',
      numberWidth: view?.number_width ?? ticket?.numberWidth ?? 3,
    });
    set({ wins: [] });
  };

  /** The number and the wins of the ticket; whoever is not known (any more) joins. */
  const ask = async (ticket: Ticket): Promise<void> => {
    const answer = await call('myNumber', { query: { event_id: ticket.eventId }, token: ticket.token });
    if (answer.ok) {
      retryMs = FIRST_RETRY_MS;
      if (answer.value.draw_number !== ticket.drawNumber) keep({ ...ticket, drawNumber: answer.value.draw_number });
      return set({ wins: answer.value.wins satisfies Win[] });
    }
    const { code } = answer.refusal;
    if (code === 'participant_not_found' || code === 'event_not_found') return join();
    return failed(code);
  };

  const run = (task: () => Promise<void>): void => {
    if (busy) return later(BUSY_MS, () => run(task));
    busy = true;
    clearTimeout(timer);
    void task().finally(() => {
      busy = false;
    });
  };
  const joinSafely = (): void => {
    const { ticket } = known;
    run(() => (ticket && (eventId === null || ticket.eventId === eventId) ? ask(ticket) : join()));
  };
  const askAgain = (): void => {
    const { ticket } = known;
    if (ticket) run(() => ask(ticket));
  };

  const live = connectLive('audience');
  let wasOnline = false;
  let everOnline = false;
  let stageSeen = '';
  let drawsSeen = 0;
  live.subscribe(() => {
    const { view, online } = live.get();
    set({ view, online });
    const back = online && !wasOnline && everOnline;
    wasOnline = online;
    everOnline ||= online;
    if (!view) return;
    const { ticket, wins, refusal } = known;
    if (!ticket) {
      if (refusal === null || (refusal === 'registration_closed' && view.registration_open)) joinSafely();
      return;
    }
    if (ticket.eventId === view.id && ticket.joinRound === null) keep({ ...ticket, joinRound: view.join_round });
    else if (!isSameRound(ticket, view)) return later(spread(REJOIN_SPREAD_MS), () => run(join));
    if (ticket.eventName !== view.name || ticket.numberWidth !== view.number_width) {
      keep({ ...(known.ticket ?? ticket), eventName: view.name, numberWidth: view.number_width });
    }
    const stage = `${view.stage} ${view.draw?.draw_id ?? ''}`;
    const newStage = stage !== stageSeen;
    stageSeen = stage;
    const wasReset = view.draws < drawsSeen;
    drawsSeen = view.draws;
    const justWon = newStage && view.draw?.winners?.some(({ draw_number }) => draw_number === ticket.drawNumber);
    // A win may have come or gone; everybody else has nothing to ask.
    if (back) later(spread(SPREAD_MS), askAgain);
    else if (justWon || (wasReset && wins.length > 0)) askAgain();
  });

  setInterval(() => {
    if (known.online && known.wins.some(({ claimed_at }) => claimed_at === null)) askAgain();
  }, CLAIM_LOOK_MS);
  onOtherTab((ticket) => set({ ticket }));
  joinSafely();

  return { known: () => known, subscribe: (changed) => void listeners.push(changed) };
};
