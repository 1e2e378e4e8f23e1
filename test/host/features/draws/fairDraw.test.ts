import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { announcementHash } from '../../../../src/core/fairness/announcement.ts';
import { chainLength, chainLink, sealOf } from '../../../../src/core/fairness/chain.ts';
import { verify } from '../../../../src/core/fairness/verify.ts';
import { fingerprint } from '../../../../src/core/fairness/fingerprint.ts';
import type { Stage } from '../../../../src/contract/stage/views.ts';
import { createClock, type Clock } from '../../../../src/host/platform/clock.ts';
import type { Beacon, BeaconAnswer } from '../../../../src/host/features/draws/beacon/beacon.ts';
import {
  contribute,
  deskNow,
  fairHost,
  joinPhone,
  joinPhones,
  playOut,
  savedAnnouncement,
  SPIN_MS,
  verdictOf,
  WINDOW_MS,
} from '../../../support/fairDraw.ts';
import { beaconRound } from '../../../support/beaconRound.ts';
import { hostForTest, upTo, type TestHost } from '../../../support/host.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { connectScreen, readPublicFeed, type Screen } from '../../../support/screens.ts';
import { createTightStorage } from '../../../support/tightStorage.ts';

const stagesOf = (screen: Screen<'audience'>): Stage[] =>
  screen.snapshots.map(({ view }) => view.stage).filter((stage, index, all) => stage !== all[index - 1]);

const stageNow = async (open: TestHost): Promise<Stage> => (await open.call('event', {})).data.stage;

