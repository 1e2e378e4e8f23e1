/**
 * What the phone's screen stores of an attendee's place in an event: keys, shape, and how it is read. The phone writes it,
 * the check page reads it. The keys and field names never change: phones keep their number through an update.
 */
import type { Win } from '../../contract/event/routes.ts';
import { isObject, type JsonObject } from '../../core/fairness/shape.ts';

/** The event that this browser was last in. */
export const LAST_EVENT_KEY = 'luckydraw.event';
export const ticketKey = (eventId: string): string => `luckydraw.ticket.${eventId}`;
/** Beside the ticket; its shape is in storedFairness.ts, which a phone loads later. */
export const fairnessKey = (eventId: string): string => `luckydraw.fairness.${eventId}`;
/** That of the number before: a reset that is undone gives phones back the number they had. */
export const earlierFairnessKey = (eventId: string): string => `luckydraw.earlier-fairness.${eventId}`;

/** An attendee's place in an event. */
export interface Ticket {
  readonly eventId: string;
  readonly token: string;
  readonly drawNumber: number;
  /** The round of the event in which the number was given; null until the first view tells. */
  readonly joinRound: number | null;
  /** The host's clock when the number was asked for, ms since 1970; 0 where the number was there before. */
  readonly joinedAt: number;
  /** For the moments in which nothing is known but the ticket. */
  readonly eventName: string;
  readonly numberWidth: number;
  /** The wins that the host has told of, newest first. */
  readonly wins: readonly Win[];
  /** Draws whose win was celebrated on this phone: once is a joy. */
  readonly celebrated: readonly string[];
}

/** The value of stored JSON; null where there is none, or it is half written. */
export const parseStored = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return null; // Not ours, or half written: as good as nothing.
  }
};

const areAll = (type: 'string' | 'number', keys: readonly string[], value: JsonObject): boolean =>
  keys.every((key) => typeof value[key] === type);

const isWin = (value: unknown): value is Win =>
  isObject(value) &&
  areAll('string', ['draw_id', 'prize_name', 'prize_description', 'claim_code', 'drawn_at'], value) &&
  areAll('number', ['draw', 'prize_rank'], value) &&
  ['image_url', 'claimed_at'].every((key) => value[key] === null || typeof value[key] === 'string');

const isTicket = (value: unknown): value is Ticket =>
  isObject(value) &&
  areAll('string', ['eventId', 'token', 'eventName'], value) &&
  areAll('number', ['drawNumber', 'joinedAt', 'numberWidth'], value) &&
  (value['joinRound'] === null || typeof value['joinRound'] === 'number') &&
  Array.isArray(value['wins']) &&
  value['wins'].every(isWin) &&
  Array.isArray(value['celebrated']) &&
  value['celebrated'].every((drawId) => typeof drawId === 'string');

/** A stored value as a ticket of this event; null where it is none that can be believed. */
export const parseTicket = (value: unknown, eventId: string): Ticket | null =>
  isTicket(value) && value.eventId === eventId ? value : null;

/** The stored ticket of an event; null where there is none, or none that can be believed. */
export const readTicket = (storage: Pick<Storage, 'getItem'>, eventId: string): Ticket | null => {
  return parseTicket(parseStored(storage.getItem(ticketKey(eventId))), eventId);
};
