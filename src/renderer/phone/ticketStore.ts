import type { Win } from '../../contract/event/routes.ts';
import type { Ticket } from './phoneState.ts';

/** As much of the Web Storage API as is used here. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Gets a store of the browser; throws where the browser's settings forbid it. */
type OpenShelf = () => Shelf;

/**
 * Writes to every store there is and reads from the first that answers. Browsers may refuse storage (private tabs,
 * in-app browsers, a full disk): then what is left is the tab's, or this page's memory.
 */
export const createShelves = (open: readonly OpenShelf[]): Shelf => {
  const memory = new Map<string, string>();
  const onEach = <T>(use: (shelf: Shelf) => T): T[] =>
    open.flatMap((opened) => {
      try {
        return [use(opened())];
      } catch {
        return []; // Forbidden or full: the other places hold it.
      }
    });
  return {
    getItem: (key) => onEach((shelf) => shelf.getItem(key)).find((value) => value !== null) ?? memory.get(key) ?? null,
    setItem: (key, value) => {
      memory.set(key, value);
      onEach((shelf) => shelf.setItem(key, value));
    },
    removeItem: (key) => {
      memory.delete(key);
      onEach((shelf) => shelf.removeItem(key));
    },
  };
};

const COOKIE_S = 60;

/**
 * Cookies as a store, for a minute. Tabs are processes of their own, and see each other's writes to localStorage some
 * milliseconds later; a cookie they see at once.
 */
export const cookieShelf = (cookies: { cookie: string }): Shelf => ({
  getItem: (key) => {
    const found = cookies.cookie.split('; ').find((pair) => pair.startsWith(`${key}=`));
    return found === undefined ? null : decodeURIComponent(found.slice(key.length + 1));
  },
  setItem: (key, value) => {
    cookies.cookie = `${key}=${encodeURIComponent(value)}; path=/lottery; max-age=${COOKIE_S}; samesite=strict`;
  },
  removeItem: (key) => {
    cookies.cookie = `${key}=; path=/lottery; max-age=0; samesite=strict`;
  },
});

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

const isWin = (value: unknown): value is Win =>
  isRecord(value) &&
  ['draw_id', 'prize_name', 'prize_description', 'claim_code', 'drawn_at'].every(
    (key) => typeof value[key] === 'string',
  ) &&
  ['draw', 'prize_rank'].every((key) => typeof value[key] === 'number') &&
  isTextOrNull(value['image_url']) &&
  isTextOrNull(value['claimed_at']);

const isTicket = (value: unknown): value is Ticket =>
  isRecord(value) &&
  ['eventId', 'token', 'eventName'].every((key) => typeof value[key] === 'string') &&
  ['drawNumber', 'joinedAt', 'numberWidth'].every((key) => typeof value[key] === 'number') &&
  (value['joinRound'] === null || typeof value['joinRound'] === 'number') &&
  Array.isArray(value['wins']) &&
  value['wins'].every(isWin) &&
  Array.isArray(value['celebrated']) &&
  value['celebrated'].every((drawId) => typeof drawId === 'string');

const parse = (text: string | null): unknown => {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null; // Not ours, or half written: the host gives the number again.
  }
};

/** 128 random bits in hex; works without a secure context. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const LAST_EVENT = 'luckydraw.event';
const JOINING = 'luckydraw.joining';
const LANGUAGE = 'luckydraw.language';
const ticketKey = (eventId: string): string => `luckydraw.ticket.${eventId}`;

export interface TicketStore {
  /** The ticket of this event; null: of the event this phone was last in. */
  read(eventId: string | null): Ticket | null;
  write(ticket: Ticket): void;
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
  language(): string | null;
  chooseLanguage(language: string): void;
  /** Whether a storage event of another tab (its key; null: all was cleared) tells of this event's ticket. */
  concerns(key: string | null, eventId: string): boolean;
}

/**
 * `shared`: a store whose writes other tabs see at once. It keeps the key of a joining a little longer, for the tab that
 * does not see the ticket yet.
 */
export const createTicketStore = (shelf: Shelf, shared: Shelf): TicketStore => {
  const joiningKeyIn = (place: Shelf, eventId: string, round: number | null): string | null => {
    const pending = parse(place.getItem(JOINING));
    if (!isRecord(pending) || pending['eventId'] !== eventId || typeof pending['key'] !== 'string') return null;
    const sameRound = round === null || pending['round'] === null || pending['round'] === round;
    return sameRound ? pending['key'] : null;
  };
  return {
    read: (eventId) => {
      const id = eventId ?? shelf.getItem(LAST_EVENT);
      const value = id === null ? null : parse(shelf.getItem(ticketKey(id)));
      return isTicket(value) && value.eventId === id ? value : null;
    },
    write: (ticket) => {
      shelf.setItem(ticketKey(ticket.eventId), JSON.stringify(ticket));
      shelf.setItem(LAST_EVENT, ticket.eventId);
    },
    forget: (eventId) => shelf.removeItem(ticketKey(eventId)),
    joiningKey: (eventId, round) => {
      const keep = (place: Shelf, key: string): void => place.setItem(JOINING, JSON.stringify({ key, eventId, round }));
      let key = joiningKeyIn(shared, eventId, round);
      if (key === null) {
        key = joiningKeyIn(shelf, eventId, round) ?? randomKey();
        keep(shared, key);
      }
      keep(shelf, key);
      return key;
    },
    joined: () => shelf.removeItem(JOINING),
    dropJoiningKey: () => {
      shelf.removeItem(JOINING);
      shared.removeItem(JOINING);
    },
    language: () => shelf.getItem(LANGUAGE),
    chooseLanguage: (language) => shelf.setItem(LANGUAGE, language),
    concerns: (key, eventId) => key === ticketKey(eventId),
  };
};
