import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Stage } from '../../../../src/contract/stage/views.ts';
import { openSqliteStores } from '../../../../src/host/openSqliteStores.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { hostForTest, numbersOf, upTo, type HostOptions, type TestHost } from '../../../support/host.ts';
import { connectScreen, readPublicFeed, type Screen } from '../../../support/screens.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const car = { prize_name: 'Car', prize_rank: 1, count: 1 };

const spinHost = async (spinMs: number, options: HostOptions = {}): Promise<TestHost> => {
  const open = await hostForTest(options);
  await open.admin('updateEvent', { body: { spin_ms: spinMs } });
  await open.join(5);
  return open;
};

/** The stages that a screen has seen, each named once in a row. */
const stagesOf = (screen: Screen<'audience'>): Stage[] =>
  screen.snapshots.map(({ view }) => view.stage).filter((stage, index, all) => stage !== all[index - 1]);

describe('the stage', () => {
  it.each([50, 6_000, 60_000])('goes through its states by the host’s clock with a spin of %i ms', async (spinMs) => {
    const clock = createManualClock();
    const open = await spinHost(spinMs, { clock });
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('draw', { body: car });
    const startedAt = clock.now();
    const spinning = await phone.until(({ stage }) => stage === 'spinning');
    expect(spinning.draw).toMatchObject({
      draw_id: data.draw_id,
      started_at: startedAt,
      reveal_at: startedAt + spinMs,
      winners: null,
    });
    const stoppingAt = spinning.draw?.stopping_at ?? 0;
    expect(stoppingAt).toBeGreaterThanOrEqual(startedAt + spinMs / 2);
    expect(stoppingAt).toBeLessThan(startedAt + spinMs);

    clock.advance(stoppingAt - startedAt - 1);
    expect((await open.call('event', {})).data.stage).toBe('spinning');
    clock.advance(1);
    expect((await open.call('event', {})).data.stage).toBe('stopping');
    clock.advance(startedAt + spinMs - clock.now() - 1);
    expect((await open.call('event', {})).data).toMatchObject({ stage: 'stopping', draw: { winners: null } });
    clock.advance(1);
    const winner = await phone.until(({ stage }) => stage === 'winner');
    expect(winner.draw?.winners).toEqual(data.winners);

    // A result stays for as long as the organiser wants.
    clock.advance(60 * 60_000);
    expect((await open.call('event', {})).data.stage).toBe('winner');
    expect((await open.admin('dismiss', {})).status).toBe(200);
    await phone.until(({ stage, draw }) => stage === 'idle' && draw === null && phone.snapshots.length > 3);
    expect(stagesOf(phone)).toEqual(['idle', 'spinning', 'stopping', 'winner', 'idle']);
    const revisions = phone.snapshots.map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
  });

  it('shows the winner at once with a spin of 0 ms', async () => {
    const open = await spinHost(0);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('draw', { body: car });
    expect(data.reveal_at).toBe(data.drawn_at);
    const view = await phone.until(({ stage }) => stage === 'winner');
    expect(view.draw?.winners).toEqual(data.winners);
  });

  it('moves by the real clock too', async () => {
    const open = await spinHost(1_500);
    const phone = await connectScreen(open.url, 'audience');
    await open.admin('draw', { body: car });
    await phone.until(({ stage }) => stage === 'winner');
    expect(stagesOf(phone)).toEqual(['idle', 'spinning', 'stopping', 'winner']);
  });

  it('takes another draw off a result, and none while the reels turn', async () => {
    const clock = createManualClock();
    const open = await spinHost(6_000, { clock });
    const phone = await connectScreen(open.url, 'audience');
    expect((await open.admin('dismiss', {})).code).toBe('nothing_to_dismiss');
    const first = await open.admin('draw', { body: car });
    for (const ms of [0, 5_000]) {
      clock.advance(ms);
      expect((await open.admin('draw', { body: car })).code).toBe('draw_in_progress');
      expect((await open.admin('dismiss', {})).code).toBe('draw_in_progress');
    }
    clock.advance(1_000);
    await phone.until(({ stage }) => stage === 'winner');
    const second = await open.admin('draw', { body: car });
    expect(second.status).toBe(201);
    expect(second.data.winners).not.toEqual(first.data.winners);
    const view = await phone.until(({ stage, draw }) => stage === 'spinning' && draw?.draw === 2);
    expect(view.draw?.winners).toBeNull();
  });

  it('keeps the time that it was given when the settings change in the middle of a spin', async () => {
    const clock = createManualClock();
    const open = await spinHost(6_000, { clock });
    const phone = await connectScreen(open.url, 'audience');
    await open.admin('draw', { body: car });
    await open.admin('updateEvent', { body: { spin_ms: 60_000, name: 'Other' } });
    clock.advance(6_000);
    expect((await phone.until(({ stage }) => stage === 'winner')).name).toBe('Other');
  });

  it.each([1_000, 5_500, 6_000, 90_000])('is taken up again after a restart that took %i ms', async (ms) => {
    const clock = createManualClock();
    const open = await spinHost(6_000, { clock });
    const { data } = await open.admin('draw', { body: car });
    clock.advance(500);
    await open.close();
    clock.advance(ms - 500);
    const again = await open.reopen();
    const phone = await connectScreen(again.url, 'audience');
    const due = clock.now() >= Date.parse(data.reveal_at);
    if (!due) {
      expect(phone.view()).toMatchObject({
        stage: ms < 3_500 ? 'spinning' : 'stopping',
        draw: { draw_id: data.draw_id, reveal_at: Date.parse(data.reveal_at), winners: null },
      });
      expect((await again.admin('draw', { body: car })).code).toBe('draw_in_progress');
      clock.advance(Date.parse(data.reveal_at) - clock.now());
    }
    const view = await phone.until(({ stage }) => stage === 'winner');
    expect(view.draw).toMatchObject({ draw_id: data.draw_id, winners: data.winners });
    const third = await again.reopen();
    expect((await connectScreen(third.url, 'audience')).view()).toMatchObject({
      stage: 'winner',
      draw: { draw_id: data.draw_id, winners: data.winners },
    });
    await third.admin('dismiss', {});
    expect((await (await third.reopen()).call('event', {})).data).toMatchObject({ stage: 'idle', draw: null });
  });

  it('spins no longer than a whole spin when the clock was set back over a restart', async () => {
    const clock = createManualClock();
    const open = await spinHost(6_000, { clock });
    const { data } = await open.admin('draw', { body: car });
    await open.close();
    const earlier = createManualClock(clock.now() - 24 * 60 * 60_000);
    const again = await open.reopen({ clock: earlier });
    const phone = await connectScreen(again.url, 'audience');
    expect(phone.view().stage).toBe('spinning');
    earlier.advance(6_000);
    expect((await phone.until(({ stage }) => stage === 'winner')).draw?.winners).toEqual(data.winners);
  });
});

