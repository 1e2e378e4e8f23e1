import { expect, it } from 'vitest';
import { verify } from '../../../../src/core/fairness/verify.ts';
import type { Beacon, BeaconAnswer } from '../../../../src/host/features/draws/beacon/beacon.ts';
import { beaconRound } from '../../../support/beaconRound.ts';
import { hostForTest } from '../../../support/host.ts';
import { drawnLotteries, gameOn, lotteriesOf } from './game.ts';

const ROUND_MS = 100;

/** A beacon with a round each tenth of a second, which answers what a test says. */
const beaconFor = (answer: (round: number) => BeaconAnswer | Promise<BeaconAnswer>, reachable = true) => {
  const beacon: Beacon = {
    next: (nowMs) => Math.floor(nowMs / ROUND_MS) + 2,
    dueAt: (round) => round * ROUND_MS,
    fetch: async (round) => answer(round),
    reachable: async () => reachable,
  };
  return async (): Promise<Beacon> => beacon;
};
const randomnessOf = (round: number): BeaconAnswer => ({ ok: true, entropy: beaconRound(round) });

it('waits for the beacon where the game wants it, several lotteries at once', async () => {
  const host = await hostForTest({ beacon: beaconFor(randomnessOf) });
  const { stake, gameId } = await gameOn(host, { players: 2, beacon: true });
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((player) => stake(player)));
  const lotteries = await drawnLotteries(host, gameId);
  expect(lotteries).toHaveLength(3);
  for (const { draw_id: id, winners } of lotteries) {
    expect(winners).toHaveLength(1);
    const { data } = await host.call('proof', { params: { draw_id: id ?? '' } });
    expect(verify(data)).toMatchObject({ ok: true, proof: { entropy: [{ source: 'beacon' }] } });
  }
});

it('goes on with an announced draw after a restart', async () => {
  const host = await hostForTest({ beacon: beaconFor(() => new Promise(() => undefined)) });
  const { stake, gameId } = await gameOn(host, { players: 1, beacon: true });
  await stake('a');
  let announced: string | null = null;
  while (announced === null) announced = (await lotteriesOf(host, gameId))[0]?.draw_id ?? null;
  expect((await lotteriesOf(host, gameId))[0]).toMatchObject({ status: 'started', winners: [] });
  expect(
    await host.admin('cancelLottery', { params: { lottery_id: `${gameId}-1` }, body: { reason: 'No' } }),
  ).toMatchObject({ code: 'lottery_already_drawn' });
  const again = await host.reopen({ beacon: beaconFor(randomnessOf) });
  const [drawn] = await drawnLotteries(again, gameId);
  expect(drawn).toMatchObject({ status: 'finished', draw_id: announced, winners: ['a'] });
});

it('is drawn anew when the announced beacon never came, and without one that cannot be reached', async () => {
  let asked = 0;
  const host = await hostForTest({
    beacon: beaconFor((round) => ((asked += 1) === 1 ? { ok: false, reason: 'unreachable' } : randomnessOf(round))),
  });
  const { stake, gameId } = await gameOn(host, { players: 1, beacon: true });
  await stake('a');
  expect((await drawnLotteries(host, gameId))[0]).toMatchObject({ status: 'finished', winners: ['a'] });
  expect(asked).toBe(2);

  const alone = await hostForTest({ beacon: beaconFor(randomnessOf, false) });
  const other = await gameOn(alone, { players: 1, beacon: true });
  await other.stake('a');
  const [drawn] = await drawnLotteries(alone, other.gameId);
  const { data } = await alone.call('proof', { params: { draw_id: drawn?.draw_id ?? '' } });
  expect(verify(data)).toMatchObject({ ok: true, proof: { entropy: [] } });
});