describe('an announced draw', () => {
  it('is decided also where a timer fires a moment early', async () => {
    const real = createClock();
    const early: Clock = { ...real, after: (ms, call) => real.after(Math.max(0, ms - 25), call) };
    const open = await hostForTest({ clock: early });
    await open.admin('updateEvent', { body: { entropy_window_ms: 200, spin_ms: 0 } });
    const prize = await open.admin('createPrize', { body: { name: 'Bike' } });
    await joinPhones(open, 2);
    const phone = await connectScreen(open.url, 'audience');
    await open.admin('announce', { body: { prize_id: prize.data.id } });
    await phone.until(({ stage }) => stage === 'winner');
    expect(stagesOf(phone)).toEqual(['idle', 'armed', 'spinning', 'winner']);
  });

  it('goes from armed to its winners by the host’s clock, and proves itself against what was announced', async () => {
    const { open, clock, prizeId } = await fairHost();
    const [one, two] = await joinPhones(open, 12);
    if (!one || !two) throw new Error('nobody joined');
    const phone = await connectScreen(open.url, 'audience');
    const { status, data } = await open.admin('announce', { body: { prize_id: prizeId, reserves: 3 } });
    expect(status).toBe(201);
    const armed = await phone.until(({ stage }) => stage === 'armed');
    expect(armed.draw).toMatchObject({
      draw_id: data.draw_id,
      epoch: 1,
      draw: 1,
      seal: armed.seal,
      announcement_hash: data.announcement_hash,
      fingerprint: data.fingerprint,
      announced_at: clock.now(),
      sources: ['room'],
      entropy_until: clock.now() + WINDOW_MS,
      count: 2,
      entries: 12,
      delay: 20,
      close: null,
      started_at: 0,
      decided_at: 0,
      stopping_at: 0,
      reveal_at: 0,
      reveal: null,
      entropy: null,
      winners: null,
    });
    expect(data).toMatchObject({ epoch: 1, draw: 1, sources: ['room'] });
    expect(Date.parse(data.entropy_until)).toBe(clock.now() + WINDOW_MS);

    // It is published before anything is mixed in.
    const saved = await savedAnnouncement(open, data.draw_id);
    expect(announcementHash(saved)).toBe(data.announcement_hash);
    expect(fingerprint(announcementHash(saved))).toBe(data.fingerprint);
    expect(saved).toMatchObject({
      event: open.eventId,
      winners: 2,
      reserves: 3,
      entries: { count: 12 },
      entropy: ['room'],
      delay: 20,
    });
    expect(await contribute(phone, one.contribution(data.draw_id, 1))).toBe(true);
    expect(await contribute(phone, two.contribution(data.draw_id, 1))).toBe(true);

    clock.advance(WINDOW_MS - 1);
    expect(await stageNow(open)).toBe('armed');
    clock.advance(1);
    // Closed, published, and not known yet to anybody.
    const closed = await phone.until(({ stage }) => stage === 'spinning');
    expect(closed.draw).toMatchObject({
      close: { entropy_hash: expect.stringMatching(/^[0-9a-f]{64}$/), count: 2 },
      started_at: clock.now(),
      decided_at: 0,
      stopping_at: 0,
      reveal_at: 0,
    });
    // Or decided by now.
    expect((await open.admin('abandon', {})).code).toMatch(/^(draw_in_progress|not_armed)$/);
    const spinning = await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    expect(spinning.draw).toMatchObject({
      draw_id: data.draw_id,
      announcement_hash: data.announcement_hash,
      close: closed.draw?.close,
      started_at: clock.now(),
      decided_at: clock.now(),
      reveal_at: clock.now() + SPIN_MS,
      reveal: null,
      entropy: null,
      winners: null,
    });
    clock.advance((spinning.draw?.stopping_at ?? 0) - clock.now());
    await phone.until(({ stage }) => stage === 'stopping');
    clock.advance((spinning.draw?.reveal_at ?? 0) - clock.now() - 1);
    expect(await stageNow(open)).toBe('stopping');
    expect((await open.call('proof', { params: { draw_id: data.draw_id } })).code).toBe('draw_not_found');
    clock.advance(1);
    const winner = await phone.until(({ stage }) => stage === 'winner');
    expect(stagesOf(phone)).toEqual(['idle', 'armed', 'spinning', 'stopping', 'winner']);

    const proof = (await open.call('proof', { params: { draw_id: data.draw_id } })).data;
    const verdict = verify(proof, { announcement: saved, close: closed.draw?.close });
    expect(verdict.checks.filter((check) => check.status !== 'ok')).toEqual([]);
    expect(verdict.proof).toMatchObject({
      seal: armed.seal,
      delay: winner.draw?.delay_result,
      reveal: winner.draw?.reveal,
      announcement: saved,
      entropy: winner.draw?.entropy,
      winners: winner.draw?.winners?.map(({ draw_number }) => draw_number),
    });
    expect(verdict.proof?.room.map(([number]) => number)).toEqual([one.number, two.number]);
    expect(winner.draw?.winners).toHaveLength(2);
    expect(verdict.proof?.reserves).toHaveLength(3);
  });

  it('with no sources is decided at once, and proves itself all the same', async () => {
    const { open, clock, prizeId } = await fairHost({ room_entropy: false });
    await joinPhones(open, 5);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    expect([data.sources, data.entropy_until]).toEqual([[], new Date(clock.now()).toISOString()]);
    const saved = await savedAnnouncement(open, data.draw_id);
    expect(await stageNow(open)).toBe('spinning');
    clock.advance(SPIN_MS);
    await phone.until(({ stage }) => stage === 'winner');
    expect((await verdictOf(open, data.draw_id, saved)).ok).toBe(true);
    expect(stagesOf(phone)).toEqual(['idle', 'spinning', 'stopping', 'winner']);
  });

  it('waits no longer than its window when no phone answers', async () => {
    const { open, clock, prizeId } = await fairHost({ entropy_window_ms: 0 });
    await joinPhones(open, 3);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    const saved = await savedAnnouncement(open, data.draw_id);
    await playOut(clock, phone, data.draw_id);
    const verdict = await verdictOf(open, data.draw_id, saved);
    expect(verdict.proof).toMatchObject({ room: [], entropy: [{ source: 'room', count: 0 }] });
  });

  it('keeps the seal’s secret to itself until the reveal, whoever asks and whatever for', async () => {
    const { open, clock, prizeId, secret } = await fairHost({ spoken_entropy: true });
    const [one] = await joinPhones(open, 4);
    if (!one) throw new Error('nobody joined');
    const tip = await secret();
    const screens = await Promise.all([
      connectScreen(open.url, 'audience'),
      connectScreen(open.url, 'display'),
      connectScreen(open.url, 'display', { token: open.adminToken }),
      connectScreen(open.url, 'operator', { token: open.adminToken }),
    ]);
    const [phone] = screens;
    const news = await readPublicFeed(open.url);
    const texts: string[] = [];
    const ask = async (drawId: string): Promise<void> => {
      const params = { draw_id: drawId };
      const answers = [
        open.call('event', {}),
        open.call('health', {}),
        open.call('publicDraws', {}),
        open.call('announcement', { params }),
        open.call('proof', { params }),
        open.call('receipt', { params, token: one.token }),
        open.call('myNumber', { token: one.token }),
        open.admin('session', {}),
        open.admin('draws', {}),
        open.admin('log', {}),
        open.admin('prizes', {}),
        open.admin('participants', {}),
        open.admin('proof', { params }),
      ];
      for (const answer of await Promise.all(answers)) texts.push(answer.text);
    };
    const announced = await open.admin('announce', { body: { prize_id: prizeId } });
    texts.push(announced.text);
    const drawId = announced.data.draw_id;
    await phone.until(({ stage }) => stage === 'armed');
    await ask(drawId);
    await contribute(phone, one.contribution(drawId, 1));
    texts.push((await open.admin('speak', { body: { text: 'purple elephant' } })).text);
    clock.advance(WINDOW_MS);
    const { draw } = await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    await ask(drawId);
    clock.advance((draw?.stopping_at ?? 0) - clock.now());
    await phone.until(({ stage }) => stage === 'stopping');
    await ask(drawId);
    clock.advance(WINDOW_MS - 1);
    texts.push(...screens.flatMap(({ packets }) => packets), ...news.texts);

    // Every link of the chain but the public seal.
    const links = new Set(upTo(chainLength).map((index) => chainLink(tip, index)));
    const told = (all: readonly string[]): string[] =>
      all.flatMap((text) => text.toLowerCase().match(/[0-9a-f]{64}/g) ?? []).filter((hex) => links.has(hex));
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.some((text) => text.includes(sealOf(tip)))).toBe(true);
    expect(told(texts)).toEqual([]);
    for (const text of texts) expect(text).not.toContain(Buffer.from(tip, 'hex').toString('base64').slice(0, 42));

    clock.advance(1);
    const winner = await phone.until(({ stage }) => stage === 'winner');
    expect(winner.draw?.reveal).toBe(chainLink(tip, 1));
    // From now on this one link is public, and never one beyond it.
    const later: string[] = [];
    texts.length = 0;
    await ask(drawId);
    later.push(...texts, ...screens.flatMap(({ packets }) => packets), ...news.texts);
    expect([...new Set(told(later))]).toEqual([chainLink(tip, 1)]);
  });

  it('takes the next place of the chain each time, whatever became of the ones before', async () => {
    const { open: first, clock, prizeId, secret } = await fairHost();
    let open = first;
    await joinPhones(open, 30);
    const { seal } = (await open.call('event', {})).data;
    expect(seal).toBe(sealOf(await secret()));
    const places: number[] = [];
    const announce = async (): Promise<string> => {
      const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
      places.push(data.draw);
      return data.draw_id;
    };
    const finish = async (drawId: string): Promise<void> =>
      playOut(clock, await connectScreen(open.url, 'audience'), drawId);

    await finish(await announce());
    await announce();
    await open.admin('abandon', {});
    await finish(await announce());
    await open.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    await announce();
    open = await open.reopen();
    await open.admin('abandon', {});
    open = await open.reopen();
    await finish(await announce());
    await open.admin('reset', { body: { reset_participants: true, reset_draws: true } });
    await joinPhones(open, 4, 'second round');
    const last = await announce();
    const saved = await savedAnnouncement(open, last);
    await finish(last);
    expect(places).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await open.call('event', {})).data.seal).toBe(seal);
    expect((await verdictOf(open, last, saved)).proof).toMatchObject({ seal, announcement: { epoch: 1, draw: 6 } });
    expect(await secret()).toBe(await secret());
  });

  it('is the last of its chain at place 1,024, and the next begins another', async () => {
    const { open: before, clock, prizeId, secret } = await fairHost();
    await before.close();
    const file = new Database(join(before.dataDir, 'luckydraw.sqlite3'));
    file.prepare('UPDATE seals SET next_draw = ?').run(chainLength);
    file.close();
    const open = await before.reopen();
    const phones = await joinPhones(open, 6);
    const { seal: first } = (await open.call('event', {})).data;
    const { data: last } = await open.admin('announce', { body: { prize_id: prizeId } });
    expect([last.epoch, last.draw]).toEqual([1, chainLength]);

    // A restart in the middle finds the chain of the armed draw, not the new one.
    const again = await open.reopen();
    const phone = await connectScreen(again.url, 'audience');
    const { seal: second, draw } = phone.view();
    expect(second).toBe(sealOf(await secret()));
    expect(second).not.toBe(first);
    expect(draw).toMatchObject({ draw_id: last.draw_id, epoch: 1, draw: chainLength, seal: first });
    expect(await contribute(phone, phones[0]?.contribution(last.draw_id, 1))).toBe(true);
    const saved = await savedAnnouncement(again, last.draw_id);
    await playOut(clock, phone, last.draw_id);
    const verdict = await verdictOf(again, last.draw_id, saved);
    expect(verdict.proof).toMatchObject({ seal: first, announcement: { epoch: 1, draw: chainLength } });
    expect(verdict.proof?.room).toHaveLength(1);

    const { data: next } = await again.admin('announce', { body: { prize_id: prizeId } });
    expect([next.epoch, next.draw]).toEqual([2, 1]);
    const still = phones.find(({ number }) => !verdict.proof?.winners.includes(number));
    expect(await contribute(phone, still?.contribution(next.draw_id, 3))).toBe(false);
    expect(await contribute(phone, still?.contribution(next.draw_id, 2))).toBe(true);
    const savedNext = await savedAnnouncement(again, next.draw_id);
    await playOut(clock, phone, next.draw_id);
    expect((await verdictOf(again, next.draw_id, savedNext)).proof).toMatchObject({
      seal: second,
      announcement: { epoch: 2, draw: 1 },
    });
    expect((await again.call('publicDraws', {})).data.draws.map(({ epoch, draw: place }) => [epoch, place])).toEqual([
      [2, 1],
      [1, chainLength],
    ]);
  });
});

