/** The attendee's side of the draw: joins, keeps the ticket, follows the show, asks for wins. */
import type { AudienceView } from '../../contract/stage/views.ts';
import { call } from '../common/api.ts';
import type { KeyValueStore } from '../common/browserStorage.ts';
import { createRegistration, JOINING_TIMEOUT_MS, type Registered } from '../common/joining/registration.ts';
import { isWorthAnotherTry, retryAfter } from '../common/joining/retry.ts';
import type { TicketStore } from '../common/joining/ticketStore.ts';
import { connectLive, type Live } from '../common/live.ts';
import { createRetryingTask } from '../common/retryingTask.ts';
import type { Ticket } from '../common/storedTicket.ts';
import { holdReveals } from './heldReveal.ts';
import { isAwaited, isForfeitedOnStage, isSameRound, winOnStage, type Known } from './phoneState.ts';

/** After a restart of the host all phones come back: spread over this. */
const RETURN_SPREAD_MS = 1_500;
/** After a reset of the participants all phones join anew: spread over this. */
const REJOIN_SPREAD_MS = 3_000;
/** Many winners at the same instant ask for their claim codes: spread over this. */
const CLAIM_SPREAD_MS = 400;
/** How often a winner's phone asks whether the prize was handed over. */
const CLAIM_POLL_MS = 15_000;
/** Shorter gaps than this are not worth a word. */
const OFFLINE_AFTER_MS = 800;
const FIRST_CONNECTION_MS = 2_500;

/** Tries with a key that is taken, 0.1 s apart, before this tab takes one of its own. */
const MAX_TRIES_WITH_TAKEN_KEY = 10;

const spread = (ms: number): number => Math.random() * ms;

export interface Attendee {
  known(): Known;
  subscribe(changed: () => void): () => void;
  /** This win has been celebrated. */
  celebrated(drawId: string): void;
  /** For what is loaded later and follows the show as well. */
  readonly live: Live<AudienceView>;
  readonly storage: KeyValueStore;
}

