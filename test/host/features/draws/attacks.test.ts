/** The attacks that the close and the delay are there for, on a real host. */
import { describe, expect, it } from 'vitest';
import { delayed, delayHex, type RootPower } from '../../../../src/core/fairness/delay.ts';
import { decide, delayInputOf, outcomeOf } from '../../../../src/core/fairness/draw.ts';
import {
  closeOf,
  roomEntropy,
  roomTree,
  verifyInRoom,
  type Contribution,
} from '../../../../src/core/fairness/entropy.ts';
import { inclusionPath } from '../../../../src/core/fairness/merkle.ts';
import { assembleProof, type Proof } from '../../../../src/core/fairness/proof.ts';
import { finish } from '../../../../src/core/fairness/slices.ts';
import { verify } from '../../../../src/core/fairness/verify.ts';
import type { Delayer } from '../../../../src/host/features/draws/delay/delayer.ts';
import { fastPower } from '../../../../src/host/features/draws/delay/fastPower.ts';
import {
  contribute,
  deskNow,
  fairHost,
  joinPhones,
  playOut,
  savedAnnouncement,
  WINDOW_MS,
  type Phone,
} from '../../../support/fairDraw.ts';
import { quickDelayer } from '../../../support/quickDelayer.ts';
import { connectScreen } from '../../../support/screens.ts';

/** A machine that never comes to the end of a delay. */
const endless: Delayer = {
  stepsPerSecond: async () => 5,
  run: (_x, _steps, signal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true })),
};

/** Each over a connection of its own. */
const contributeAll = async (url: string, phones: readonly Phone[], drawId: string): Promise<void> => {
  for (const each of phones) {
    const screen = await connectScreen(url, 'audience');
    expect(await contribute(screen, each.contribution(drawId, 1))).toBe(true);
    screen.close();
  }
};

/** The proof of a draw to which nine phones added. */
const drawnByHonestHost = async (): Promise<Proof> => {
  const { open, clock, prizeId } = await fairHost();
  const phones = await joinPhones(open, 9);
  const phone = await connectScreen(open.url, 'audience');
  const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
  await contributeAll(open.url, phones, data.draw_id);
  await playOut(clock, phone, data.draw_id);
  return (await open.call('proof', { params: { draw_id: data.draw_id } })).data as Proof;
};

/** What somebody with the secret could bring about by leaving out any of these contributions, as far as the time allows. */
const outcomesWithin = (ms: number, proof: Proof, steps: number, power: RootPower): number => {
  const until = performance.now() + ms;
  const { announcement, entries, reveal: chainLink, room } = proof;
  for (let subset = 0; subset < 2 ** room.length; subset += 1) {
    const kept = room.filter((_, index) => (subset >> index) % 2 === 0);
    const parts = { announcement, chainLink, entropy: [finish(roomEntropy(kept))] };
    const way = delayed(delayInputOf(parts), steps, power);
    let step = way.next();
    while (!step.done) {
      if (performance.now() > until) return subset;
      step = way.next();
    }
    finish(outcomeOf({ ...parts, entries, delay: delayHex(step.value) }));
  }
  return 2 ** room.length;
};

describe('whoever has the secret and phones of his own that answer last, or stay silent', () => {
  it(
    'could try out everything within the window without a delay, and nothing with one',
    { timeout: 30_000 },
    async () => {
      const proof = await drawnByHonestHost();
      const power = fastPower();
      const measured = performance.now();
      finish(delayed(3n, 200, power));
      const stepsPerSecond = 200_000 / (performance.now() - measured);
      // Phones answer in the window's second half: so long he has, on a machine as fast as this one.
      const half = WINDOW_MS / 2;
      expect(outcomesWithin(half, proof, 0, power)).toBe(512);
      expect(outcomesWithin(half, proof, Math.round(4 * stepsPerSecond), power)).toBe(0);
    },
  );
});