describe('while a draw is armed', () => {
  it('nothing else takes the stage', async () => {
    const { open, prizeId } = await fairHost();
    await joinPhones(open, 6);
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    const refused = [
      await open.admin('announce', { body: { prize_id: prizeId } }),
      await open.admin('draw', { body: { prize_id: prizeId } }),
      await open.admin('draw', { body: { prize_name: 'Cake', prize_rank: 1, count: 1 } }),
      await open.admin('dismiss', {}),
      await open.admin('reset', { body: { reset_participants: true, reset_draws: true } }),
      await open.admin('reset', { body: { reset_participants: false, reset_draws: true } }),
      await open.admin('reset', { body: { reset_participants: true, reset_draws: false } }),
    ];
    expect(refused.map(({ status, code }) => [status, code])).toEqual(refused.map(() => [409, 'draw_in_progress']));
    expect((await open.call('event', {})).data).toMatchObject({
      stage: 'armed',
      draw: { draw_id: data.draw_id },
      count: 6,
    });
    expect(open.host.isShowRunning()).toBe(true);
  });

  it('prizes change around the announced winners, never below them', async () => {
    const { open, clock, prizeId } = await fairHost();
    await joinPhones(open, 6);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId, count: 3 } });
    const saved = await savedAnnouncement(open, data.draw_id);
    const params = { prize_id: prizeId };
    expect((await open.admin('deletePrize', { params })).code).toBe('prize_was_drawn');
    expect((await open.admin('updatePrize', { params, body: { quantity: 2 } })).code).toBe('prize_was_drawn');
    expect((await open.admin('updatePrize', { params, body: { quantity: 3, name: 'Boat', rank: 9 } })).status).toBe(
      200,
    );
    await open.admin('createPrize', { body: { name: 'Cake' } });
    await playOut(clock, phone, data.draw_id);
    // The draw keeps the name under which it was announced.
    expect(phone.view().draw).toMatchObject({ prize_name: 'Car', prize_rank: 1, count: 3 });
    const verdict = await verdictOf(open, data.draw_id, saved);
    expect(verdict.proof?.announcement.prize).toEqual({ id: prizeId, name: 'Car', rank: 1 });
    expect((await open.admin('prizes', {})).data.prizes[0]).toMatchObject({ name: 'Boat', drawn: 3, remaining: 0 });
  });

  it('can be given up, which uses its place and draws nobody', async () => {
    const { open, clock, prizeId } = await fairHost();
    await joinPhones(open, 6);
    expect((await open.admin('abandon', {})).code).toBe('not_armed');
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    expect((await open.admin('abandon', { key: 'k' })).status).toBe(200);
    expect((await open.admin('abandon', { key: 'k' })).headers['idempotent-replayed']).toBe('true');
    expect((await open.admin('abandon', {})).code).toBe('not_armed');
    await phone.until(({ stage, draw }) => stage === 'idle' && draw === null && phone.snapshots.length > 2);
    clock.advance(60_000);
    expect(await stageNow(open)).toBe('idle');
    expect((await open.admin('draws', {})).data.total_count).toBe(0);
    expect((await open.call('publicDraws', {})).data.draws).toEqual([]);
    expect((await deskNow(open)).eligible).toBe(6);
    // What was announced stays announced.
    expect(await savedAnnouncement(open, data.draw_id)).toMatchObject({ draw: 1 });
    expect((await open.call('proof', { params: { draw_id: data.draw_id } })).code).toBe('draw_not_found');
    expect((await open.admin('announce', { body: { prize_id: prizeId } })).data.draw).toBe(2);
  });

  it('given up after another result, it leaves the stage empty, after a restart too', async () => {
    const { open, clock, prizeId } = await fairHost();
    await joinPhones(open, 6);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    await playOut(clock, phone, data.draw_id);
    await open.admin('announce', { body: { prize_id: prizeId } });
    await open.admin('abandon', {});
    expect((await open.call('event', {})).data).toMatchObject({ stage: 'idle', draw: null });
    const again = await open.reopen();
    expect((await again.call('event', {})).data).toMatchObject({ stage: 'idle', draw: null, draws: 1 });
  });
});

