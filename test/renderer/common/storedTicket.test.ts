import { describe, expect, it } from 'vitest';
import { LAST_EVENT_KEY, readTicket, type Ticket } from '../../../src/renderer/common/storedTicket.ts';
import { createTicketStore } from '../../../src/renderer/common/joining/ticketStore.ts';
import { memoryStorage } from './memoryStorage.ts';

/** As phones have stored it from the first version on. Keep it: they hold their number through an update by it. */
const STORED =
  '{"eventId":"fair","token":"token","drawNumber":7,"joinRound":1,"joinedAt":5,"eventName":"Fair","numberWidth":3,' +
  '"wins":[{"draw_id":"d1","draw":1,"prize_name":"자전거","prize_rank":1,"prize_description":"","image_url":null,' +
  '"drawn_at":"2026-11-20T12:00:00.000Z","claim_code":"7K3M-Q9TD","claimed_at":null}],"celebrated":["d1"]}';
const ticket = JSON.parse(STORED) as Ticket;

describe('a stored ticket', () => {
  it('is read under the keys and in the shape of the first version', () => {
    const storage = memoryStorage();
    storage.setItem('luckydraw.ticket.fair', STORED);
    storage.setItem('luckydraw.event', 'fair');
    expect(readTicket(storage, 'fair')).toEqual(ticket);
    expect(storage.getItem(LAST_EVENT_KEY)).toBe('fair');
    expect(createTicketStore(storage, memoryStorage()).read(null)).toEqual(ticket);
  });

  it('is written in that shape too, and found by the check page', () => {
    const storage = memoryStorage();
    createTicketStore(storage, memoryStorage()).write(ticket);
    expect(storage.getItem('luckydraw.ticket.fair')).toBe(STORED);
    expect(readTicket(storage, 'fair')).toEqual(ticket);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '7',
    '{"eventId":"fair","token":"t","drawNumber":"7"}',
    JSON.stringify({ ...ticket, eventId: 'other' }),
    JSON.stringify({ ...ticket, drawNumber: '7' }),
    JSON.stringify({ ...ticket, wins: [{}] }),
    JSON.stringify({ ...ticket, wins: undefined }),
    JSON.stringify({ ...ticket, celebrated: [1] }),
  ])('is not believed when it is %s', (text) => {
    const storage = memoryStorage();
    storage.setItem('luckydraw.ticket.fair', text);
    expect(readTicket(storage, 'fair')).toBeNull();
  });

  it('is none where there is none', () => {
    expect(readTicket(memoryStorage(), 'fair')).toBeNull();
  });
});
