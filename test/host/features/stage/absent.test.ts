import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../support/manualClock.ts';
import { hostForTest, type TestHost } from '../../../support/host.ts';
import { connectScreen } from '../../../support/screens.ts';

/** In the order in which they were drawn. */
const numbersOf = (list: readonly { draw_number: number }[]): number[] => list.map(({ draw_number }) => draw_number);

const car = (count = 1) => ({ prize_name: 'Car', prize_rank: 1, count });

const quickHost = async (participants: number): Promise<TestHost> => {
  const open = await hostForTest();
  await open.admin('updateEvent', { body: { spin_ms: 0 } });
  await open.join(participants);
  return open;
};

const absent = (open: TestHost, draw_id: string, draw_number: number, reason?: string) =>
  open.admin('absent', { params: { draw_id }, body: { draw_number, ...(reason === undefined ? {} : { reason }) } });

const winsIn = async (open: TestHost, drawId: string) =>
  (await open.admin('draws', {})).data.draws.find(({ draw_id }) => draw_id === drawId)?.winners ?? [];

describe('reserves', () => {
  it('are drawn with the winners, two of them unless the settings say otherwise', async () => {
    const open = await quickHost(20);
    expect((await open.admin('draw', { body: car() })).data.reserves).toHaveLength(2);
    await open.admin('updateEvent', { body: { reserves: 5 } });
    expect((await open.admin('draw', { body: car(2) })).data.reserves).toHaveLength(5);
    expect((await open.admin('draw', { body: { ...car(), reserves: 0 } })).data.reserves).toEqual([]);
  });

  it('are fewer where few can win, and never stand in the way of a draw', async () => {
    const open = await quickHost(4);
    const one = await open.admin('draw', { body: car(3) });
    expect([one.data.winners.length, one.data.reserves.length]).toEqual([3, 1]);
    const two = await open.admin('draw', { body: car(1) });
    expect([two.data.winners.length, two.data.reserves.length]).toEqual([1, 0]);
  });
});