describe('words of the audience', () => {
  it('are awaited, typed in once, and mixed in', async () => {
    const { open, clock, prizeId } = await fairHost({ spoken_entropy: true });
    const [one] = await joinPhones(open, 5);
    const phone = await connectScreen(open.url, 'audience');
    const speak = async (text: string): Promise<string | null> => (await open.admin('speak', { body: { text } })).code;
    expect(await speak('too early')).toBe('not_armed');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    expect(data.sources).toEqual(['room', 'spoken']);
    const saved = await savedAnnouncement(open, data.draw_id);
    expect((await deskNow(open)).awaiting_words).toBe(true);
    expect(await contribute(phone, one?.contribution(data.draw_id, 1))).toBe(true);
    clock.advance(10 * 60_000);
    expect(await stageNow(open)).toBe('armed');
    for (const text of ['', ' ', 'x'.repeat(65), 'a\nb', 'a\u0000b', '\u001b[2J', '\u0085', '\ud800'])
      expect(await speak(text), JSON.stringify(text)).toBe('invalid_request');
    const words = `보라색 코끼리 🐘${'🎈'.repeat(64 - 9)}`;
    expect([...words]).toHaveLength(64);
    expect(await speak(words)).toBeNull();
    await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    expect(await speak('again')).toBe('not_armed');
    clock.advance(SPIN_MS);
    await phone.until(({ stage }) => stage === 'winner');
    const verdict = await verdictOf(open, data.draw_id, saved);
    expect(verdict.proof?.entropy).toMatchObject([
      { source: 'room', count: 1 },
      { source: 'spoken', value: words },
    ]);
  });

  it('wait for the phones’ window, and are taken only once', async () => {
    const { open, clock, prizeId } = await fairHost({ spoken_entropy: true });
    await joinPhones(open, 5);
    const phone = await connectScreen(open.url, 'audience');
    await open.admin('announce', { body: { prize_id: prizeId } });
    expect((await open.admin('speak', { body: { text: 'x' }, key: 'k' })).status).toBe(200);
    expect((await open.admin('speak', { body: { text: 'x' }, key: 'k' })).headers['idempotent-replayed']).toBe('true');
    expect((await open.admin('speak', { body: { text: 'y' } })).code).toBe('no_words_awaited');
    expect(await deskNow(open)).toMatchObject({ stage: 'armed', awaiting_words: false });
    clock.advance(WINDOW_MS);
    clock.advance(SPIN_MS);
    await phone.until(({ stage }) => stage === 'spinning');
  });

  it('are not asked for where nobody announced them', async () => {
    const { open, prizeId } = await fairHost();
    await joinPhones(open, 5);
    await open.admin('announce', { body: { prize_id: prizeId } });
    await open.admin('updateEvent', { body: { spoken_entropy: true } });
    expect((await open.admin('speak', { body: { text: 'x' } })).code).toBe('no_words_awaited');
    expect((await deskNow(open)).awaiting_words).toBe(false);
  });

  it('alone are waited for without a window, through a restart', async () => {
    const { open: before, clock, prizeId } = await fairHost({ room_entropy: false, spoken_entropy: true });
    await joinPhones(before, 5);
    const { data } = await before.admin('announce', { body: { prize_id: prizeId } });
    expect(data.sources).toEqual(['spoken']);
    clock.advance(60_000);
    const open = await before.reopen();
    expect(await deskNow(open)).toMatchObject({ stage: 'armed', awaiting_words: true });
    const saved = await savedAnnouncement(open, data.draw_id);
    const phone = await connectScreen(open.url, 'audience');
    expect((await open.admin('speak', { body: { text: '7' } })).status).toBe(200);
    await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    clock.advance(SPIN_MS);
    await phone.until(({ stage }) => stage === 'winner');
    expect((await verdictOf(open, data.draw_id, saved)).proof?.entropy).toEqual([{ source: 'spoken', value: '7' }]);
  });
});

