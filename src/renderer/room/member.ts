/** One person's side of a room: has a number in the event, knows what it wrote and voted, and follows the room. */
import type { RoomSelf } from '../../contract/rooms/routes.ts';
import type { RoomView } from '../../contract/rooms/views.ts';
import type { Result } from '../../core/result.ts';
import { call, type CallError } from '../common/api.ts';
import { backoff } from '../common/backoff.ts';
import type { KeyValueStore } from '../common/browserStorage.ts';
import { createRegistration, JOINING_TIMEOUT_MS } from '../common/joining/registration.ts';
import { retryAfter } from '../common/joining/retry.ts';
import type { TicketStore } from '../common/joining/ticketStore.ts';
import { connectLive } from '../common/live.ts';
import { randomKey } from '../common/randomKey.ts';
import { createRetryingTask } from '../common/retryingTask.ts';
import type { Known } from './roomState.ts';

const OFFLINE_AFTER_MS = 2_000;
const ASK_AGAIN_MS = 1_000;
const ASK_AGAIN_LAST_MS = 15_000;
/** A whole room asks after itself when the phase changes: one millisecond for each person, this at most. */
const SPREAD_MS = 4_000;

export interface Member {
  known(): Known;
  subscribe(changed: () => void): () => void;
  hostNow(): number;
  /** Joins with a text, or changes it. Answers why not, else null. */
  write(text: string, name: string | null): Promise<CallError | null>;
  beReady(): Promise<CallError | null>;
  vote(choices: readonly number[]): Promise<CallError | null>;
}

const NO_WISH = { what: '', key: '' };
const TRY_LATER: readonly CallError[] = ['offline', 'stopping', 'internal', 'storage_full'];

