import type { Ticket } from './phoneState.ts';

const KEY = 'luckydraw.ticket';
const PENDING_KEY = 'luckydraw.joining';

/** Browsers may refuse storage (private tabs, in-app browsers, a full disk): then this page's memory has to do. */
const memory = new Map<string, string>();
const stores = (): Storage[] => {
  const found: Storage[] = [];
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      found.push(window[name]);
    } catch {
      continue; // Refused by the browser's settings; the next one may be allowed.
    }
  }
  return found;
};

const write = (key: string, value: string | null): void => {
  if (value === null) memory.delete(key);
  else memory.set(key, value);
  for (const store of stores()) {
    try {
      if (value === null) store.removeItem(key);
      else store.setItem(key, value);
    } catch {
      continue; // Full or forbidden; the other places still hold it.
    }
  }
};

const read = (key: string): string | null => {
  for (const store of stores()) {
    const value = store.getItem(key);
    if (value !== null) return value;
  }
  return memory.get(key) ?? null;
};

const isTicket = (value: unknown): value is Ticket => {
  if (typeof value !== 'object' || value === null) return false;
  const ticket = value as Record<string, unknown>;
  return (
    typeof ticket['eventId'] === 'string' &&
    typeof ticket['token'] === 'string' &&
    typeof ticket['drawNumber'] === 'number' &&
    (ticket['joinRound'] === null || typeof ticket['joinRound'] === 'number') &&
    typeof ticket['joinedAt'] === 'number' &&
    typeof ticket['eventName'] === 'string' &&
    typeof ticket['numberWidth'] === 'number'
  );
};

export const parseTicket = (text: string | null): Ticket | null => {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isTicket(value) ? value : null;
  } catch {
    return null; // Not ours, or half written: the host gives a number again.
  }
};

export const readTicket = (): Ticket | null => parseTicket(read(KEY));
export const writeTicket = (ticket: Ticket): void => write(KEY, JSON.stringify(ticket));

/** Calls back with the ticket that another tab of this browser has just stored. */
export const onOtherTab = (adopt: (ticket: Ticket) => void): void => {
  window.addEventListener('storage', ({ key, newValue }) => {
    const ticket = key === KEY ? parseTicket(newValue) : null;
    if (ticket) adopt(ticket);
  });
};

/** 128 random bits in hex; works without a secure context. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The key of the joining under way: the same until it is answered, also after a reload and in a second tab, so that a
 * lost answer never costs a second number.
 */
export const joiningKey = (): string => {
  const known = read(PENDING_KEY);
  if (known !== null) return known;
  const key = randomKey();
  write(PENDING_KEY, key);
  return key;
};
export const forgetJoiningKey = (): void => write(PENDING_KEY, null);
