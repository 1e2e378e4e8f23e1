import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../../src/core/fairness/verify.ts';
import { openSqliteStores } from '../../../../src/host/openSqliteStores.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { hostForTest, numbersOf, upTo, type TestHost } from '../../../support/host.ts';
import { connectScreen } from '../../../support/screens.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const car = (count = 1) => ({ prize_name: 'Car', prize_rank: 1, count });

/** A host whose draws are revealed at once, with so many participants. */
const quickHost = async (participants: number): Promise<TestHost> => {
  const open = await hostForTest();
  await open.admin('updateEvent', { body: { spin_ms: 0 } });
  await open.join(participants);
  return open;
};

describe('a draw', () => {
  it('answers what the contract says', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    await open.join(20);
    const prize = (
      await open.admin('createPrize', { body: { name: 'Car', rank: 2, quantity: 3, winners_per_draw: 2 } })
    ).data;
    const { status, data } = await open.admin('draw', { body: { prize_id: prize.id, reserves: 3 } });
    expect(status).toBe(201);
    expect(data).toEqual({
      draw_id: expect.stringMatching(/^[\w-]{20,}$/),
      draw: 1,
      prize_id: prize.id,
      prize_name: 'Car',
      prize_rank: 2,
      entries: 20,
      drawn_at: new Date(clock.now()).toISOString(),
      reveal_at: new Date(clock.now() + 6_000).toISOString(),
      winners: [{ draw_number: expect.any(Number) }, { draw_number: expect.any(Number) }],
      reserves: [
        { draw_number: expect.any(Number) },
        { draw_number: expect.any(Number) },
        { draw_number: expect.any(Number) },
      ],
    });
    const all = numbersOf([...data.winners, ...data.reserves]);
    expect(new Set(all).size).toBe(5);
    for (const number of all) expect(upTo(20)).toContain(number);
  });

  it('draws everybody exactly once until nobody is left', async () => {
    const open = await quickHost(30);
    const winners: number[] = [];
    for (const count of [1, 2, 3, 4, 5, 6, 9]) {
      const { data } = await open.admin('draw', { body: car(count) });
      expect(data.winners).toHaveLength(count);
      winners.push(...numbersOf(data.winners));
    }
    expect(winners.sort((one, other) => one - other)).toEqual(upTo(30));
    const none = await open.admin('draw', { body: car() });
    expect([none.status, none.code]).toEqual([409, 'not_enough_entries']);
    const [late] = await open.join(1);
    expect(numbersOf((await open.admin('draw', { body: car() })).data.winners)).toEqual([late?.draw_number]);
  });

  it('can take all at once, and no more', async () => {
    const open = await quickHost(8);
    expect((await open.admin('draw', { body: car(9) })).code).toBe('not_enough_entries');
    expect((await open.admin('draw', { body: { ...car(7), reserves: 2 } })).code).toBe('not_enough_entries');
    const { data } = await open.admin('draw', { body: car(8) });
    expect(numbersOf(data.winners)).toEqual(upTo(8));
  });

  it('keeps reserves in the draw of the next prize', async () => {
    const open = await quickHost(3);
    const first = await open.admin('draw', { body: { ...car(1), reserves: 2 } });
    const second = await open.admin('draw', { body: car(2) });
    expect(numbersOf(second.data.winners)).toEqual(numbersOf(first.data.reserves));
  });

  it('takes only what is left of a prize', async () => {
    const open = await quickHost(10);
    const { id } = (await open.admin('createPrize', { body: { name: 'Car', quantity: 3, winners_per_draw: 2 } })).data;
    const left = async (): Promise<number | undefined> => (await open.admin('prizes', {})).data.prizes[0]?.remaining;
    expect((await open.admin('draw', { body: { prize_id: id, count: 4 } })).code).toBe('no_prizes_left');
    expect((await open.admin('draw', { body: { prize_id: id } })).data.winners).toHaveLength(2);
    expect(await left()).toBe(1);
    expect((await open.admin('draw', { body: { prize_id: id } })).data.winners).toHaveLength(1);
    expect(await left()).toBe(0);
    for (const count of [undefined, 1, 2]) {
      const body = count === undefined ? { prize_id: id } : { prize_id: id, count };
      expect((await open.admin('draw', { body })).code).toBe('no_prizes_left');
    }
    expect((await open.admin('updatePrize', { params: { prize_id: id }, body: { quantity: 2 } })).code).toBe(
      'prize_was_drawn',
    );
    expect((await open.admin('deletePrize', { params: { prize_id: id } })).code).toBe('prize_was_drawn');
    expect((await open.admin('updatePrize', { params: { prize_id: id }, body: { quantity: 4 } })).data.remaining).toBe(
      1,
    );
  });

  it('for a prize said on the spot takes the one of the list with that name and rank', async () => {
    const open = await quickHost(10);
    const { id } = (await open.admin('createPrize', { body: { name: 'Car', rank: 1, quantity: 1 } })).data;
    expect((await open.admin('draw', { body: { ...car(), prize_rank: 2 } })).data.prize_id).toBeNull();
    expect((await open.admin('draw', { body: car() })).data.prize_id).toBe(id);
    expect((await open.admin('draw', { body: car() })).code).toBe('no_prizes_left');
    expect((await open.admin('prizes', {})).data.prizes[0]).toMatchObject({ remaining: 0, drawn: 1 });
  });

  it('is refused without a prize or without anybody', async () => {
    const open = await hostForTest();
    expect((await open.admin('draw', { body: { prize_id: 'nowhere' } })).code).toBe('prize_not_found');
    expect((await open.admin('draw', { body: car() })).code).toBe('not_enough_entries');
    expect((await open.admin('draw', { params: { event_id: 'other' }, body: car() })).code).toBe('event_not_found');
    expect((await open.admin('draws', {})).data).toEqual({ total_count: 0, draws: [], next_before: null });
    expect((await open.call('event', {})).data.stage).toBe('idle');
  });

  it('is one when two are started at once', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    await open.join(10);
    const { id } = (await open.admin('createPrize', { body: { name: 'Car', quantity: 1 } })).data;
    const answers = await Promise.all(upTo(20).map(() => open.admin('draw', { body: { prize_id: id } })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'draw_in_progress')).toHaveLength(19);
    expect((await open.admin('prizes', {})).data.prizes[0]).toMatchObject({ quantity: 1, remaining: 0, drawn: 1 });
    expect((await open.admin('draws', {})).data.total_count).toBe(1);
  });

  it('never takes a prize more often than it is there, nor anybody twice, however fast draws follow', async () => {
    const open = await quickHost(40);
    const { id } = (await open.admin('createPrize', { body: { name: 'Car', quantity: 5 } })).data;
    const answers = await Promise.all(upTo(30).map(() => open.admin('draw', { body: { prize_id: id, count: 2 } })));
    const done = answers.filter(({ status }) => status === 201);
    for (const { code } of answers) expect([null, 'no_prizes_left', 'draw_in_progress']).toContain(code);
    expect(done.length).toBeLessThanOrEqual(2);
    const winners = done.flatMap(({ data }) => numbersOf(data.winners));
    expect(new Set(winners).size).toBe(winners.length);
    expect((await open.admin('prizes', {})).data.prizes[0]?.remaining).toBe(5 - winners.length);
  });

  it('is in the store before anybody is told', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    await open.join(10);
    const phone = await connectScreen(open.url, 'audience');
    const copies: string[] = [];
    // Copies the files the moment a phone hears of the spin, as if the power went at that moment.
    const copied = phone
      .until(({ stage }) => stage === 'spinning')
      .then(() => {
        const folder = join(temporaryFolder(), 'copy');
        mkdirSync(folder);
        for (const file of ['luckydraw.sqlite3', 'luckydraw.sqlite3-wal']) {
          const source = join(open.dataDir, file);
          if (existsSync(source)) copyFileSync(source, join(folder, file));
        }
        copies.push(folder);
      });
    const { data } = await open.admin('draw', { body: car(3) });
    await copied;
    const stores = openSqliteStores(copies[0] ?? '');
    const draws = await stores.stage.draws(open.eventId);
    await stores.platform.close();
    expect(draws).toHaveLength(1);
    expect(draws[0]).toMatchObject({ id: data.draw_id, revealedAt: null });
    expect(draws[0]?.winners.map(({ drawNumber }) => ({ draw_number: drawNumber }))).toEqual(data.winners);
  });

  it('lets anybody check it once it is revealed', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const phones = await open.join(25);
    const { seal } = (await open.call('event', {})).data;
    const { data } = await open.admin('draw', { body: { ...car(4), reserves: 2 } });
    const params = { draw_id: data.draw_id };
    expect((await open.call('proof', { params })).code).toBe('draw_not_found');
    const receipts = await Promise.all(
      phones.map(({ session_token: token }) => open.call('receipt', { params, token })),
    );
    expect(receipts.map((receipt) => receipt.data.entry[0]).sort((a, b) => Number(a) - Number(b))).toEqual(upTo(25));
    expect((await open.call('receipt', { params, token: 'nobody' })).code).toBe('participant_not_found');
    const screen = await connectScreen(open.url, 'audience');
    clock.advance(6_000);
    await screen.until(({ stage }) => stage === 'winner');
    const proof = (await open.call('proof', { params })).data;
    const checked = verify(proof);
    expect(checked).toMatchObject({ ok: true });
    expect(proof).toMatchObject({
      seal,
      winners: data.winners.map(({ draw_number }) => draw_number),
      reserves: data.reserves.map(({ draw_number }) => draw_number),
      announcement: { draw: 1, event: open.eventId, entries: { root: receipts[0]?.data.root } },
    });
  });

  it('lists all draws, newest first, with their claim codes', async () => {
    const open = await quickHost(5);
    const drawn = [];
    for (let nth = 0; nth < 3; nth += 1) drawn.push((await open.admin('draw', { body: car() })).data);
    const { data } = await open.admin('draws', {});
    expect(data.draws.map(({ draw_id }) => draw_id)).toEqual(drawn.map(({ draw_id }) => draw_id).reverse());
    const codes = data.draws.flatMap(({ winners }) => winners.map(({ claim_code }) => claim_code));
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });
});

