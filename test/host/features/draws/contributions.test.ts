import { describe, expect, it, vi } from 'vitest';
import { phoneHolder } from '../../../../src/core/fairness/entries.ts';
import { phoneLink } from '../../../../src/core/fairness/phoneChain.ts';
import {
  contribute,
  deskNow,
  fairHost,
  joinPhone,
  joinPhones,
  playOut,
  savedAnnouncement,
  verdictOf,
  WINDOW_MS,
  type FairHost,
  type Phone,
} from '../../../support/fairDraw.ts';
import { connectScreen, type Screen } from '../../../support/screens.ts';

const nth = (phones: readonly Phone[], index: number): Phone => {
  const phone = phones[index];
  if (!phone) throw new Error(`no phone ${index}`);
  return phone;
};

const stepOf = async ({ stores, open }: FairHost, phone: Phone): Promise<number | undefined> =>
  (await stores().event.contributor(open.eventId, Buffer.from(phoneHolder(phone.token), 'hex')))?.entropyStep;

/** How many contributions the organiser is shown as counted and as refused, once all that was sent is dealt with. */
const untilCounts = (host: FairHost, counted: number, refused: number): Promise<void> =>
  vi.waitFor(
    async () => {
      const { contributions, contributions_refused } = await deskNow(host.open);
      expect([contributions, contributions_refused]).toEqual([counted, refused]);
    },
    { timeout: 15_000, interval: 50 },
  );