/** `eventId`: from the link or the page; null: the live view tells. It never ends: a phone follows as long as it is open. */
export const joinDraw = (eventId: string | null, store: TicketStore, storage: KeyValueStore): Attendee => {
  const registration = createRegistration(store, storage);
  // In a browser that was in this event before, the number is there at once, and is confirmed afterwards.
  let known: Known = { ticket: store.read(eventId), view: null, offline: false, refusal: null };
  const listeners = new Set<() => void>();
  const set = (next: Partial<Known>): void => {
    known = { ...known, ...next };
    showNumber();
    for (const listener of listeners) listener();
  };
  const keep = (ticket: Ticket): void => {
    store.write(ticket);
    set({ ticket, refusal: null });
  };

  const isHolding = (ticket: Ticket | null, target: string): ticket is Ticket =>
    ticket !== null && ticket.eventId === target && (known.view === null || isSameRound(ticket, known.view));

  const hostMoment = (here: number): number => live.hostNow() - (performance.now() - here);
  /** When a number was asked for that came before the host's clock was known. */
  let askedBeforeView: number | null = null;

  let failures = 0;
  const join = createRetryingTask(async () => {
    // The view knows best: a link to an event of the past means the one that is on now.
    const target = known.view?.id ?? eventId;
    const heldRound = known.ticket?.joinRound ?? 0;
    if (target === null || isHolding(known.ticket, target)) return null;
    // A reset was undone: the number from before it is good again.
    const earlier = known.view && store.readEarlier(target, known.view.join_round);
    if (earlier && heldRound > (earlier.joinRound ?? 0)) {
      keep(earlier);
      ask.soon(0);
      return null;
    }
    const stored = store.read(target);
    if (isHolding(stored, target)) {
      // Another tab, or an earlier visit, was here first.
      set({ ticket: stored, refusal: null });
      ask.soon(0);
      return null;
    }
    const round = known.view?.join_round ?? null;
    const answer = await registration.ask(target, round, stored);
    if (answer.ok) {
      failures = 0;
      receive(answer.value);
      return null;
    }
    const { code } = answer.refusal;
    failures += 1;
    // Another tab has joined with this key and a secret of its own: its ticket is here in a moment, and is taken then.
    if (code === 'idempotency_key_reused' && failures > MAX_TRIES_WITH_TAKEN_KEY) store.dropJoiningKey();
    if (known.view === null && (code === 'event_not_found' || code === 'invalid_request')) eventId = null;
    set({ refusal: code });
    return retryAfter(code, failures, known.view, Math.random);
  });

  const receive = (registered: Registered): void => {
    const { given, askedAt } = registered;
    const { view } = known;
    const before = store.read(given.event_id);
    if (before && before.token !== given.session_token && isHolding(before, given.event_id)) {
      set({ ticket: before, refusal: null });
    } else {
      const isOld = given.is_existing && before?.token === given.session_token;
      if (!given.is_existing) {
        registration.keepSecret(registered);
        // The host's clock is not known before the first view.
        if (view === null) askedBeforeView = askedAt;
      }
      keep({
        eventId: given.event_id,
        token: given.session_token,
        drawNumber: given.draw_number,
        joinRound: view?.id === given.event_id ? view.join_round : null,
        joinedAt: given.is_existing ? (before?.joinedAt ?? 0) : hostMoment(askedAt),
        eventName: view?.name ?? before?.eventName ?? '',
        numberWidth: view?.number_width ?? before?.numberWidth ?? 3,
        wins: isOld ? before.wins : [],
        celebrated: isOld ? before.celebrated : [],
      });
    }
    store.joined();
    if (given.is_existing) ask.soon(0);
  };

  /** The number and the wins of the ticket; whoever is not known (any more) joins. */
  const ask = createRetryingTask(async () => {
    const { ticket } = known;
    if (!ticket) return null;
    const answer = await call('myNumber', {
      query: { event_id: ticket.eventId },
      token: ticket.token,
      timeoutMs: JOINING_TIMEOUT_MS,
    });
    // Another ticket has come meanwhile: this answer speaks of none.
    if (known.ticket?.token !== ticket.token) return 0;
    if (!answer.ok) {
      const { code } = answer.refusal;
      if (code === 'participant_not_found') {
        store.forget(ticket.eventId);
        store.dropJoiningKey();
        set({ ticket: null });
        join.soon(0);
      }
      // Another event is on here; the view tells which, and its own ticket is asked for then.
      if (code === 'participant_not_found' || code === 'event_not_found') return null;
      failures += 1;
      return retryAfter(code, failures, known.view, Math.random);
    }
    failures = 0;
    keep({ ...known.ticket, drawNumber: answer.value.draw_number, wins: answer.value.wins });
    return nextPoll();
  });

  /** When a winner asks again: at once where the claim code is missing, now and then until the prize is handed over. */
  const nextPoll = (): number | null => {
    const { ticket, view } = known;
    const onStage = ticket && view && winOnStage(ticket, view);
    if (onStage && !ticket.wins.some(({ draw_id }) => draw_id === onStage.draw_id)) return 1_000 + spread(1_000);
    if (document.visibilityState === 'hidden' || !ticket?.wins.some(isAwaited)) return null;
    return CLAIM_POLL_MS + spread(CLAIM_POLL_MS / 2);
  };

  const live = holdReveals(connectLive('audience'));
  let online = false;
  /** The token that the host was shown on this connection. */
  let shown = '';
  /** The organiser sees which numbers have a phone. */
  const showNumber = (): void => {
    const { ticket, view } = known;
    if (!online || view === null || ticket?.eventId !== view.id || ticket.token === shown) return;
    shown = ticket.token;
    live.present(shown);
  };
  let everOnline = false;
  let offlineTimer: ReturnType<typeof setTimeout> | undefined;
  const followConnection = (isOnline: boolean): void => {
    if (isOnline === online) return;
    online = isOnline;
    clearTimeout(offlineTimer);
    if (!online) {
      shown = '';
      offlineTimer = setTimeout(() => set({ offline: true }), OFFLINE_AFTER_MS);
      return;
    }
    set({ offline: false });
    const wait = everOnline ? spread(RETURN_SPREAD_MS) : 0;
    // A win may have come while this phone was away. The first time it was asked for when the page opened.
    if (everOnline) ask.soon(wait);
    if (known.refusal !== 'registration_closed' && known.refusal !== 'event_full') join.soon(wait);
    everOnline = true;
  };

  const followView = (view: AudienceView): void => {
    const before = known.view;
    if (before === view) return;
    if (known.ticket && askedBeforeView !== null) keep({ ...known.ticket, joinedAt: hostMoment(askedBeforeView) });
    askedBeforeView = null;
    set({ view });
    const { ticket } = known;
    if (!ticket) {
      if (isWorthAnotherTry(known.refusal, before, view)) join.soon(0);
      return;
    }
    if (!isSameRound(ticket, view)) {
      // Once for each round: the counts change while everybody joins, and must not hurry this phone.
      if (isWorthAnotherTry(known.refusal, before, view)) join.soon(before === null ? 0 : spread(REJOIN_SPREAD_MS));
      return;
    }
    const renewed = {
      ...ticket,
      joinRound: view.join_round,
      eventName: view.name,
      numberWidth: view.number_width,
    };
    const isChanged =
      ticket.joinRound !== view.join_round ||
      ticket.eventName !== view.name ||
      ticket.numberWidth !== view.number_width;
    if (isChanged) keep(renewed);
    const wonNow = winOnStage(ticket, view);
    if (
      wonNow &&
      before?.draw?.winners !== view.draw?.winners &&
      !ticket.wins.some((win) => win.draw_id === wonNow.draw_id)
    ) {
      ask.soon(spread(CLAIM_SPREAD_MS));
    }
    // Called, and not there: the host says so of the win too, with the organiser's reason.
    if (
      isForfeitedOnStage(ticket, view) &&
      ticket.wins.some((win) => win.draw_id === view.draw?.draw_id && isAwaited(win))
    )
      ask.soon(spread(CLAIM_SPREAD_MS));
    // Taken off the stage before this phone was told the result.
    const isMissed =
      (before?.stage === 'spinning' || before?.stage === 'stopping') && before.draw?.draw_id !== view.draw?.draw_id;
    if (isMissed) ask.soon(spread(REJOIN_SPREAD_MS));
    // The draws were reset, and the wins with them.
    if (ticket.wins.length > 0 && before !== null && view.draws < before.draws) ask.soon(spread(CLAIM_SPREAD_MS));
    // A reset was undone: there are more draws than the one on the stage can account for, and wins with them.
    if (before !== null && view.draws > before.draws + (view.draw === null ? 0 : 1)) ask.soon(spread(REJOIN_SPREAD_MS));
  };

  const follow = (): void => {
    const state = live.get();
    followConnection(state.online);
    if (state.view) followView(state.view);
  };
  live.subscribe(follow);
  offlineTimer = setTimeout(() => set({ offline: true }), FIRST_CONNECTION_MS);

  window.addEventListener('storage', ({ key }) => {
    const target = known.view?.id ?? known.ticket?.eventId ?? eventId;
    if (target === null || !store.concerns(key, target)) return;
    // Two tabs that write at the same time must end with the same ticket: the one that is stored now.
    const stored = store.read(target);
    if (stored) set({ ticket: stored, refusal: null });
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && nextPoll() !== null) ask.soon(0);
  });

  if (known.ticket) ask.soon(0);
  else join.soon(0);

  return {
    known: () => known,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    live,
    storage,
    celebrated: (drawId) => {
      const { ticket } = known;
      if (ticket && !ticket.celebrated.includes(drawId))
        keep({ ...ticket, celebrated: [...ticket.celebrated, drawId] });
    },
  };
};