describe('a win', () => {
  it('is shown to its winner, who takes the prize once', async () => {
    const open = await quickHost(0);
    const [phone] = await open.join(1);
    const token = phone?.session_token ?? '';
    await open.admin('createPrize', { body: { name: '자동차 🚗', description: 'red', rank: 1 } });
    const { data: drawn } = await open.admin('draw', { body: { prize_name: '자동차 🚗', prize_rank: 1, count: 1 } });
    const { data } = await open.call('myNumber', { token });
    expect(data.state).toBe('won');
    expect(data.wins).toEqual([
      {
        draw_id: drawn.draw_id,
        draw: 1,
        prize_name: '자동차 🚗',
        prize_rank: 1,
        prize_description: 'red',
        image_url: null,
        drawn_at: drawn.drawn_at,
        claim_code: expect.any(String),
        claimed_at: null,
        forfeited_at: null,
        forfeit_reason: '',
        stepped_in: false,
      },
    ]);
    const code = data.wins[0]?.claim_code ?? '';
    expect((await open.admin('claim', { body: { code: 'ZZZZ-ZZZZ' } })).code).toBe('claim_not_found');
    const typed = ` ${code.toLowerCase().replace('-', ' ')}`.replace(/0/g, 'o').replace(/1/g, 'l');
    const claimed = await open.admin('claim', { body: { code: typed } });
    expect(claimed.data).toMatchObject({ draw_number: 1, prize_name: '자동차 🚗', prize_rank: 1 });
    expect((await open.admin('claim', { body: { code } })).code).toBe('already_claimed');
    expect((await open.call('myNumber', { token })).data.wins[0]?.claimed_at).toBe(claimed.data.claimed_at);
    const { data: list } = await open.admin('participants', {});
    expect(list.participants[0]).toMatchObject({ draw_number: 1, state: 'won', prizes: ['자동차 🚗'] });
  });

  it('cannot be claimed before it is revealed', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    await open.join(1);
    await open.admin('draw', { body: car() });
    const code = (await open.admin('draws', {})).data.draws[0]?.winners[0]?.claim_code ?? '';
    expect((await open.admin('claim', { body: { code } })).code).toBe('claim_not_found');
  });
});