describe('contributions', () => {
  it('of twenty phones count, and nothing that is closed, late, strange or malicious', async () => {
    const host = await fairHost();
    const { open, clock, prizeId } = host;
    const phones = await joinPhones(open, 20);
    const [stranger] = await open.join(1);
    const screens: Screen<'audience'>[] = [];
    for (let count = 0; count < 20; count += 1) screens.push(await connectScreen(open.url, 'audience'));
    const screenOf = (index: number): Screen<'audience'> => {
      const screen = screens[index];
      if (!screen) throw new Error(`no screen ${index}`);
      return screen;
    };
    // Three are closed before the draw.
    for (const index of [17, 18, 19]) screenOf(index).close();

    // Before the announcement nothing is taken, and nothing of it is kept for later.
    expect(await contribute(screenOf(0), nth(phones, 0).contribution('no-draw-yet', 1))).toBe(false);

    const { data } = await open.admin('announce', { body: { prize_id: prizeId, count: 3, reserves: 2 } });
    const drawId = data.draw_id;
    const saved = await savedAnnouncement(open, drawId);
    const late = await joinPhone(open, 'late');

    // Phones 1 to 12 send theirs; the first of them did not hear the answer, and asks again: it counts, once.
    for (let index = 0; index < 12; index += 1)
      expect(await contribute(screenOf(index), nth(phones, index).contribution(drawId, 1))).toBe(true);
    expect(await contribute(screenOf(0), nth(phones, 0).contribution(drawId, 1))).toBe(true);

    const victim = nth(phones, 16);
    const attacker = nth(phones, 15);
    const honest = attacker.contribution(drawId, 1);
    const attempts: Record<string, unknown>[] = [
      { ...honest, value: phoneLink(attacker.tip, 1).slice(2) },
      { ...honest, value: `${phoneLink(attacker.tip, 1)}00` },
      { ...honest, value: phoneLink(attacker.tip, 1).toUpperCase() },
      { ...honest, value: 'ab'.repeat(32) },
      { ...honest, value: phoneLink(attacker.tip, 2) },
      { ...honest, step: 2 },
      { ...honest, step: 0 },
      { ...honest, step: -1 },
      { ...honest, step: 65 },
      { ...honest, step: 2 ** 53 },
      // The step of a draw that is still to come would leave a choice among several values.
      attacker.contribution(drawId, 2),
      attacker.contribution(drawId, 64),
      { ...honest, draw_id: 'another-draw' },
      // Somebody else's number, somebody who has no place in this draw, and nobody at all.
      { ...honest, session_token: victim.token },
      victim.contribution(drawId, 1, { session_token: attacker.token }),
      late.contribution(drawId, 1),
      late.contribution(drawId, 1, { session_token: stranger?.session_token }),
      { ...honest, session_token: stranger?.session_token },
      { ...honest, session_token: 'nobody' },
      { ...honest, session_token: '' },
      { ...honest, session_token: '\ud800' },
    ];
    for (const attempt of attempts) {
      const screen = await connectScreen(open.url, 'audience');
      expect(await contribute(screen, attempt), JSON.stringify(attempt)).toBe(false);
      screen.close();
    }
    await untilCounts(host, 12, attempts.length);
    // After all that the attacker's own true step still counts, and so does the victim's.
    expect(await contribute(screenOf(15), honest)).toBe(true);
    expect(await contribute(screenOf(16), victim.contribution(drawId, 1))).toBe(true);
    await untilCounts(host, 14, attempts.length);

    // Phone 13 answers when the window is over.
    clock.advance(WINDOW_MS);
    await screenOf(0).until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    expect(await contribute(screenOf(12), nth(phones, 12).contribution(drawId, 1))).toBe(false);
    await playOut(clock, screenOf(0), drawId);

    const verdict = await verdictOf(open, drawId, saved);
    expect(verdict.checks.filter((check) => check.status !== 'ok')).toEqual([]);
    const counted = [...phones.slice(0, 12), attacker, victim];
    expect(verdict.proof?.room).toEqual(counted.map(({ number, tip }) => [number, 1, phoneLink(tip, 1)]));
    expect(verdict.proof?.entropy).toMatchObject([{ source: 'room', count: 14 }]);
    for (const phone of counted) expect(await stepOf(host, phone)).toBe(1);
    for (const index of [12, 13, 17]) expect(await stepOf(host, nth(phones, index))).toBe(0);
  });

  it('are taken of each step once, over draws and restarts', async () => {
    const host = await fairHost();
    const { clock, prizeId } = host;
    let { open } = host;
    const phones = await joinPhones(open, 3);
    const { data: first } = await open.admin('announce', { body: { prize_id: prizeId, count: 1 } });
    let screen = await connectScreen(open.url, 'audience');
    for (const phone of phones) expect(await contribute(screen, phone.contribution(first.draw_id, 1))).toBe(true);
    await playOut(clock, screen, first.draw_id);
    open = await open.reopen();
    screen = await connectScreen(open.url, 'audience');
    const winners = screen.view().draw?.winners?.map(({ draw_number }) => draw_number) ?? [];
    const one = phones.find(({ number }) => !winners.includes(number));
    const { data: second } = await open.admin('announce', { body: { prize_id: prizeId, count: 1 } });
    expect(await contribute(screen, one?.contribution(second.draw_id, 1))).toBe(false);
    expect(await contribute(screen, one?.contribution(second.draw_id, 3))).toBe(false);
    expect(await contribute(screen, one?.contribution(second.draw_id, 2))).toBe(true);
    const saved = await savedAnnouncement(open, second.draw_id);
    await playOut(clock, screen, second.draw_id);
    const verdict = await verdictOf(open, second.draw_id, saved);
    expect(verdict.proof?.room).toEqual([[one?.number, 2, phoneLink(one?.tip ?? '', 2)]]);
  });

  it('of a phone that committed to nothing are refused', async () => {
    const host = await fairHost();
    const { open, prizeId } = host;
    const [plain, other] = await open.join(2);
    const { data } = await open.admin('announce', { body: { prize_id: prizeId, count: 1 } });
    const screen = await connectScreen(open.url, 'audience');
    for (const token of [plain?.session_token, other?.session_token])
      expect(
        await contribute(screen, { draw_id: data.draw_id, session_token: token, step: 1, value: 'ab'.repeat(32) }),
      ).toBe(false);
    await untilCounts(host, 0, 2);
  });

  it('are not asked for by a draw that mixes in no room, which counts them as refused', async () => {
    const host = await fairHost({ room_entropy: false, spoken_entropy: true });
    const { open, prizeId } = host;
    const [one] = await joinPhones(open, 2);
    const { data } = await open.admin('announce', { body: { prize_id: prizeId, count: 1 } });
    const screen = await connectScreen(open.url, 'audience');
    expect(await contribute(screen, one?.contribution(data.draw_id, 1))).toBe(false);
    await untilCounts(host, 0, 1);
  });

  it('in a flood from one socket are counted as refused, and hold up nobody', async () => {
    const host = await fairHost();
    const { open, clock, prizeId } = host;
    const [one, two] = await joinPhones(open, 10);
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    const saved = await savedAnnouncement(open, data.draw_id);
    const flooder = await connectScreen(open.url, 'audience');
    const phone = await connectScreen(open.url, 'audience');
    expect(await contribute(flooder, one?.contribution(data.draw_id, 1))).toBe(true);
    for (let count = 0; count < 10_000; count += 1)
      flooder.socket.emit('contribute', one?.contribution(data.draw_id, 1));
    // In the middle of it another phone is heard, and the host answers.
    expect(await contribute(phone, two?.contribution(data.draw_id, 1))).toBe(true);
    expect((await open.call('health', {})).status).toBe(200);
    // All but two, which are answered as the repetitions that they are.
    await untilCounts(host, 2, 9_998);
    await playOut(clock, phone, data.draw_id);
    expect((await verdictOf(open, data.draw_id, saved)).proof?.room).toHaveLength(2);
  });

  it('that are no contributions at all are refused and counted, whatever JSON they are', async () => {
    const host = await fairHost();
    const { open, clock, prizeId } = host;
    const [one] = await joinPhones(open, 5);
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    const saved = await savedAnnouncement(open, data.draw_id);
    const good = one?.contribution(data.draw_id, 1) ?? {};
    const values: unknown[] = [
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e308,
      '',
      'x',
      '\u0000',
      [],
      [[[[]]]],
      {},
      { a: { b: [] } },
    ];
    const garbage: unknown[] = [
      ...values,
      [good],
      Buffer.from('{"draw_id":"x"}'),
      { ...good, step: '1' },
      { ...good, step: [1] },
      { ...good, value: Buffer.alloc(32) },
      { ...good, value: 'ab'.repeat(1_000) },
      { ...good, session_token: 'x'.repeat(1_000) },
      { ...good, draw_id: 'x'.repeat(1_000) },
      { ...good, draw_id: '__proto__' },
      ...Object.keys(good).flatMap((key) => values.map((value) => ({ ...good, [key]: value }))),
      ...Object.keys(good).map((key) => Object.fromEntries(Object.entries(good).filter(([name]) => name !== key))),
    ];
    const flooder = await connectScreen(open.url, 'audience');
    for (const item of garbage) flooder.socket.emit('contribute', item);
    flooder.socket.emit('contribute');
    flooder.socket.emit('contribute', good, good, 'more');
    await untilCounts(host, 0, garbage.length + 2);

    // Each of the first three of a socket is answered; so is one that asks for nothing but the answer.
    for (let from = 0; from < garbage.length; from += 3) {
      const screen = await connectScreen(open.url, 'audience');
      for (const item of garbage.slice(from, from + 3)) expect(await contribute(screen, item)).toBe(false);
      screen.close();
    }
    await untilCounts(host, 0, 2 * garbage.length + 2);

    // What is too long for any contribution ends its own connection, and nothing else.
    const huge = await connectScreen(open.url, 'audience');
    huge.socket.emit('contribute', { ...good, value: 'x'.repeat(100_000) });
    expect(await huge.ended).toBe('transport close');

    const phone = await connectScreen(open.url, 'audience');
    expect(await contribute(phone, { ...good, more: 'ignored' })).toBe(true);
    await playOut(clock, phone, data.draw_id);
    const verdict = await verdictOf(open, data.draw_id, saved);
    expect(verdict.proof?.room).toEqual([[one?.number, 1, phoneLink(one?.tip ?? '', 1)]]);
  });

  it('are heard from phones only', async () => {
    const host = await fairHost();
    const { open, prizeId } = host;
    const [one] = await joinPhones(open, 5);
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    const display = await connectScreen(open.url, 'display');
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    for (const screen of [display, desk]) screen.socket.emit('contribute', one?.contribution(data.draw_id, 1));
    const phone = await connectScreen(open.url, 'audience');
    expect(await contribute(phone, one?.contribution(data.draw_id, 1))).toBe(true);
    await untilCounts(host, 1, 0);
  });

  it('rise live on the big screens, and are told to the phones with the result only', async () => {
    const { open, clock, prizeId } = await fairHost();
    const phones = await joinPhones(open, 6);
    const display = await connectScreen(open.url, 'display');
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    await phone.until(({ stage }) => stage === 'armed');
    const heard = phone.snapshots.length;
    for (const [index, each] of phones.entries()) {
      const screen = await connectScreen(open.url, 'audience');
      expect(await contribute(screen, each.contribution(data.draw_id, 1))).toBe(true);
      if (index % 3 !== 2) continue;
      clock.advance(250);
      await display.until(({ contributions }) => contributions === index + 1);
    }
    expect(phone.snapshots).toHaveLength(heard);
    clock.advance(WINDOW_MS);
    await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
  });
});