/** A beacon with a round each three seconds, which answers what a test says. */
const beaconFor = (answer: (round: number) => BeaconAnswer) => {
  const asked: number[] = [];
  const state = { reachable: true };
  const beacon: Beacon = {
    next: (nowMs, marginMs) => Math.floor((nowMs + marginMs) / 3_000) + 1,
    dueAt: (round) => round * 3_000,
    fetch: async (round) => {
      asked.push(round);
      return answer(round);
    },
    reachable: async () => state.reachable,
  };
  return { asked, state, service: async () => beacon };
};
const randomnessOf = (round: number): BeaconAnswer => ({ ok: true, entropy: beaconRound(round) });

describe('the public beacon', () => {
  it('keeps nobody waiting while it is asked, nor out of the draw who joins meanwhile', async () => {
    const clock = createManualClock();
    const beacon = beaconFor(randomnessOf);
    let asked = (): void => undefined;
    let answer = (_reachable: boolean): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const service = async (): Promise<Beacon> => ({
      ...(await beacon.service()),
      reachable: () => {
        asked();
        return new Promise((resolve) => (answer = resolve));
      },
    });
    const { open, prizeId } = await fairHost({ beacon_entropy: true }, { beacon: service }, clock);
    await open.join(3);
    const announcing = open.admin('announce', { body: { prize_id: prizeId } });
    await isAsked;
    // Others change the event, and phones join, as if nothing were going on.
    expect((await open.admin('updateEvent', { body: { name: 'Party' } })).status).toBe(200);
    await open.join(2);
    expect((await open.call('event', {})).data.stage).toBe('idle');
    answer(true);
    const { data } = await announcing;
    const announced = await open.call('announcement', { params: { draw_id: data.draw_id } });
    expect(announced.data.announcement).toMatchObject({ entries: { count: 5 } });
  });

  it('is announced with a round that nobody knows yet, awaited and mixed in', async () => {
    const clock = createManualClock();
    const beacon = beaconFor(randomnessOf);
    const { open, prizeId } = await fairHost({ beacon_entropy: true }, { beacon: beacon.service }, clock);
    const [one] = await joinPhones(open, 5);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    const saved = await savedAnnouncement(open, data.draw_id);
    const round = Number(/^beacon:(\d+)$/.exec(data.sources[1] ?? '')?.[1]);
    expect(data.sources).toEqual(['room', `beacon:${round}`]);
    // Not due before the phones' window is over.
    const dueAt = round * 3_000;
    expect(dueAt).toBeGreaterThan(clock.now() + WINDOW_MS);
    await contribute(phone, one?.contribution(data.draw_id, 1));
    clock.advance(dueAt - clock.now() - 1);
    expect(await stageNow(open)).toBe('armed');
    expect(beacon.asked).toEqual([]);
    clock.advance(1);
    await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    expect(beacon.asked).toEqual([round]);
    clock.advance(SPIN_MS);
    await phone.until(({ stage }) => stage === 'winner');
    expect((await verdictOf(open, data.draw_id, saved)).proof?.entropy).toMatchObject([
      { source: 'room', count: 1 },
      beaconRound(round),
    ]);
  });

  it('is left out where it cannot be reached, and the organiser is told until the next draw', async () => {
    const clock = createManualClock();
    const beacon = beaconFor(randomnessOf);
    beacon.state.reachable = false;
    const { open, prizeId } = await fairHost({ beacon_entropy: true }, { beacon: beacon.service }, clock);
    await joinPhones(open, 5);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    expect(data.sources).toEqual(['room']);
    expect((await deskNow(open)).problem?.message).toMatch(/beacon cannot be reached/);
    await playOut(clock, phone, data.draw_id);
    expect((await deskNow(open)).problem?.message).toMatch(/beacon cannot be reached/);
    beacon.state.reachable = true;
    await open.admin('announce', { body: { prize_id: prizeId } });
    expect((await deskNow(open)).problem).toBeNull();
  });

  it('as the only source is missed, and the organiser is told', async () => {
    const clock = createManualClock();
    const beacon = beaconFor(randomnessOf);
    beacon.state.reachable = false;
    const settings = { room_entropy: false, beacon_entropy: true };
    const { open, prizeId } = await fairHost(settings, { beacon: beacon.service }, clock);
    await joinPhones(open, 5);
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    expect(data.sources).toEqual([]);
    expect(await deskNow(open)).toMatchObject({
      stage: 'spinning',
      problem: { code: 'beacon_missing', message: expect.stringMatching(/beacon cannot be reached/) },
    });
  });

  it.each(['unreachable', 'not_verified'] as const)(
    'that is %s when its round is due ends the draw without winners, and the organiser is told',
    async (reason) => {
      const clock = createManualClock();
      const beacon = beaconFor(() => ({ ok: false, reason }));
      const { open, prizeId } = await fairHost({ beacon_entropy: true }, { beacon: beacon.service }, clock);
      await joinPhones(open, 5);
      const phone = await connectScreen(open.url, 'audience');
      const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
      clock.advance(20_000);
      await phone.until(({ stage, draw }) => stage === 'idle' && draw === null && phone.snapshots.length > 2);
      expect((await deskNow(open)).problem?.message).toMatch(/was cancelled/);
      expect((await open.admin('draws', {})).data.total_count).toBe(0);
      expect((await open.admin('announce', { body: { prize_id: prizeId } })).data.draw).toBe(data.draw + 1);
    },
  );

  it('is asked for nothing any more by a draw that was given up before', async () => {
    const clock = createManualClock();
    const beacon = beaconFor(() => ({ ok: false, reason: 'unreachable' }));
    const { open, prizeId } = await fairHost({ beacon_entropy: true }, { beacon: beacon.service }, clock);
    await joinPhones(open, 5);
    await open.admin('announce', { body: { prize_id: prizeId } });
    await open.admin('abandon', {});
    clock.advance(20_000);
    expect(await deskNow(open)).toMatchObject({ stage: 'idle', problem: null });
    expect(beacon.asked).toEqual([]);
  });

  it('that was due during a restart is asked for after it', async () => {
    const clock = createManualClock();
    const beacon = beaconFor(randomnessOf);
    const { open: before, prizeId } = await fairHost({ beacon_entropy: true }, { beacon: beacon.service }, clock);
    await joinPhones(before, 5);
    const { data } = await before.admin('announce', { body: { prize_id: prizeId } });
    await before.close();
    clock.advance(60_000);
    const open = await before.reopen();
    const phone = await connectScreen(open.url, 'audience');
    const saved = await savedAnnouncement(open, data.draw_id);
    await playOut(clock, phone, data.draw_id);
    expect((await verdictOf(open, data.draw_id, saved)).ok).toBe(true);
    expect(`beacon:${beacon.asked.at(-1)}`).toBe(data.sources[1]);
  });
});

