import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../support/manualClock.ts';
import { hostForTest } from '../../../support/host.ts';
import { connectScreen, readPublicFeed } from '../../../support/screens.ts';

const AUDIENCE_KEYS = [
  'protocol',
  'now',
  'id',
  'name',
  'number_width',
  'registration_open',
  'join_round',
  'seal',
  'salt_hash',
  'stage',
  'draw',
  'count',
  'draws',
].sort();
const PROJECTOR_KEYS = ['language', 'muted', 'next_prize_id'];
const SHOWN_KEYS = ['prizes', 'join_url', 'join_text', 'wifi', 'contributions', 'control'];
const DISPLAY_KEYS = [...AUDIENCE_KEYS, ...SHOWN_KEYS, ...PROJECTOR_KEYS].sort();
const EVENT_KEYS = [...AUDIENCE_KEYS.filter((key) => key !== 'protocol' && key !== 'now'), 'prizes'].sort();
const DRAW_KEYS = [
  'draw_id',
  'epoch',
  'draw',
  'seal',
  'announcement_hash',
  'fingerprint',
  'announced_at',
  'sources',
  'entropy_until',
  'delay',
  'close',
  'reveal',
  'delay_result',
  'entropy',
  'prize_name',
  'prize_rank',
  'prize_description',
  'image_url',
  'count',
  'entries',
  'started_at',
  'decided_at',
  'stopping_at',
  'reveal_at',
  'winners',
  'forfeits',
  'step_in',
].sort();
const PRIZE_KEYS = ['id', 'name', 'description', 'rank', 'quantity', 'remaining', 'image_url'].sort();
const keys = (value: object | null | undefined): string[] => Object.keys(value ?? {}).sort();

