/**
 * What the phone's screen stores for the sake of fairness: the secret behind its commitment, the seals that it trusts, and
 * the announcements that it saw before their draws were decided. The phone writes it, the check page reads it.
 */
import { version } from '../../core/fairness/version.ts';
import { isHex, type Hex } from '../../core/fairness/bytes.ts';
import { phoneChainLength } from '../../core/fairness/phoneChain.ts';
import { isInteger, isObject } from '../../core/fairness/shape.ts';
import { earlierFairnessKey, fairnessKey, parseStored, type Ticket } from './storedTicket.ts';

/** A step of the phone's chain that belongs to a draw for ever, whether it reached the host or not. */
export interface UsedStep {
  readonly drawId: string;
  readonly step: number;
  /**
   * The end of the window (the view's `entropy_until`) in which the host said that it counts: then it must be in the draw,
   * whatever the connection did. Null where the host did not say so.
   */
  readonly countedUntil: number | null;
  /** It was sent in time over a connection that stood until the close: then it must be in the draw, too. */
  readonly stood: boolean;
}

export interface Randomness {
  /** The chain's secret, from which every step follows: 32 random bytes in hex. Phones have it stored by this name. */
  readonly tip: Hex;
  /** The steps that draws have used. */
  readonly used: readonly UsedStep[];
}

/** A seal that this phone may trust. `epoch`: null until a draw tells which chain the seal belongs to. */
export interface TrustedSeal {
  readonly epoch: number | null;
  readonly seal: Hex;
}

/** Belongs to one number: a new number brings a new one. `v`: the protocol; chains and seals of another one are worth nothing. */
export interface FairnessRecord {
  readonly v: typeof version;
  readonly token: string;
  /** Null where this browser has lost it, or never had it. */
  readonly randomness: Randomness | null;
  /** The seal that it saw when it joined, and those that rightly followed when a chain was used up. */
  readonly seals: readonly TrustedSeal[];
  /** The seal was changed before this phone's eyes. */
  readonly swapped: boolean;
}

/**
 * The close of a draw's entropy. `at`: when this phone saw it, by its own clock, ms since 1970. `watched`: it came before
 * this phone's eyes, and not while it was away.
 */
export interface SavedClose {
  readonly entropy_hash: Hex;
  readonly count: number;
  readonly at: number;
  readonly watched: boolean;
}

/** An announcement as it was first seen, and what followed. `draw`: its number within the seal's chain, the `epoch`-th. */
export interface SavedAnnouncement {
  readonly announcement_hash: Hex;
  readonly seal: Hex;
  readonly epoch: number;
  readonly draw: number;
  /** When it was first seen, by this phone's own clock, ms since 1970. */
  readonly at: number;
  /** By when the entropy should be closed, by the same clock; null where it was closed already. */
  readonly endsAt: number | null;
  readonly close: SavedClose | null;
  /** The result was seen too. */
  readonly revealed: boolean;
}

/** By the draw's id. */
export type SavedAnnouncements = ReadonlyMap<string, SavedAnnouncement>;

const isUsedStep = (value: unknown): value is UsedStep =>
  isObject(value) &&
  typeof value['drawId'] === 'string' &&
  isInteger(value['step'], 1, phoneChainLength) &&
  (value['countedUntil'] === null || isInteger(value['countedUntil'], 0)) &&
  typeof value['stood'] === 'boolean';

const isRandomness = (value: unknown): value is Randomness =>
  isObject(value) && isHex(value['tip']) && Array.isArray(value['used']) && value['used'].every(isUsedStep);

const isTrustedSeal = (value: unknown): value is TrustedSeal =>
  isObject(value) && isHex(value['seal']) && (value['epoch'] === null || isInteger(value['epoch'], 1));

const isFairnessRecord = (value: unknown): value is FairnessRecord =>
  isObject(value) &&
  value['v'] === version &&
  typeof value['token'] === 'string' &&
  (value['randomness'] === null || isRandomness(value['randomness'])) &&
  Array.isArray(value['seals']) &&
  value['seals'].every(isTrustedSeal) &&
  typeof value['swapped'] === 'boolean';

const isSavedClose = (value: unknown): value is SavedClose =>
  isObject(value) &&
  isHex(value['entropy_hash']) &&
  isInteger(value['count'], 0) &&
  isInteger(value['at'], 0) &&
  typeof value['watched'] === 'boolean';

const isSavedAnnouncement = (value: unknown): value is SavedAnnouncement =>
  isObject(value) &&
  isHex(value['announcement_hash']) &&
  isHex(value['seal']) &&
  isInteger(value['epoch'], 1) &&
  isInteger(value['draw'], 1) &&
  isInteger(value['at'], 0) &&
  (value['endsAt'] === null || isInteger(value['endsAt'], 0)) &&
  (value['close'] === null || isSavedClose(value['close'])) &&
  typeof value['revealed'] === 'boolean';

/** The record beside this ticket; an empty one where there is none that can be believed, or only another number's. */
export const readFairnessRecord = (
  storage: Pick<Storage, 'getItem'>,
  { eventId, token }: Pick<Ticket, 'eventId' | 'token'>,
): FairnessRecord => {
  for (const key of [fairnessKey(eventId), earlierFairnessKey(eventId)]) {
    const value = parseStored(storage.getItem(key));
    if (isFairnessRecord(value) && value.token === token) return value;
  }
  return { v: version, token, randomness: null, seals: [], swapped: false };
};

export const writeFairnessRecord = (
  storage: Pick<Storage, 'setItem'>,
  { eventId }: Pick<Ticket, 'eventId'>,
  record: FairnessRecord,
): void => storage.setItem(fairnessKey(eventId), JSON.stringify(record));

const ANNOUNCEMENTS_KEY = 'luckydraw.witness';

/** What is not well formed is left out. */
export const readAnnouncements = (storage: Pick<Storage, 'getItem'>): SavedAnnouncements => {
  const value = parseStored(storage.getItem(ANNOUNCEMENTS_KEY));
  const saved = new Map<string, SavedAnnouncement>();
  if (isObject(value)) {
    for (const [drawId, seen] of Object.entries(value)) if (isSavedAnnouncement(seen)) saved.set(drawId, seen);
  }
  return saved;
};

export const writeAnnouncements = (storage: Pick<Storage, 'setItem'>, saved: SavedAnnouncements): void =>
  storage.setItem(ANNOUNCEMENTS_KEY, JSON.stringify(Object.fromEntries(saved)));