describe('a restart of an armed host', () => {
  it('finds the same announcement, asks the phones anew, and decides once', async () => {
    const { open: before, clock, prizeId } = await fairHost();
    const [one, two, three] = await joinPhones(before, 8);
    const first = await connectScreen(before.url, 'audience');
    const { data } = await before.admin('announce', { body: { prize_id: prizeId } });
    const saved = await savedAnnouncement(before, data.draw_id);
    for (const each of [one, two]) expect(await contribute(first, each?.contribution(data.draw_id, 1))).toBe(true);
    clock.advance(2_000);
    await before.close();
    clock.advance(90_000);

    const open = await before.reopen();
    const phone = await connectScreen(open.url, 'audience');
    expect(phone.view()).toMatchObject({
      stage: 'armed',
      draw: {
        draw_id: data.draw_id,
        announcement_hash: data.announcement_hash,
        entropy_until: clock.now() + WINDOW_MS,
      },
    });
    expect(await savedAnnouncement(open, data.draw_id)).toEqual(saved);
    // Somebody new has no part in it; those who were there send the same step again, or for the first time.
    const late = await joinPhone(open, 'late');
    expect(await contribute(phone, late.contribution(data.draw_id, 1))).toBe(false);
    for (const each of [two, three]) expect(await contribute(phone, each?.contribution(data.draw_id, 1))).toBe(true);
    await playOut(clock, phone, data.draw_id);
    const verdict = await verdictOf(open, data.draw_id, saved);
    // What was acknowledged before the host went down counts, though its phone never came back.
    expect(verdict.proof?.room.map(([number]) => number)).toEqual([one?.number, two?.number, three?.number]);
    expect((await open.admin('draws', {})).data.draws.map(({ draw_id }) => draw_id)).toEqual([data.draw_id]);
    const winners = verdict.proof?.winners;
    const again = await open.reopen();
    expect((await again.call('event', {})).data).toMatchObject({
      stage: 'winner',
      draw: { winners: winners?.map((number) => ({ draw_number: number })) },
    });
  });
});