describe('a winner who is absent', () => {
  it('forfeits, and the reserves step in, in their order, until none is left', async () => {
    const open = await quickHost(10);
    const { data: drawn } = await open.admin('draw', { body: car() });
    const [winner = 0] = numbersOf(drawn.winners);
    const [first = 0, second = 0] = numbersOf(drawn.reserves);

    const one = await absent(open, drawn.draw_id, winner, ' called three times ');
    expect(one.status).toBe(200);
    expect(one.data).toEqual({
      draw_id: drawn.draw_id,
      forfeited: {
        draw_number: winner,
        prize_name: 'Car',
        prize_rank: 1,
        reason: 'called three times',
        forfeited_at: expect.any(String),
      },
      stepped_in: { draw_number: first },
    });
    expect((await absent(open, drawn.draw_id, first)).data.stepped_in).toEqual({ draw_number: second });
    expect((await absent(open, drawn.draw_id, second)).data.stepped_in).toBeNull();

    const list = (await open.admin('draws', {})).data.draws[0];
    expect(list?.reserves_left).toBe(0);
    expect(list?.winners.map((win) => [win.draw_number, win.forfeited_at !== null, win.steps_in_for])).toEqual([
      [winner, true, null],
      [first, true, winner],
      [second, true, first],
    ]);
    const { data } = await open.call('absences', { params: { draw_id: drawn.draw_id } });
    expect(data.absences.map((each) => [each.draw_number, each.stepped_in, each.reason])).toEqual([
      [winner, first, 'called three times'],
      [first, second, ''],
      [second, null, ''],
    ]);
    const page = async (query: { after?: number; limit: number }) => {
      const { absences, next_after } = (await open.call('absences', { params: { draw_id: drawn.draw_id }, query }))
        .data;
      return [absences.map((each) => each.draw_number), next_after];
    };
    expect([await page({ limit: 2 }), await page({ after: 2, limit: 2 })]).toEqual([
      [[winner, first], 2],
      [[second], null],
    ]);
    // The proof is what it was: who won, and in which order the reserves stand.
    const proof = (await open.call('proof', { params: { draw_id: drawn.draw_id } })).data;
    expect(proof).toMatchObject({ winners: [winner], reserves: [first, second] });
  });

  it('is refused where there is nothing to forfeit', async () => {
    const open = await quickHost(10);
    const { data: drawn } = await open.admin('draw', { body: car(2) });
    const [one = 0, two = 0] = numbersOf(drawn.winners);
    const [reserve = 0] = numbersOf(drawn.reserves);
    expect((await absent(open, 'nothing', one)).code).toBe('draw_not_found');
    expect([(await absent(open, drawn.draw_id, reserve)).status, (await absent(open, drawn.draw_id, 99)).code]).toEqual(
      [409, 'not_a_winner'],
    );
    const code = (await winsIn(open, drawn.draw_id))[0]?.claim_code ?? '';
    await open.admin('claim', { body: { code } });
    expect((await absent(open, drawn.draw_id, one)).code).toBe('already_claimed');
    await absent(open, drawn.draw_id, two);
    expect((await absent(open, drawn.draw_id, two)).code).toBe('not_a_winner');
    expect((await open.call('absent', { params: { draw_id: drawn.draw_id }, body: { draw_number: two } })).status).toBe(
      401,
    );
  });

  it('is told so by the desk, the own phone and the list of participants; the one who stepped in has won', async () => {
    const open = await hostForTest();
    await open.admin('updateEvent', { body: { spin_ms: 0 } });
    const phones = await open.join(5);
    const { data: drawn } = await open.admin('draw', { body: car() });
    const [winner = 0] = numbersOf(drawn.winners);
    const code = (await winsIn(open, drawn.draw_id))[0]?.claim_code ?? '';
    const next = (await absent(open, drawn.draw_id, winner, 'gone')).data.stepped_in?.draw_number ?? 0;
    const refused = await open.admin('claim', { body: { code } });
    expect([refused.status, refused.code]).toEqual([409, 'win_forfeited']);
    const own = async (number: number) =>
      (
        await open.call('myNumber', {
          token: phones.find(({ draw_number }) => draw_number === number)?.session_token ?? '',
        })
      ).data;
    expect(await own(winner)).toMatchObject({
      state: 'forfeited',
      wins: [{ forfeited_at: expect.any(String), forfeit_reason: 'gone', stepped_in: false }],
    });
    const stepped = await own(next);
    expect(stepped).toMatchObject({ state: 'won', wins: [{ forfeited_at: null, stepped_in: true }] });
    const list = (await open.admin('participants', {})).data.participants;
    expect(
      list
        .filter(({ state }) => state !== 'waiting')
        .map((each) => [each.draw_number, each.state])
        .sort(),
    ).toEqual(
      [
        [winner, 'forfeited'],
        [next, 'won'],
      ].sort(),
    );
    expect((await open.admin('claim', { body: { code: stepped.wins[0]?.claim_code ?? '' } })).data.draw_number).toBe(
      next,
    );
  });

  it('leaves the prize to be drawn again once no reserve is left, and is out of that draw', async () => {
    const open = await quickHost(3);
    const { data: prize } = await open.admin('createPrize', { body: { name: 'Bike' } });
    const { data: drawn } = await open.admin('draw', { body: { prize_id: prize.id, reserves: 0 } });
    const [winner = 0] = numbersOf(drawn.winners);
    expect((await open.admin('draw', { body: { prize_id: prize.id } })).code).toBe('no_prizes_left');
    expect((await absent(open, drawn.draw_id, winner)).data.stepped_in).toBeNull();
    expect((await open.admin('prizes', {})).data.prizes[0]).toMatchObject({ drawn: 0, remaining: 1 });
    const again = await open.admin('draw', { body: { prize_id: prize.id } });
    expect(again.data.entries).toBe(2);
    expect((await open.admin('prizes', {})).data.prizes[0]).toMatchObject({ drawn: 1, remaining: 0 });
  });

  it('is not replaced by a reserve who has won since, nor by a number of the next round', async () => {
    const open = await quickHost(3);
    const { data: first } = await open.admin('draw', { body: { ...car(), reserves: 2 } });
    const { data: second } = await open.admin('draw', { body: { ...car(), reserves: 0 } });
    const [taken = 0] = numbersOf(second.winners);
    const left = numbersOf(first.reserves).find((number) => number !== taken);
    expect((await open.admin('draws', {})).data.draws[1]?.reserves_left).toBe(1);
    const [winner = 0] = numbersOf(first.winners);
    expect((await absent(open, first.draw_id, winner)).data.stepped_in).toEqual({ draw_number: left });

    await open.admin('reset', { body: { reset_participants: true, reset_draws: false } });
    await open.join(3);
    expect((await absent(open, second.draw_id, taken)).data.stepped_in).toBeNull();
  });

  it('comes back on the stage from an earlier draw, whose place the result on it leaves', async () => {
    const open = await quickHost(10);
    const { data: one } = await open.admin('draw', { body: car() });
    const { data: two } = await open.admin('draw', { body: { ...car(), prize_name: 'Boat' } });
    const [winner = 0] = numbersOf(one.winners);
    await absent(open, one.draw_id, winner);
    const shown = (await open.call('event', {})).data;
    expect([shown.stage, shown.draw?.draw_id]).toEqual(['winner', one.draw_id]);
    const reopened = await open.reopen();
    expect((await reopened.call('event', {})).data.draw?.draw_id).toBe(one.draw_id);
    await reopened.admin('dismiss', {});
    expect((await reopened.call('event', {})).data.stage).toBe('idle');
    const again = await reopened.reopen();
    expect((await again.call('event', {})).data.stage).toBe('idle');
    expect(two.draw).toBe(2);
  });
});