describe('privacy', () => {
  it('leaves the public these keys and no others, in every state', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    await open.join(5);
    await open.admin('createPrize', { body: { name: 'Car' } });
    await open.admin('updateEvent', { body: { wifi_ssid: 'Venue', wifi_password: 'welcome-in' } });
    const phone = await connectScreen(open.url, 'audience');
    const display = await connectScreen(open.url, 'display');
    await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
    await phone.until(({ stage }) => stage === 'spinning');
    const event = (await open.call('event', {})).data;
    clock.advance(6_000);
    await Promise.all([phone, display].map((screen) => screen.until(({ stage }) => stage === 'winner')));
    const later = (await open.call('event', {})).data;

    for (const { view, ...message } of phone.snapshots) {
      expect(keys(message)).toEqual(['revision']);
      expect(keys(view)).toEqual(AUDIENCE_KEYS);
    }
    for (const { view } of display.snapshots) {
      expect(keys(view)).toEqual(DISPLAY_KEYS);
      expect(view.control).toBeNull();
      expect(keys(view.wifi)).toEqual(['password', 'ssid']);
      for (const prize of view.prizes) expect(keys(prize)).toEqual(PRIZE_KEYS);
    }
    for (const answer of [event, later]) {
      expect(keys(answer)).toEqual(EVENT_KEYS);
      for (const prize of answer.prizes) expect(keys(prize)).toEqual(PRIZE_KEYS);
    }
    const draws = [...phone.snapshots, ...display.snapshots].flatMap(({ view }) => view.draw ?? []);
    for (const draw of [...draws, event.draw, later.draw]) {
      expect(keys(draw)).toEqual(DRAW_KEYS);
      // What decided stays secret for as long as who has won.
      expect([draw?.reveal === null, draw?.entropy === null]).toEqual([draw?.winners === null, draw?.winners === null]);
      for (const winner of draw?.winners ?? []) expect(keys(winner)).toEqual(['draw_number']);
    }
    // The wifi of the venue is on the projector, for its code; phones are in it already.
    for (const packet of phone.packets) expect(packet).not.toContain('welcome-in');
  });

  it('tells nobody but the logged-in screens anything of the winners before the reveal', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const phones = await open.join(1_200);
    await open.admin('updateEvent', { body: { spin_ms: 10_000 } });
    const screens = await Promise.all([
      connectScreen(open.url, 'audience'),
      connectScreen(open.url, 'audience', { token: phones[0]?.session_token ?? '' }),
      connectScreen(open.url, 'display'),
      connectScreen(open.url, 'display', { token: phones[1]?.session_token ?? '' }),
    ]);
    const projector = await connectScreen(open.url, 'display', { token: open.adminToken });
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const news = await readPublicFeed(open.url);
    const { data } = await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 40, reserves: 10 } });
    const { data: listed } = await open.admin('draws', {});
    const codes = listed.draws[0]?.winners.map(({ claim_code }) => claim_code) ?? [];
    expect(codes).toHaveLength(40);
    await Promise.all(screens.map((screen) => screen.until(({ stage }) => stage === 'spinning')));
    await news.until((message) => message.type === 'stage_changed' && message.data.stage === 'spinning');

    // Those who may know, know.
    expect((await projector.until(({ stage }) => stage === 'spinning')).control?.plan).toEqual(data.winners);
    expect((await desk.until(({ stage }) => stage === 'spinning')).control.plan).toEqual(data.winners);

    const texts: string[] = [];
    const collect = async (): Promise<void> => {
      const params = { draw_id: data.draw_id };
      const winners = new Set(data.winners.map(({ draw_number }) => draw_number));
      const winner = phones.find(({ draw_number }) => winners.has(draw_number));
      const token = winner?.session_token ?? '';
      // Everybody is told the own number.
      const picked = [...data.winners, ...data.reserves].map(({ draw_number }) => draw_number);
      const loser = phones.find(({ draw_number }) => !picked.includes(draw_number));
      const own = await open.call('myNumber', { token });
      // A winner sees the own number, of course, and nothing of the win.
      expect(own.data).toEqual({
        draw_number: winner?.draw_number,
        event_id: open.eventId,
        state: 'waiting',
        wins: [],
      });
      const proof = await open.call('proof', { params });
      expect(proof.code).toBe('draw_not_found');
      const others = [
        await open.call('event', {}),
        await open.call('health', {}),
        proof,
        await open.call('register', {
          body: { event_id: open.eventId, session_token: loser?.session_token ?? '' },
        }),
        await open.call('myNumber', { token: loser?.session_token ?? '' }),
      ];
      texts.push(...others.map(({ text }) => text));
      texts.push(JSON.stringify((await open.call('receipt', { params, token })).data.path));
      const logged = await open.client.raw({ path: '/lottery' });
      texts.push(logged.text);
    };
    await collect();
    clock.advance(8_000);
    await Promise.all(screens.map((screen) => screen.until(({ stage }) => stage === 'stopping')));
    await collect();
    clock.advance(1_999);
    texts.push(...screens.flatMap(({ packets }) => packets), ...news.texts);
    expect(texts.length).toBeGreaterThan(20);

    const numbers = [...data.winners, ...data.reserves].map(({ draw_number }) => draw_number);
    for (const text of texts) {
      expect(text).not.toMatch(/"winners":\s*\[|plan|claim_code|reserves/);
      for (const code of codes) expect(text).not.toContain(code);
      // Any place where a number of this list could stand as one.
      for (const number of numbers)
        expect(text).not.toMatch(new RegExp(`"(?:draw_number|number|winner)":\\s*${number}\\b`));
    }
    for (const { data: participants } of [await open.admin('participants', { query: { limit: 1_000 } })])
      expect(participants.participants.filter(({ state }) => state !== 'waiting')).toEqual([]);

    // And from the reveal on, everybody knows at once.
    clock.advance(1);
    for (const screen of screens)
      expect((await screen.until(({ stage }) => stage === 'winner')).draw?.winners).toEqual(data.winners);
    await news.until(({ type }) => type === 'winners_revealed');
  });

  it('gives every phone the same message', async () => {
    const open = await hostForTest();
    const [one, other] = [await connectScreen(open.url, 'audience'), await connectScreen(open.url, 'audience')];
    const renamed = Promise.all([one, other].map((screen) => screen.until(({ name }) => name === 'Party')));
    await open.admin('updateEvent', { body: { name: 'Party' } });
    await renamed;
    expect(one.packets.at(-1)).toBe(other.packets.at(-1));
  });

  it('shows the organiser who joins, and a count of phones and displays', async () => {
    const open = await hostForTest();
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const phone = await connectScreen(open.url, 'audience');
    await connectScreen(open.url, 'display');
    await desk.until(({ phones, displays }) => phones === 1 && displays === 1);
    // It learns the winners with the phones: the organiser is told, so that somebody logs it in.
    await desk.until((view) => view.displays_without_login === 1);
    await connectScreen(open.url, 'display', { token: open.adminToken });
    await desk.until((view) => view.displays === 2 && view.displays_without_login === 1);
    await open.join(3);
    await desk.until(({ count, eligible }) => count === 3 && eligible === 3);
    await phone.until(({ count }) => count === 3);
    phone.close();
    await desk.until(({ phones }) => phones === 0);
  });

  it('counts joins for phones a few times a second, however many join', async () => {
    const open = await hostForTest();
    const phone = await connectScreen(open.url, 'audience');
    const before = performance.now();
    for (let wave = 0; wave < 10; wave += 1) await open.join(50);
    await phone.until(({ count }) => count === 500);
    const seconds = (performance.now() - before) / 1_000;
    expect(phone.snapshots.length).toBeLessThanOrEqual(2 + seconds * 4 + 1);
  });

  it('listens to nothing that a phone says', async () => {
    const open = await hostForTest();
    const phone = await connectScreen(open.url, 'audience');
    phone.socket.emit('draw', { prize_name: 'Car' });
    phone.socket.emit('view', { revision: 1, view: {} });
    phone.socket.emit('x'.repeat(1_000), [[[]]]);
    const renamed = phone.until(({ name }) => name === 'Party');
    await open.admin('updateEvent', { body: { name: 'Party' } });
    expect((await renamed).stage).toBe('idle');
    phone.socket.emit('large', 'x'.repeat(10_000));
    expect(await phone.ended).toBe('transport close');
    expect((await open.call('health', {})).status).toBe(200);
  });
});
