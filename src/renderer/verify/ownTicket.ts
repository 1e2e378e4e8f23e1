/** What the phone's screen keeps in this browser. Read only: another screen owns it. */
import { isHex, type Hex } from '../../core/fairness/bytes.ts';
import { isInteger, isObject } from '../../core/fairness/shape.ts';

const LAST_EVENT_KEY = 'luckydraw.event';
const sealsKey = (eventId: string): string => `luckydraw.fairness.${eventId}`;
const ticketKey = (eventId: string): string => `luckydraw.ticket.${eventId}`;
const WITNESS_KEY = 'luckydraw.witness';

/** `joinedAt`: the host's clock, ms since 1970; 0 where it is not known. */
export interface OwnTicket {
  readonly eventId: string;
  readonly token: string;
  readonly drawNumber: number;
  readonly joinedAt: number;
  readonly numberWidth: number;
}

/** What this browser's phone screen saw of a draw before it was decided. `draw`: its number in the seal's chain. */
export interface Witnessed {
  readonly announcementHash: Hex;
  readonly seal: Hex;
  readonly draw: number | null;
}

/** The seals that the phone screen trusts, from its joining on. `epoch`: null until a draw told which chain it is. */
export interface OwnSeals {
  readonly seals: readonly { readonly epoch: number | null; readonly seal: Hex }[];
  /** It saw the seal change before its chain was used up. */
  readonly swapped: boolean;
}

const parsed = (text: string | null): unknown => {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // Half written, or not the phone's: as good as nothing.
  }
};

export const parseTicket = (text: string | null): OwnTicket | null => {
  const value = parsed(text);
  if (!isObject(value)) return null;
  const { eventId, token, drawNumber, joinedAt, numberWidth } = value;
  if (typeof eventId !== 'string' || typeof token !== 'string' || !isInteger(drawNumber, 1)) return null;
  return {
    eventId,
    token,
    drawNumber,
    joinedAt: typeof joinedAt === 'number' ? joinedAt : 0,
    numberWidth: isInteger(numberWidth, 1, 9) ? numberWidth : 3,
  };
};

/** The saved announcements by the id of their draw; what is not well formed is left out. */
export const parseWitness = (text: string | null): ReadonlyMap<string, Witnessed> => {
  const value = parsed(text);
  const witness = new Map<string, Witnessed>();
  if (!isObject(value)) return witness;
  for (const [drawId, seen] of Object.entries(value)) {
    if (!isObject(seen)) continue;
    const { announcement_hash: announcementHash, seal, draw } = seen;
    if (!isHex(announcementHash) || !isHex(seal)) continue;
    witness.set(drawId, { announcementHash, seal, draw: isInteger(draw, 1) ? draw : null });
  }
  return witness;
};

/** The seals kept beside the number of this session token; null where there are none. */
export const parseSeals = (text: string | null, token: string): OwnSeals | null => {
  const value = parsed(text);
  if (!isObject(value) || value['token'] !== token || !Array.isArray(value['seals'])) return null;
  const seals = value['seals'].flatMap((seen: unknown) => {
    if (!isObject(seen) || !isHex(seen['seal'])) return [];
    return [{ epoch: isInteger(seen['epoch'], 1) ? seen['epoch'] : null, seal: seen['seal'] }];
  });
  return { seals, swapped: value['swapped'] === true };
};

const stored = (key: string): string | null => {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      const value = window[name].getItem(key);
      if (value !== null) return value;
    } catch {
      continue; // Refused by the browser's settings; the other one may be allowed.
    }
  }
  return null;
};

/** The number that this browser's phone screen got in an event. */
export const readOwnTicket = (eventId: string): OwnTicket | null => {
  const ticket = parseTicket(stored(ticketKey(eventId)));
  return ticket?.eventId === eventId ? ticket : null;
};

/** Whether this browser was ever in a draw. */
export const hasAnyTicket = (): boolean => stored(LAST_EVENT_KEY) !== null;

export const readOwnSeals = ({ eventId, token }: OwnTicket): OwnSeals | null =>
  parseSeals(stored(sealsKey(eventId)), token);
export const readWitness = (): ReadonlyMap<string, Witnessed> => parseWitness(stored(WITNESS_KEY));