describe('a host that drops an acknowledged contribution', () => {
  it('is found out by the close that every screen has, and by the phone whose contribution it was', async () => {
    const proof = await drawnByHonestHost();
    const { announcement, entries, reveal, room, seal } = proof;
    const index = 4;
    const own = room[index];
    const mixed = proof.entropy[0];
    const path = inclusionPath(finish(roomTree(room)), index);
    expect(verifyInRoom(own, index, path, mixed)).toBe(true);

    // The proof is made anew without it, delay and all, and agrees with itself.
    const left: Contribution[] = room.filter((given) => given !== own);
    const entropy = [finish(roomEntropy(left))];
    const parts = { announcement, chainLink: reveal, entropy };
    const delay = delayHex(finish(delayed(delayInputOf(parts), announcement.delay, fastPower())));
    const outcome = decide({ ...parts, entries, room: left, delay });
    const forged = assembleProof({ seal, reveal, announcement, entries, room: left, entropy, delay, ...outcome });
    expect(verify(forged).ok).toBe(true);
    expect(verify(forged, { announcement, close: closeOf(proof.entropy) })).toMatchObject({ failed: 'close' });
    // Closed without it, there is no place in the room's root that it could be shown at.
    for (const at of left.keys()) expect(verifyInRoom(own, at, path, entropy[0])).toBe(false);
  });
});

describe('after the close', () => {
  it('nothing is added, nothing given up, and a restart comes to the same winners', async () => {
    const { open: before, clock, prizeId } = await fairHost({}, { delayer: endless });
    const [late, ...phones] = await joinPhones(before, 8);
    if (!late) throw new Error('nobody joined');
    const first = await connectScreen(before.url, 'audience');
    const { data } = await before.admin('announce', { body: { prize_id: prizeId, reserves: 2 } });
    const saved = await savedAnnouncement(before, data.draw_id);
    await contributeAll(before.url, phones, data.draw_id);
    clock.advance(WINDOW_MS);
    const { draw: closed } = await first.until(({ stage }) => stage === 'spinning');
    expect(closed).toMatchObject({ close: { count: 7 }, decided_at: 0, winners: null, reveal: null, entropy: null });
    expect(await contribute(first, late.contribution(data.draw_id, 1))).toBe(false);
    expect(await deskNow(before)).toMatchObject({ contributions: 7, contributions_refused: 1, stage: 'spinning' });
    expect((await before.admin('abandon', {})).code).toBe('draw_in_progress');
    // Whatever time passes, the reels turn: the result is not there.
    clock.advance(600_000);
    expect(await deskNow(before)).toMatchObject({ stage: 'spinning', control: { plan: null } });
    await before.close();

    const half = await before.reopen();
    const again = await connectScreen(half.url, 'audience');
    expect(again.view().draw).toMatchObject({ close: closed?.close, decided_at: 0 });
    expect(await contribute(again, late.contribution(data.draw_id, 1))).toBe(false);
    expect((await half.admin('abandon', {})).code).toBe('draw_in_progress');
    await half.close();

    const open = await half.reopen({ delayer: quickDelayer() });
    const phone = await connectScreen(open.url, 'audience');
    const decided = await phone.until(({ draw }) => (draw?.decided_at ?? 0) > 0);
    clock.advance(Math.max(0, (decided.draw?.reveal_at ?? 0) - clock.now()));
    await phone.until(({ stage }) => stage === 'winner');
    const proof = (await open.call('proof', { params: { draw_id: data.draw_id } })).data;
    const verdict = verify(proof, { announcement: saved, close: closed?.close });
    expect(verdict.checks.filter((check) => check.status !== 'ok')).toEqual([]);
    expect(verdict.proof?.room.map(([number]) => number)).toEqual(phones.map(({ number }) => number));
    const actions = (await open.admin('log', { query: { limit: 1_000 } })).data.records.map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('draw_') && action !== 'draw_revealed')).toEqual([
      'draw_announced',
      'draw_closed',
      'draw_decided',
    ]);
  });

  it('the words of the audience come too late', async () => {
    const settings = { room_entropy: false, spoken_entropy: true };
    const { open, prizeId } = await fairHost(settings, { delayer: endless });
    await joinPhones(open, 4);
    await open.admin('announce', { body: { prize_id: prizeId } });
    expect((await open.admin('speak', { body: { text: 'seven' } })).status).toBe(200);
    const phone = await connectScreen(open.url, 'audience');
    await phone.until(({ stage }) => stage === 'spinning');
    expect((await open.admin('speak', { body: { text: 'eight' } })).code).toBe('no_words_awaited');
  });
});
