import type { KeyValueStore } from '../browserStorage.ts';
import { randomKey } from '../randomKey.ts';
import { LAST_EVENT_KEY, parseStored, parseTicket, readTicket, ticketKey, type Ticket } from '../storedTicket.ts';
import { isObject } from '../../../core/fairness/shape.ts';

const COOKIE_S = 60;

/**
 * Cookies as a store, for a minute. Tabs are processes of their own, and see each other's writes to localStorage some
 * milliseconds later; a cookie they see at once. `path`: of the pages that share it; no other request carries it.
 */
export const cookieStore = (cookies: { cookie: string }, path: string): KeyValueStore => ({
  getItem: (key) => {
    const found = cookies.cookie.split('; ').find((pair) => pair.startsWith(`${key}=`));
    return found === undefined ? null : decodeURIComponent(found.slice(key.length + 1));
  },
  setItem: (key, value) => {
    cookies.cookie = `${key}=${encodeURIComponent(value)}; path=${path}; max-age=${COOKIE_S}; samesite=strict`;
  },
  removeItem: (key) => {
    cookies.cookie = `${key}=; path=${path}; max-age=0; samesite=strict`;
  },
});

/** One more, beside the ticket: a reset that is undone gives phones back the number they had. */
const earlierKey = (eventId: string): string => `luckydraw.earlier.${eventId}`;

const JOINING_KEY = 'luckydraw.joining';

export interface TicketStore {
  /** The ticket of this event; null: of the event this phone was last in. */
  read(eventId: string | null): Ticket | null;
  write(ticket: Ticket): void;
  /** The ticket that this phone had in an earlier round, which a reset was undone to; null: none. */
  readEarlier(eventId: string, round: number): Ticket | null;
  /** The host knows nothing of this ticket any more. */
  forget(eventId: string): void;
  /**
   * The Idempotency-Key of the joining under way: the same until it is answered, also after a reload and in a second
   * tab, so that a lost answer never costs a second number. `round`: null where it is not known yet.
   */
  joiningKey(eventId: string, round: number | null): string;
  /** That joining was answered. */
  joined(): void;
  /** This key brings nothing any more. */
  dropJoiningKey(): void;
  /** Whether a storage event of another tab (its key; null: all was cleared) tells of this event's ticket. */
  concerns(key: string | null, eventId: string): boolean;
}

/**
 * `shared`: a store whose writes other tabs see at once. It keeps the key of a joining a little longer, for the tab that
 * does not see the ticket yet.
 */
export const createTicketStore = (storage: KeyValueStore, shared: KeyValueStore): TicketStore => {
  const joiningKeyIn = (store: KeyValueStore, eventId: string, round: number | null): string | null => {
    const pending = parseStored(store.getItem(JOINING_KEY));
    if (!isObject(pending) || pending['eventId'] !== eventId || typeof pending['key'] !== 'string') return null;
    const sameRound = round === null || pending['round'] === null || pending['round'] === round;
    return sameRound ? pending['key'] : null;
  };
  return {
    read: (eventId) => {
      const id = eventId ?? storage.getItem(LAST_EVENT_KEY);
      return id === null ? null : readTicket(storage, id);
    },
    readEarlier: (eventId, round) => {
      const earlier = parseTicket(parseStored(storage.getItem(earlierKey(eventId))), eventId);
      return earlier?.joinRound === round ? earlier : null;
    },
    write: (ticket) => {
      const before = readTicket(storage, ticket.eventId);
      if (before && before.joinRound !== null && ticket.joinRound !== null && before.joinRound < ticket.joinRound)
        storage.setItem(earlierKey(ticket.eventId), JSON.stringify(before));
      storage.setItem(ticketKey(ticket.eventId), JSON.stringify(ticket));
      storage.setItem(LAST_EVENT_KEY, ticket.eventId);
    },
    forget: (eventId) => storage.removeItem(ticketKey(eventId)),
    joiningKey: (eventId, round) => {
      const keep = (store: KeyValueStore, key: string): void =>
        store.setItem(JOINING_KEY, JSON.stringify({ key, eventId, round }));
      let key = joiningKeyIn(shared, eventId, round);
      if (key === null) {
        key = joiningKeyIn(storage, eventId, round) ?? randomKey();
        keep(shared, key);
      }
      keep(storage, key);
      return key;
    },
    joined: () => storage.removeItem(JOINING_KEY),
    dropJoiningKey: () => {
      storage.removeItem(JOINING_KEY);
      shared.removeItem(JOINING_KEY);
    },
    concerns: (key, eventId) => key === ticketKey(eventId),
  };
};