describe('a reserve who steps in', () => {
  const inAPlace = async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const phones = await open.join(12);
    const { data: drawn } = await open.admin('draw', { body: car() });
    const phone = await connectScreen(open.url, 'audience');
    clock.advance(6_000);
    await phone.until(({ stage }) => stage === 'winner');
    return { clock, open, phones, drawn, phone, winner: numbersOf(drawn.winners)[0] ?? 0 };
  };

  it('has the reels turn, and nobody knows before they stand', async () => {
    const { clock, open, phones, drawn, phone, winner } = await inAPlace();
    const display = await connectScreen(open.url, 'display');
    const projector = await connectScreen(open.url, 'display', { token: open.adminToken });
    const before = phone.packets.length;
    const next = (await absent(open, drawn.draw_id, winner)).data.stepped_in?.draw_number ?? 0;
    for (const screen of [phone, display]) {
      const { draw } = await screen.until((view) => view.stage === 'spinning' && view.draw?.step_in !== null);
      expect(draw).toMatchObject({
        winners: [{ draw_number: winner }],
        forfeits: [{ draw_number: winner, stepped_in: null }],
        step_in: { absent: winner, draw_number: null, reveal_at: clock.now() + 6_000 },
      });
    }
    const known = await projector.until((view) => view.stage === 'spinning' && view.draw?.step_in !== null);
    expect(known.control?.plan).toEqual([{ draw_number: next }]);
    const token = phones.find(({ draw_number }) => draw_number === next)?.session_token ?? '';
    expect((await open.call('myNumber', { token })).data.state).toBe('waiting');
    const code = (await winsIn(open, drawn.draw_id)).find((win) => win.draw_number === next)?.claim_code ?? '';
    expect((await open.admin('claim', { body: { code } })).code).toBe('claim_not_found');
    expect((await open.call('absences', { params: { draw_id: drawn.draw_id } })).data.absences).toMatchObject([
      { draw_number: winner, stepped_in: null },
    ]);
    expect((await open.admin('draw', { body: car() })).code).toBe('draw_in_progress');
    for (const packet of phone.packets.slice(before))
      expect(packet).not.toMatch(new RegExp(`"draw_number":${next}\\b`));

    clock.advance(6_000);
    const { draw } = await phone.until((view) => view.stage === 'winner' && view.draw?.step_in !== null);
    expect(draw).toMatchObject({
      winners: [{ draw_number: winner }],
      forfeits: [{ draw_number: winner, stepped_in: next }],
      step_in: { draw_number: next },
    });
    expect((await open.call('myNumber', { token })).data.state).toBe('won');
    expect((await open.admin('claim', { body: { code } })).status).toBe(200);
  });

  it('is gone on with by a host that was cut off, at any moment', async () => {
    const { clock, open, drawn, winner } = await inAPlace();
    const next = (await absent(open, drawn.draw_id, winner)).data.stepped_in?.draw_number ?? 0;
    clock.advance(2_000);
    const again = await open.reopen({ clock });
    const phone = await connectScreen(again.url, 'audience');
    expect((await phone.until(({ stage }) => stage === 'spinning')).draw?.step_in).toMatchObject({ draw_number: null });
    clock.advance(4_000);
    expect((await phone.until(({ stage }) => stage === 'winner')).draw?.step_in).toMatchObject({ draw_number: next });
    const after = await again.reopen({ clock });
    const later = (await after.call('event', {})).data;
    expect([later.stage, later.draw?.step_in?.draw_number]).toEqual(['winner', next]);
    // Away over the moment of the reveal: told at once when the host is back.
    const third = (await absent(after, drawn.draw_id, next)).data.stepped_in?.draw_number ?? 0;
    clock.advance(60_000);
    const last = await after.reopen({ clock });
    const screen = await connectScreen(last.url, 'audience');
    expect((await screen.until(({ stage }) => stage === 'winner')).draw?.step_in).toMatchObject({ draw_number: third });
  });

  it('counts as shown when the next one is called while the reels still turn', async () => {
    const { clock, open, drawn, winner, phone } = await inAPlace();
    const next = (await absent(open, drawn.draw_id, winner)).data.stepped_in?.draw_number ?? 0;
    clock.advance(1_000);
    const third = (await absent(open, drawn.draw_id, next)).data.stepped_in?.draw_number ?? 0;
    const { draw } = await phone.until((view) => view.draw?.step_in?.absent === next);
    expect(draw?.forfeits).toEqual([
      { draw_number: winner, stepped_in: next },
      { draw_number: next, stepped_in: null },
    ]);
    clock.advance(6_000);
    const last = await phone.until((view) => view.stage === 'winner' && view.draw?.step_in?.absent === next);
    expect(last.draw?.step_in?.draw_number).toBe(third);
  });
});