describe('what is told of a draw', () => {
  it('is its receipt to those who take part, with the contribution from the reveal on', async () => {
    const { open, clock, prizeId } = await fairHost();
    const [one, two] = await joinPhones(open, 5);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    const late = await joinPhone(open, 'late');
    const params = { draw_id: data.draw_id };
    const receipt = (token: string) => open.call('receipt', { params, token });
    await contribute(phone, one?.contribution(data.draw_id, 1));
    const saved = await savedAnnouncement(open, data.draw_id);
    const early = await receipt(one?.token ?? '');
    expect(early.data).toMatchObject({ index: 0, root: saved.entries.root, contribution: null });
    expect(early.data.entry[0]).toBe(one?.number);
    expect((await receipt(late.token)).code).toBe('participant_not_found');
    expect((await open.call('receipt', { params: { draw_id: 'nowhere' }, token: late.token })).code).toBe(
      'draw_not_found',
    );
    expect((await open.call('announcement', { params: { draw_id: 'nowhere' } })).code).toBe('draw_not_found');
    expect((await open.call('publicDraws', {})).data.draws).toEqual([]);

    clock.advance(WINDOW_MS);
    await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    expect((await receipt(one?.token ?? '')).data.contribution).toBeNull();
    expect((await open.call('publicDraws', {})).data.draws).toEqual([]);
    clock.advance(SPIN_MS);
    const winner = await phone.until(({ stage }) => stage === 'winner');
    expect((await receipt(one?.token ?? '')).data.contribution).toEqual({
      step: 1,
      index: 0,
      path: [],
      value: one?.contribution('', 1)['value'],
    });
    expect((await receipt(two?.token ?? '')).data.contribution).toBeNull();
    expect((await receipt(late.token)).code).toBe('participant_not_found');
    expect((await open.call('publicDraws', {})).data.draws).toEqual([
      {
        draw_id: data.draw_id,
        epoch: 1,
        draw: 1,
        prize_name: 'Car',
        prize_rank: 1,
        announced_at: saved.announced_at,
        entries: 5,
        winners: winner.draw?.winners?.map(({ draw_number }) => draw_number),
        fingerprint: data.fingerprint,
        provable: true,
      },
    ]);
  });
});