/** `eventId`: the event that is on, as the page says; null: the host is asked. It never ends: it follows as long as the page is open. */
export const followRoom = (
  roomId: string,
  eventId: string | null,
  store: TicketStore,
  storage: KeyValueStore,
): Member => {
  const params = { room_id: roomId };
  const registration = createRegistration(store, storage);
  let known: Known = {
    view: null,
    ticket: store.read(eventId),
    self: null,
    isAsked: false,
    removed: false,
    noRoom: false,
    offline: false,
    refusal: null,
    lastResult: null,
  };
  const listeners = new Set<() => void>();
  const set = (next: Partial<Known>): void => {
    known = { ...known, ...next };
    for (const listener of listeners) listener();
  };
  const live = connectLive('room', { key: roomId });

  let failures = 0;
  /** A number for whoever has none, as soon as the room can be joined. */
  const register = createRetryingTask(async () => {
    const { view } = known;
    if (known.ticket || !view || view.locked || (view.phase !== 'acquired' && view.phase !== 'gathering')) return null;
    if (eventId === null) {
      const event = await call('event', {});
      if (!event.ok) return backoff(++failures, ASK_AGAIN_MS, ASK_AGAIN_LAST_MS, Math.random);
      eventId = event.value.id;
    }
    const stored = store.read(eventId);
    if (stored) {
      // Another tab was here first.
      set({ ticket: stored, refusal: null });
      askSelf.soon(0);
      return null;
    }
    const answer = await registration.ask(eventId, null, null);
    if (!answer.ok) {
      const { code } = answer.refusal;
      failures += 1;
      if (code === 'idempotency_key_reused') store.dropJoiningKey();
      if (code === 'event_not_found') eventId = null;
      set({ refusal: code });
      return retryAfter(code, failures, null, Math.random) ?? ASK_AGAIN_LAST_MS;
    }
    failures = 0;
    const { given, askedAt } = answer.value;
    if (!given.is_existing) registration.keepSecret(answer.value);
    store.write({
      eventId: given.event_id,
      token: given.session_token,
      drawNumber: given.draw_number,
      joinRound: null,
      joinedAt: given.is_existing ? 0 : live.hostNow() - (performance.now() - askedAt),
      eventName: '',
      numberWidth: view.number_width,
      wins: [],
      celebrated: [],
    });
    store.joined();
    // Nobody asks whether a new number is in the room: the form that somebody may be writing in stays as it is.
    set({ ticket: store.read(given.event_id), refusal: null, ...(!given.is_existing && { isAsked: true }) });
    if (given.is_existing) askSelf.soon(0);
    return null;
  });

  // One wish keeps its key until the host has answered: a repeated press is never a second deed.
  let wish = NO_WISH;

  /** The host knows nothing of this phone's number any more: the next one is asked for. */
  const forget = (): void => {
    if (known.ticket) store.forget(known.ticket.eventId);
    store.dropJoiningKey();
    set({ ticket: null, self: null, isAsked: false });
    register.soon(0);
  };

  const refused = (code: CallError): CallError => {
    if (code !== 'offline') wish = NO_WISH;
    if (code === 'participant_not_found') forget();
    else if (code === 'removed_from_room') set({ self: null, isAsked: true, removed: true });
    else if (code === 'not_in_room') set({ self: null, isAsked: true, removed: false });
    else if (code === 'room_full' || code === 'room_locked') set({ refusal: code });
    return code;
  };
  const receive = (answer: Result<RoomSelf, CallError>): CallError | null => {
    if (!answer.ok) return refused(answer.refusal.code);
    set({ self: answer.value, isAsked: true, removed: false, refusal: null });
    return null;
  };

  let selfFailures = 0;
  const askSelf = createRetryingTask(async () => {
    const { ticket, view } = known;
    if (!ticket || !view || view.phase === 'free') return null;
    const answer = await call('roomSelf', { params, token: ticket.token });
    // Another ticket, or another use of the room, has come meanwhile.
    if (known.ticket?.token !== ticket.token || known.view?.gathering !== view.gathering) return 0;
    const code = receive(answer);
    if (code === null || !TRY_LATER.includes(code)) {
      selfFailures = 0;
      return null;
    }
    return backoff(++selfFailures, ASK_AGAIN_MS, ASK_AGAIN_LAST_MS, Math.random);
  });

  const followView = (view: RoomView): void => {
    const before = known.view;
    if (before === view) return;
    const isOther = before === null || before.gathering !== view.gathering;
    set({
      view,
      noRoom: false,
      lastResult: view.phase === 'free' ? (before?.result ?? known.lastResult) : null,
      ...(isOther && { self: null, isAsked: false, removed: false, refusal: null }),
    });
    if (isOther || before.locked !== view.locked || before.phase !== view.phase) register.soon(0);
    if (isOther || before.phase !== view.phase || before.moderated !== view.moderated) {
      askSelf.soon(before === null ? 0 : Math.random() * Math.min(SPREAD_MS, view.participants));
    }
  };

  let online = false;
  let offlineTimer = setTimeout(() => set({ offline: true }), OFFLINE_AFTER_MS);
  live.subscribe(() => {
    const state = live.get();
    if (state.online !== online) {
      online = state.online;
      clearTimeout(offlineTimer);
      if (online) {
        set({ offline: false });
        askSelf.soon(Math.random() * Math.min(SPREAD_MS, known.view?.participants ?? 0));
      } else offlineTimer = setTimeout(() => set({ offline: true }), OFFLINE_AFTER_MS);
    }
    // The host lets nobody into a room that it does not have.
    if (state.refused === 'unknown_channel') set({ noRoom: true });
    if (state.view) followView(state.view);
  });

  const keyFor = (what: string): string => {
    if (wish.what !== what) wish = { what, key: randomKey() };
    return wish.key;
  };
  /** Resolves when there is a number, or when it is known why there is none. */
  const numberSettled = (): Promise<void> =>
    new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        listeners.delete(look);
        resolve();
      };
      const look = (): void => {
        if (known.ticket !== null || known.refusal !== null) settle();
      };
      const timer = setTimeout(settle, JOINING_TIMEOUT_MS);
      listeners.add(look);
      look();
    });
  const act = async (
    what: string,
    send: (token: string, idempotencyKey: string) => Promise<Result<RoomSelf, CallError>>,
  ): Promise<CallError | null> => {
    // Who writes fast may press before the number has come.
    await numberSettled();
    if (!known.ticket) return known.refusal ?? 'offline';
    const answer = await send(known.ticket.token, keyFor(what));
    // An answer is final for its key; without one, the same key learns what became of it.
    if (answer.ok || answer.refusal.code !== 'offline') wish = NO_WISH;
    return receive(answer);
  };

  const change = (body: { text?: string; name?: string | null; ready?: boolean }): Promise<CallError | null> =>
    act(JSON.stringify(body), (token, idempotencyKey) =>
      call('changeRoomSelf', { params, body, token, idempotencyKey }),
    );

  return {
    known: () => known,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    hostNow: live.hostNow,
    write: async (text, name) => {
      if (known.self) return change({ text, name });
      const code = await act(`join ${text} ${name ?? ''}`, (token, idempotencyKey) =>
        call('participate', { params, body: { text, name, ready: false }, token, idempotencyKey }),
      );
      // An earlier answer was lost on the air, or another tab was first: what was written last is what counts.
      return code === 'already_participating' ? change({ text, name }) : code;
    },
    beReady: () => change({ ready: true }),
    vote: async (choices) => {
      const { ticket } = known;
      if (!ticket) return 'offline';
      const answer = await call('vote', {
        params,
        body: { choices: [...choices] },
        token: ticket.token,
        idempotencyKey: keyFor(`vote ${choices.join(' ')}`),
      });
      if (!answer.ok) return refused(answer.refusal.code);
      wish = NO_WISH;
      if (known.self) set({ self: { ...known.self, voted: true, choices: [...choices] } });
      return null;
    },
  };
};