describe('whatever is drawn, called absent and claimed, in whatever order', () => {
  type Act =
    | { readonly kind: 'draw'; readonly count: number; readonly reserves: number }
    | { readonly kind: 'absent' | 'claim'; readonly which: number };
  const act = fc.oneof(
    fc.record({ kind: fc.constant('draw' as const), count: fc.integer({ min: 1, max: 3 }), reserves: fc.nat(3) }),
    fc.record({ kind: fc.constantFrom('absent' as const, 'claim' as const), which: fc.nat(30) }),
  );

  it('quantities count, nobody holds two prizes, and a code is good once or never again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts: Act[]) => {
        const open = await quickHost(9);
        try {
          const { data: prize } = await open.admin('createPrize', { body: { name: 'Bike', quantity: 4 } });
          const held = new Map<number, { drawId: string; state: 'held' | 'forfeited' | 'claimed' }>();
          const reserves = new Map<string, number[]>();
          const holding = () => [...held.values()].filter(({ state }) => state !== 'forfeited').length;
          const codeOf = async (number: number) =>
            (await winsIn(open, held.get(number)?.drawId ?? '')).find(({ draw_number }) => draw_number === number)
              ?.claim_code ?? '';
          for (const each of acts) {
            if (each.kind === 'draw') {
              const { count } = each;
              const answer = await open.admin('draw', {
                body: { prize_id: prize.id, count, reserves: each.reserves },
              });
              const fits = count <= 4 - holding() && count + each.reserves <= 9 - held.size;
              expect(answer.status).toBe(fits ? 201 : 409);
              if (!fits) continue;
              for (const number of numbersOf(answer.data.winners)) {
                expect(held.has(number)).toBe(false);
                held.set(number, { drawId: answer.data.draw_id, state: 'held' });
              }
              reserves.set(answer.data.draw_id, numbersOf(answer.data.reserves));
              continue;
            }
            const number = [...held.keys()][each.which % Math.max(1, held.size)];
            const win = number === undefined ? undefined : held.get(number);
            if (number === undefined || !win) continue;
            if (each.kind === 'claim') {
              const answer = await open.admin('claim', { body: { code: await codeOf(number) } });
              const expected = { held: null, claimed: 'already_claimed', forfeited: 'win_forfeited' }[win.state];
              expect(answer.code).toBe(expected);
              if (win.state === 'held') held.set(number, { ...win, state: 'claimed' });
              continue;
            }
            const answer = await absent(open, win.drawId, number);
            const expected = { held: null, claimed: 'already_claimed', forfeited: 'not_a_winner' }[win.state];
            expect(answer.code).toBe(expected);
            if (win.state !== 'held') continue;
            held.set(number, { ...win, state: 'forfeited' });
            const next = reserves.get(win.drawId)?.find((reserve) => !held.has(reserve));
            expect(answer.data.stepped_in?.draw_number).toBe(next);
            if (next !== undefined) held.set(next, { drawId: win.drawId, state: 'held' });
          }
          const left = (await open.admin('prizes', {})).data.prizes[0];
          expect([left?.drawn, left?.remaining]).toEqual([holding(), 4 - holding()]);
        } finally {
          await open.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a draw among the phones that are here now', () => {
  it('has no others in it, says so in its announcement, and is the setting of the event or of one draw', async () => {
    const open = await hostForTest();
    await open.admin('updateEvent', { body: { spin_ms: 0 } });
    const phones = await open.join(6);
    const screens = await Promise.all(phones.slice(0, 2).map(() => connectScreen(open.url, 'audience')));
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    for (const [index, screen] of screens.entries()) screen.socket.emit('present', phones[index]?.session_token ?? '');
    await desk.until(({ crowd }) => crowd.here === 2);
    const ruleOf = async (drawId: string): Promise<unknown> =>
      (await open.call('announcement', { params: { draw_id: drawId } })).data.announcement;
    const few = await open.admin('draw', { body: { ...car(), here_only: true } });
    expect([few.data.entries, few.data.reserves.length]).toEqual([2, 1]);
    expect(await ruleOf(few.data.draw_id)).toMatchObject({ rule: expect.stringContaining('here when') });
    expect((await open.admin('draw', { body: { ...car(2), here_only: true } })).code).toBe('not_enough_entries');

    const all = await open.admin('draw', { body: car() });
    expect(all.data.entries).toBe(5);
    expect(await ruleOf(all.data.draw_id)).not.toMatchObject({ rule: expect.stringContaining('here when') });
    await open.admin('updateEvent', { body: { here_only: true } });
    for (const screen of screens) screen.close();
    await desk.until(({ draws, crowd }) => draws === 2 && crowd.here === 0);
    expect((await open.admin('draw', { body: car() })).code).toBe('not_enough_entries');
    expect((await open.admin('draw', { body: { ...car(), here_only: false } })).data.entries).toBe(4);
  });
});