describe('the public feed', () => {
  it('tell who joined, what the stage does, and the winners when they are revealed', async () => {
    const clock = createManualClock();
    const open = await spinHost(6_000, { clock });
    const news = await readPublicFeed(open.url);
    expect(JSON.parse(news.texts[0] ?? '')).toEqual({
      type: 'stage_changed',
      event_id: open.eventId,
      data: { stage: 'idle', draw: null, count: 5 },
    });
    await open.join(4);
    // Told together, four times a second.
    clock.advance(250);
    const joined = await news.until((message) => message.type === 'participant_joined' && message.data.count === 9);
    expect(Object.keys(joined.data).sort()).toEqual(['count', 'joined']);
    const { data } = await open.admin('draw', { body: car });
    await news.until((message) => message.type === 'stage_changed' && message.data.stage === 'spinning');
    clock.advance(6_000);
    const revealed = await news.until(({ type }) => type === 'winners_revealed');
    expect(revealed).toEqual({
      type: 'winners_revealed',
      event_id: open.eventId,
      data: { draw_id: data.draw_id, prize_name: 'Car', prize_rank: 1, winners: data.winners },
    });
  });

  it('drop a client that does not stop talking, and not the host', async () => {
    const open = await hostForTest();
    const news = await readPublicFeed(open.url);
    news.socket.on('error', () => undefined);
    news.socket.send('x'.repeat(2_000));
    await news.ended;
    expect((await open.call('health', {})).status).toBe(200);
  });
});