describe('a full disk', () => {
  it('lets an armed draw wait, which is then decided as it would have been', async () => {
    const disk = createTightStorage();
    const { open, clock, prizeId } = await fairHost({}, { openStores: disk.openStores });
    await open.join(300);
    const one = await joinPhone(open, 'one');
    const phone = await connectScreen(open.url, 'audience');
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const { data } = await open.admin('announce', { body: { prize_id: prizeId, count: 50, reserves: 100 } });
    const saved = await savedAnnouncement(open, data.draw_id);
    expect(await contribute(phone, one.contribution(data.draw_id, 1))).toBe(true);
    disk.fail();
    clock.advance(WINDOW_MS);
    await desk.until(({ problem }) => problem?.message.includes('waits') === true);
    expect(await stageNow(open)).toBe('armed');
    disk.mend();
    clock.advance(2_000);
    await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    expect((await deskNow(open)).problem).toBeNull();
    clock.advance(SPIN_MS);
    await phone.until(({ stage }) => stage === 'winner');
    const verdict = await verdictOf(open, data.draw_id, saved);
    expect(verdict.proof?.room).toEqual([[one.number, 1, one.contribution('', 1)['value']]]);
  });

  it('keeps a closed draw waiting for its decision, which nobody can stop', async () => {
    const disk = createTightStorage();
    const { open, clock, prizeId } = await fairHost({}, { openStores: disk.openStores });
    await open.join(300);
    const phone = await connectScreen(open.url, 'audience');
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const { data } = await open.admin('announce', { body: { prize_id: prizeId, count: 50, reserves: 100 } });
    const saved = await savedAnnouncement(open, data.draw_id);
    disk.fill();
    clock.advance(WINDOW_MS);
    await desk.until(({ problem }) => problem?.message.includes('stored yet and waits') === true);
    const { draw } = await phone.until(({ stage }) => stage === 'spinning');
    expect([draw?.decided_at, (await open.admin('abandon', {})).code]).toEqual([0, 'draw_in_progress']);
    disk.free();
    clock.advance(2_000);
    await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    clock.advance(SPIN_MS);
    await phone.until(({ stage }) => stage === 'winner');
    const proof = (await open.call('proof', { params: { draw_id: data.draw_id } })).data;
    expect(verify(proof, { announcement: saved, close: draw?.close }).ok).toBe(true);
  });

  it('lets go of a draw that is given up while it waits', async () => {
    const disk = createTightStorage();
    const { open, clock, prizeId } = await fairHost({}, { openStores: disk.openStores });
    await open.join(300);
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    await open.admin('announce', { body: { prize_id: prizeId, count: 50, reserves: 100 } });
    disk.fail();
    clock.advance(WINDOW_MS);
    await desk.until(({ problem }) => problem?.message.includes('waits') === true);
    disk.mend();
    expect((await open.admin('abandon', {})).status).toBe(200);
    const before = (await deskNow(open)).problem?.at;
    clock.advance(2_000);
    // The same queue as the retry's: when this is done, that would be too.
    await open.admin('updateEvent', { body: { name: 'Later' } });
    expect(await deskNow(open)).toMatchObject({ stage: 'idle', problem: { at: before } });
    expect((await open.admin('draws', {})).data.total_count).toBe(0);
  });

  it('neither keeps a draw without its beacon for ever nor stops the host', async () => {
    const clock = createManualClock();
    const disk = createTightStorage();
    const beacon = beaconFor(() => ({ ok: false, reason: 'unreachable' }));
    const services = { beacon: beacon.service, openStores: disk.openStores };
    const { open, prizeId } = await fairHost({ beacon_entropy: true }, services, clock);
    await open.join(5);
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    disk.fill();
    // Until not even the record that a draw was given up finds room.
    const full = async (length: number): Promise<boolean> =>
      (await open.admin('updateEvent', { body: { name: 'x'.repeat(length) } })).code === 'storage_full';
    for (const length of [80, 1]) while (!(await full(length)));
    clock.advance(20_000);
    await desk.until(({ problem }) => problem?.message.includes('beacon') === true);
    expect(await stageNow(open)).toBe('armed');
    disk.free();
    clock.advance(2_000);
    await desk.until(({ stage, problem }) => stage === 'idle' && problem?.message.includes('was cancelled') === true);
    expect((await open.admin('announce', { body: { prize_id: prizeId } })).data.draw).toBe(data.draw + 1);
  });
});
