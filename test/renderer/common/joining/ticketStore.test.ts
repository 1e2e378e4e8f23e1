import { describe, expect, it } from 'vitest';
import { createFallbackStore, type KeyValueStore } from '../../../../src/renderer/common/browserStorage.ts';
import type { Ticket } from '../../../../src/renderer/common/storedTicket.ts';
import {
  cookieStore,
  createTicketStore as openTicketStore,
} from '../../../../src/renderer/common/joining/ticketStore.ts';
import { memoryStorage } from '../memoryStorage.ts';

const createTicketStore = (storage: KeyValueStore, shared = memoryStorage()) => openTicketStore(storage, shared);
const forbidden = (): KeyValueStore => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const full = (storage: KeyValueStore): KeyValueStore => ({
  ...storage,
  setItem: () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  },
});

const ticket = (own: Partial<Ticket> = {}): Ticket => ({
  eventId: 'fair',
  token: 'token',
  drawNumber: 7,
  joinRound: 1,
  joinedAt: 1_000,
  eventName: 'Autumn Fair',
  numberWidth: 3,
  wins: [
    {
      draw_id: 'd1',
      draw: 1,
      prize_name: '자전거',
      prize_rank: 1,
      prize_description: '',
      image_url: null,
      drawn_at: '2026-11-20T12:00:00.000Z',
      claim_code: '7K3M-Q9TD',
      claimed_at: null,
      forfeited_at: null,
      forfeit_reason: '',
      stepped_in: false,
    },
  ],
  celebrated: ['d1'],
  ...own,
});

describe('the ticket of a phone', () => {
  it('is there again in the next visit, its wins with it', () => {
    const local = memoryStorage();
    createTicketStore(local).write(ticket());
    expect(createTicketStore(local).read('fair')).toEqual(ticket());
    expect(createTicketStore(local).read(null)).toEqual(ticket());
  });

  it('stays with its event: another event on the same address costs nobody a number', () => {
    const store = createTicketStore(memoryStorage());
    store.write(ticket());
    store.write(ticket({ eventId: 'rehearsal', drawNumber: 2 }));
    expect(store.read('fair')?.drawNumber).toBe(7);
    expect(store.read(null)?.eventId).toBe('rehearsal');
    expect(store.read('another')).toBeNull();
    store.forget('rehearsal');
    expect(store.read('rehearsal')).toBeNull();
    expect(store.read('fair')?.drawNumber).toBe(7);
  });

  it('survives in the tab or in memory where the browser forbids storage or its disk is full', () => {
    const tab = memoryStorage();
    const inTab = createTicketStore(createFallbackStore([forbidden, () => tab]));
    inTab.write(ticket());
    expect(createTicketStore(createFallbackStore([forbidden, () => tab])).read('fair')).toEqual(ticket());

    for (const storage of [
      createFallbackStore([forbidden, forbidden]),
      createFallbackStore([() => full(memoryStorage())]),
    ]) {
      const store = createTicketStore(storage);
      store.write(ticket());
      expect(store.read('fair')).toEqual(ticket());
      store.forget('fair');
      expect(store.read('fair')).toBeNull();
    }
  });

  it('is not believed when it is half written or not ours', () => {
    const local = memoryStorage();
    const store = createTicketStore(local);
    const bad = [
      '{"eventId":"fair"',
      'null',
      '7',
      JSON.stringify({ ...ticket(), drawNumber: '7' }),
      JSON.stringify({ ...ticket(), wins: [{}] }),
      JSON.stringify({ ...ticket(), eventId: 'other' }),
    ];
    for (const text of bad) {
      local.setItem('luckydraw.ticket.fair', text);
      expect(store.read('fair')).toBeNull();
    }
  });
});

/** `document.cookie` of tabs that share a browser: assigned a pair with attributes, read as all pairs. */
const cookieJar = (): { cookie: string } => {
  const jar = new Map<string, string>([['other', '1']]);
  return {
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text) {
      const [, name = '', value = '', age = ''] = /^([^=]+)=([^;]*);.*max-age=(\d+)/.exec(text) ?? [];
      if (age === '0') jar.delete(name);
      else jar.set(name, value);
    },
  };
};

describe('a cookie as a store', () => {
  it('gives back what was kept, and nothing that was removed', () => {
    const store = cookieStore(cookieJar(), '/lottery');
    expect(store.getItem('key')).toBeNull();
    store.setItem('key', '{"a":"b; c=d"}');
    expect(store.getItem('key')).toBe('{"a":"b; c=d"}');
    expect(store.getItem('ke')).toBeNull();
    store.removeItem('key');
    expect(store.getItem('key')).toBeNull();
  });
});

describe('the key of a joining under way', () => {
  it('is 128 random bits, the same after a reload and in a second tab until it is answered', () => {
    const local = memoryStorage();
    const key = createTicketStore(local).joiningKey('fair', 1);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(createTicketStore(local).joiningKey('fair', 1)).toBe(key);
    createTicketStore(local).joined();
    expect(createTicketStore(local).joiningKey('fair', 1)).not.toBe(key);
  });

  it('is the same in tabs that do not see each other’s storage yet, also right after the answer', () => {
    const jar = cookieJar();
    const [one, two, late] = [1, 2, 3].map(() => createTicketStore(memoryStorage(), cookieStore(jar, '/lottery')));
    const key = one?.joiningKey('fair', null);
    expect(two?.joiningKey('fair', 1)).toBe(key);
    one?.joined();
    expect(late?.joiningKey('fair', 1)).toBe(key);
    one?.dropJoiningKey();
    expect(late?.joiningKey('other', 1)).not.toBe(key);
  });

  it('is the same for a tab that does not know the round yet', () => {
    const store = createTicketStore(memoryStorage());
    const key = store.joiningKey('fair', null);
    expect(store.joiningKey('fair', 4)).toBe(key);
    expect(store.joiningKey('fair', null)).toBe(key);
  });

  it('is another for another event and another round, whose answer would be another number', () => {
    const store = createTicketStore(memoryStorage());
    const first = store.joiningKey('fair', 1);
    const second = store.joiningKey('fair', 2);
    const third = store.joiningKey('other', 2);
    expect(new Set([first, second, third]).size).toBe(3);
  });
});
