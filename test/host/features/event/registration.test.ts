import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../support/manualClock.ts';
import { hostForTest, numbersOf, openHost, upTo, type TestHost } from '../../../support/host.ts';

describe('registration', () => {
  let open: TestHost;
  beforeAll(async () => void (open = await openHost()));
  afterAll(() => open.close());

  it('gives 300 phones that come at once the numbers 1 to 300, each once', async () => {
    const joined = await open.join(300);
    expect(numbersOf(joined)).toEqual(upTo(300));
    expect(new Set(joined.map(({ session_token }) => session_token)).size).toBe(300);
    for (const { session_token } of joined) expect(session_token).toMatch(/^[\w-]{43,}$/);
  });

  it('gives numbers in the order in which phones come', async () => {
    const event = await open.call('event', {});
    for (let next = event.data.count + 1; next <= event.data.count + 5; next += 1) {
      const { data } = await open.call('register', { body: { event_id: open.eventId } });
      expect(data.draw_number).toBe(next);
    }
  });

  it('answers 201 for a new participant and 200 with the own number for a known token', async () => {
    const first = await open.call('register', { body: { event_id: open.eventId } });
    expect(first.status).toBe(201);
    expect(first.data).toMatchObject({ event_id: open.eventId, is_existing: false });
    const again = await open.call('register', {
      body: { event_id: open.eventId, session_token: first.data.session_token },
    });
    expect(again.status).toBe(200);
    expect(again.data).toEqual({ ...first.data, is_existing: true });
  });

  it('gives one number to a known token that comes many times at once', async () => {
    const [phone] = await open.join(1);
    const body = { event_id: open.eventId, session_token: phone?.session_token ?? '' };
    const answers = await Promise.all(upTo(50).map(() => open.call('register', { body })));
    expect(new Set(answers.map(({ status, data }) => `${status} ${data.draw_number}`))).toEqual(
      new Set([`200 ${phone?.draw_number}`]),
    );
  });

  it('registers an unknown token anew, with a token of its own making', async () => {
    const before = await open.call('event', {});
    const { status, data } = await open.call('register', {
      body: { event_id: open.eventId, session_token: 'a-token-of-another-evening' },
    });
    expect(status).toBe(201);
    expect(data.is_existing).toBe(false);
    expect(data.draw_number).toBe(before.data.count + 1);
    expect(data.session_token).not.toBe('a-token-of-another-evening');
  });

  it('shows a participant the own number, by Bearer and by query', async () => {
    const [phone] = await open.join(1);
    const token = phone?.session_token ?? '';
    const expected = { draw_number: phone?.draw_number, event_id: open.eventId, state: 'waiting', wins: [] };
    expect((await open.call('myNumber', { token })).data).toEqual(expected);
    expect((await open.call('myNumber', { query: { event_id: open.eventId, session_token: token } })).data).toEqual(
      expected,
    );
  });

  it('refuses unknown events and unknown tokens', async () => {
    expect((await open.call('register', { body: { event_id: 'other' } })).code).toBe('event_not_found');
    expect((await open.call('myNumber', { query: { event_id: 'other', session_token: 'x' } })).code).toBe(
      'event_not_found',
    );
    expect((await open.call('myNumber', { token: 'nobody' })).code).toBe('participant_not_found');
    expect((await open.call('myNumber', {})).code).toBe('participant_not_found');
  });

  it('pages the list of participants without gaps', async () => {
    const { data: event } = await open.call('event', {});
    const seen: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const { data }: Awaited<ReturnType<typeof page>> = await page(after);
      expect(data.total_count).toBe(event.count);
      seen.push(...data.participants.map(({ draw_number }) => draw_number));
      after = data.next_after;
    }
    expect(seen).toEqual(upTo(event.count));
  });
  const page = (after: number) => open.admin('participants', { query: { after, limit: 97 } });
});

describe('registration at its limits', () => {
  it('is refused while closed, except for known tokens', async () => {
    const open = await hostForTest();
    const [phone] = await open.join(1);
    await open.admin('updateEvent', { body: { registration_open: false } });
    const body = { event_id: open.eventId };
    expect((await open.call('register', { body })).code).toBe('registration_closed');
    const known = await open.call('register', { body: { ...body, session_token: phone?.session_token ?? '' } });
    expect(known.data).toMatchObject({ draw_number: 1, is_existing: true });
    await open.admin('updateEvent', { body: { registration_open: true } });
    expect((await open.call('register', { body })).data.draw_number).toBe(2);
  });

  it('fills an event to its capacity exactly, even when all come at once', async () => {
    const open = await hostForTest();
    await open.admin('updateEvent', { body: { capacity: 20 } });
    const answers = await Promise.all(upTo(50).map(() => open.call('register', { body: { event_id: open.eventId } })));
    expect(numbersOf(answers.filter(({ code }) => code === null).map(({ data }) => data))).toEqual(upTo(20));
    expect(answers.filter(({ code }) => code === 'event_full')).toHaveLength(30);
    await open.admin('updateEvent', { body: { capacity: 21 } });
    expect((await open.call('register', { body: { event_id: open.eventId } })).data.draw_number).toBe(21);
  });

  it('lets 900 of one address join at once', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const numbers: number[] = [];
    // The clock stands still: to the host, all of them come within the same second.
    for (let wave = 0; wave < 3; wave += 1) numbers.push(...numbersOf(await open.join(300)));
    expect(numbers).toEqual(upTo(900));
  });

  it('refuses more new ones of one address than the limit a minute, and never a known token', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock, config: { registrationLimit: 5 } });
    const [phone] = await open.join(5);
    const body = { event_id: open.eventId };
    const refused = await open.call('register', { body });
    expect(refused.code).toBe('too_many_registrations');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    for (let again = 0; again < 20; again += 1) {
      const known = await open.call('register', { body: { ...body, session_token: phone?.session_token ?? '' } });
      expect(known.data).toEqual({ ...phone, is_existing: true });
    }
    clock.advance(Number(refused.headers['retry-after']) * 1_000);
    expect((await open.call('register', { body })).data.draw_number).toBe(6);
  });

  it('does not count known tokens against the limit', async () => {
    const open = await hostForTest({ clock: createManualClock(), config: { registrationLimit: 3 } });
    const [phone] = await open.join(1);
    const body = { event_id: open.eventId };
    for (let again = 0; again < 20; again += 1)
      await open.call('register', { body: { ...body, session_token: phone?.session_token ?? '' } });
    expect(numbersOf(await open.join(2))).toEqual([2, 3]);
    expect((await open.call('register', { body })).code).toBe('too_many_registrations');
  });

  it('has no limit with --registration-limit 0', async () => {
    const open = await hostForTest({ clock: createManualClock(), config: { registrationLimit: 0 } });
    expect(numbersOf(await open.join(300))).toEqual(upTo(300));
  });
});