describe('reset', () => {
  const reset = (open: TestHost, participants: boolean, draws: boolean) =>
    open.admin('reset', { body: { reset_participants: participants, reset_draws: draws } });
  const drawnHost = async (): Promise<TestHost> => {
    const open = await spinHost(0);
    await open.admin('createPrize', { body: { name: 'Car', quantity: 3 } });
    await open.admin('draw', { body: car });
    return open;
  };

  it('of nothing changes nothing', async () => {
    const open = await drawnHost();
    expect((await reset(open, false, false)).data).toEqual({ removed_participants: 0, removed_draws: 0, backup: null });
    expect((await open.call('event', {})).data).toMatchObject({ stage: 'winner', count: 5, join_round: 1 });
  });

  it('of the draws lets everybody win again, and gives the prizes back', async () => {
    const open = await drawnHost();
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await reset(open, false, true);
    expect(data).toMatchObject({
      removed_participants: 0,
      removed_draws: 1,
      backup: expect.stringMatching(/\.sqlite3$/),
    });
    await phone.until(({ stage, draw }) => stage === 'idle' && draw === null);
    expect((await open.call('event', {})).data).toMatchObject({
      stage: 'idle',
      count: 5,
      join_round: 1,
      prizes: [{ remaining: 3 }],
    });
    expect((await open.admin('draws', {})).data.total_count).toBe(0);
    const all = await open.admin('draw', { body: { prize_name: 'All', prize_rank: 1, count: 5 } });
    expect(numbersOf(all.data.winners)).toEqual(upTo(5));
  });

  it('of the participants keeps the draws, and lets phones join anew from 1', async () => {
    const open = await drawnHost();
    const phones = await open.join(2);
    const screen = await connectScreen(open.url, 'audience');
    expect((await reset(open, true, false)).data).toMatchObject({ removed_participants: 7, removed_draws: 0 });
    await screen.until(({ join_round, count }) => join_round === 2 && count === 0);
    expect((await open.admin('draws', {})).data.total_count).toBe(1);
    expect((await open.call('myNumber', { token: phones[0]?.session_token ?? '' })).code).toBe('participant_not_found');
    const again = await Promise.all(
      phones.map(({ session_token }) => open.call('register', { body: { event_id: open.eventId, session_token } })),
    );
    expect(again.map(({ status }) => status)).toEqual([201, 201]);
    expect(numbersOf(again.map(({ data }) => data))).toEqual([1, 2]);
    for (const [index, { data }] of again.entries()) expect(data.session_token).not.toBe(phones[index]?.session_token);
    // Whoever has number 1 now has not won with it.
    const { data } = await open.admin('draw', { body: { ...car, prize_name: 'Other', count: 2 } });
    expect(numbersOf(data.winners)).toEqual([1, 2]);
  });

  it('of both starts over', async () => {
    const open = await drawnHost();
    await reset(open, true, true);
    expect((await open.call('event', {})).data).toMatchObject({
      stage: 'idle',
      draw: null,
      count: 0,
      join_round: 2,
      prizes: [{ remaining: 3 }],
    });
    expect((await open.admin('draw', { body: car })).code).toBe('not_enough_entries');
    expect(numbersOf(await open.join(3))).toEqual(upTo(3));
    expect((await open.admin('participants', {})).data.total_count).toBe(3);
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
  ])('is refused while the reels turn (participants %s, draws %s)', async (participants, draws) => {
    const clock = createManualClock();
    const open = await spinHost(6_000, { clock });
    await open.admin('draw', { body: car });
    for (const ms of [0, 5_000]) {
      clock.advance(ms);
      expect((await reset(open, participants, draws)).code).toBe('draw_in_progress');
    }
    expect((await open.call('event', {})).data).toMatchObject({ count: 5, join_round: 1 });
    expect((await open.admin('draws', {})).data.total_count).toBe(1);
  });

  it('and a restart never let a place of the seal chain be used again', async () => {
    let open = await drawnHost();
    const places = (await open.admin('draws', {})).data.draws.map(({ draw }) => draw);
    const { seal } = (await open.call('event', {})).data;
    for (const [participants, draws] of [
      [false, true],
      [true, true],
      [true, false],
    ] as const) {
      await reset(open, participants, draws);
      open = await open.reopen();
      await open.join(3);
      const { data } = await open.admin('draw', { body: { ...car, prize_name: 'Other' } });
      places.push(data.draw);
    }
    expect(places).toEqual([1, 2, 3, 4]);
    expect((await open.call('event', {})).data.seal).toBe(seal);
  });

  it('keeps a copy of what it removes', async () => {
    const open = await drawnHost();
    const { data } = await reset(open, true, true);
    const folder = temporaryFolder();
    copyFileSync(join(open.dataDir, 'backups', data.backup ?? ''), join(folder, 'luckydraw.sqlite3'));
    const restored = openSqliteStores(folder);
    expect((await restored.event.find(open.eventId))?.event.participantCount).toBe(5);
    expect(await restored.stage.draws(open.eventId)).toHaveLength(1);
    await restored.platform.close();
  });

  it('loses nobody who joins in the same moment', async () => {
    const open = await drawnHost();
    const [, ...answers] = await Promise.all([
      reset(open, true, true),
      ...upTo(100).map(() => open.call('register', { body: { event_id: open.eventId } })),
    ]);
    const { data: list } = await open.admin('participants', { query: { limit: 1_000 } });
    expect(list.participants.map(({ draw_number }) => draw_number)).toEqual(upTo(list.total_count));
    const kept = await Promise.all(answers.map(({ data }) => open.call('myNumber', { token: data.session_token })));
    for (const [index, answer] of kept.entries()) {
      if (answer.code === null) expect(answer.data.draw_number).toBe(answers[index]?.data.draw_number);
    }
    expect(kept.filter(({ code }) => code === null)).toHaveLength(list.total_count);
    expect((await connectScreen(open.url, 'operator', { token: open.adminToken })).view()).toMatchObject({
      count: list.total_count,
      eligible: list.total_count,
    });
  });
});
