import { describe, expect, it } from 'vitest';
import { verify } from '../../../../src/core/fairness/verify.ts';
import { importedHolder } from '../../../../src/core/fairness/entries.ts';
import { hostForTest } from '../../../support/host.ts';
import { drawnLotteries, gameOn, lotteriesOf } from './game.ts';

describe('a lottery that fills', () => {
  it('starts by itself, is drawn once, and the next stake opens the next lottery', async () => {
    const host = await hostForTest();
    const { gameId, stake, game } = await gameOn(host, { players: 3, winners: 2 });
    expect(game).toMatchObject({
      seal: expect.stringMatching(/^[0-9a-f]{64}$/),
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const first = await stake('anna');
    expect(first).toMatchObject({ status: 201 });
    expect(first.data).toEqual({ game_id: gameId, lottery_id: `${gameId}-1`, draw_number: 1, status: 'in_waiting' });
    expect((await lotteriesOf(host, gameId))[0]).toMatchObject({
      status: 'in_waiting',
      players: ['anna'],
      winners: [],
      award: null,
    });
    await stake('béla <script>alert(1)</script>');
    expect((await stake('anna')).data).toMatchObject({ draw_number: 3, status: 'started' });
    expect((await stake('dora')).data).toMatchObject({ lottery_id: `${gameId}-2`, draw_number: 1 });

    const [drawn, next] = await drawnLotteries(host, gameId);
    expect(drawn).toMatchObject({
      status: 'finished',
      players: ['anna', 'béla <script>alert(1)</script>', 'anna'],
      award: { lottery_id: `${gameId}-1`, win_sum: 5_000, status: 'played_out' },
    });
    expect(drawn?.winners).toHaveLength(2);
    for (const winner of drawn?.winners ?? []) expect(drawn?.players).toContain(winner);
    expect(next).toMatchObject({ status: 'in_waiting', players: ['dora'], award: null });
  });

  it('can be proved fair against the seal and the salt that were published with the game', async () => {
    const host = await hostForTest();
    const { gameId, stake, game } = await gameOn(host, { players: 2 });
    await stake('anna');
    await stake('béla');
    const [drawn] = await drawnLotteries(host, gameId);
    const proof = await host.call('proof', { params: { draw_id: drawn?.draw_id ?? '' } });
    expect(proof.data).toMatchObject({ seal: game.seal });
    expect(verify(proof.data)).toMatchObject({ ok: true });
    const entries = (proof.data as { entries: [number, number, string, null][] }).entries;
    expect(entries.map(([, , holder]) => holder)).toEqual([
      importedHolder(game.salt, 'anna'),
      importedHolder(game.salt, 'béla'),
    ]);
  });

  it('goes on over more lotteries than one seal chain serves', async () => {
    const host = await hostForTest();
    const { gameId, stake, game } = await gameOn(host, { players: 1 });
    await Promise.all(Array.from({ length: 1_030 }, (_, index) => stake(`p${index}`)));
    const lotteries = await drawnLotteries(host, gameId);
    expect(lotteries).toHaveLength(1_030);
    expect(lotteries.every(({ status, winners }) => status === 'finished' && winners.length === 1)).toBe(true);
    const { data } = await host.admin('games', {});
    expect(data.games[0]).toMatchObject({ finished: 1_030, started: 0 });
    expect(data.games[0]?.seal).not.toBe(game.seal);
    const proof = await host.call('proof', { params: { draw_id: lotteries.at(-1)?.draw_id ?? '' } });
    expect(proof.data).toMatchObject({ seal: data.games[0]?.seal });
  }, 60_000);
});

describe('a stake', () => {
  it('is taken once for each message id, also after a restart; another content under it is refused', async () => {
    const host = await hostForTest();
    const { gameId, stake, key } = await gameOn(host);
    const first = await stake('anna', { message_id: 'bet-1' });
    const again = await stake('anna', { message_id: 'bet-1' });
    expect(again.status).toBe(200);
    expect(again.data).toEqual(first.data);
    const reopened = await host.reopen();
    const body = { message_id: 'bet-1', player_id: 'anna', game_id: gameId, amount: 100 };
    expect((await reopened.call('stake', { token: key, body })).data).toEqual(first.data);
    for (const other of [{ amount: 101 }, { player_id: 'béla' }])
      expect(await reopened.call('stake', { token: key, body: { ...body, ...other } })).toMatchObject({
        status: 409,
        code: 'message_id_reused',
      });
    expect((await lotteriesOf(reopened, gameId))[0]?.players).toEqual(['anna']);
  });

  it('gets its first answer again under its Idempotency-Key', async () => {
    const host = await hostForTest();
    const { gameId, key } = await gameOn(host);
    const body = { player_id: 'anna', game_id: gameId, amount: 1 };
    const first = await host.call('stake', { token: key, body, key: 'ring-1' });
    const again = await host.call('stake', { token: key, body, key: 'ring-1' });
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers['idempotent-replayed']).toBe('true');
    const other = await host.call('stake', { token: key, body: { ...body, amount: 2 }, key: 'ring-1' });
    expect(other).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  it.each([
    ['a negative sum', { amount: -5 }],
    ['no sum', { amount: 0 }],
    ['a fraction', { amount: 1.5 }],
    ['more than can be counted', { amount: 2 ** 53 }],
    ['a text for a sum', { amount: '100' as unknown as number }],
    ['an empty player', { player_id: ' ' }],
    ['a player over two lines', { player_id: 'anna\nbéla' }],
    ['a game that is no id', { game_id: '../etc' }],
  ])('is refused with %s', async (_, wrong) => {
    const host = await hostForTest();
    const { stake, gameId } = await gameOn(host);
    expect(await stake('anna', wrong)).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(await lotteriesOf(host, gameId)).toEqual([]);
  });

  it('is refused for an unknown game, without a key, and with a revoked one', async () => {
    const host = await hostForTest();
    const { stake, gameId, keyId } = await gameOn(host);
    expect(await stake('anna', { game_id: 'nowhere' })).toMatchObject({ status: 404, code: 'game_not_found' });
    const body = { player_id: 'anna', game_id: gameId, amount: 1 };
    expect(await host.call('stake', { body })).toMatchObject({ status: 401, code: 'unauthorized' });
    expect(await host.admin('stake', { body })).toMatchObject({ status: 201 });
    await host.admin('revokeIntegratorKey', { params: { key_id: keyId } });
    expect(await stake('anna')).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('is taken once a lottery from the same player where the game says so', async () => {
    const host = await hostForTest();
    const { stake } = await gameOn(host, { distinct_players: true, players: 2 });
    await stake('anna');
    expect(await stake('anna')).toMatchObject({ status: 409, code: 'already_in_lottery' });
    await stake('béla');
    expect((await stake('anna')).data).toMatchObject({ draw_number: 1 });
  });
});

describe('an organiser', () => {
  it('pauses a game and lets it go on', async () => {
    const host = await hostForTest();
    const { stake, gameId } = await gameOn(host);
    await host.admin('changeGame', { params: { game_id: gameId }, body: { paused: true } });
    expect(await stake('anna')).toMatchObject({ status: 409, code: 'game_paused' });
    await host.admin('changeGame', { params: { game_id: gameId }, body: { paused: false } });
    expect(await stake('anna')).toMatchObject({ status: 201 });
  });

  it('starts a lottery early, unless fewer take part than are to win', async () => {
    const host = await hostForTest();
    const { stake, gameId } = await gameOn(host, { players: 10, winners: 2 });
    const params = { lottery_id: `${gameId}-1` };
    expect(await host.admin('startLottery', { params })).toMatchObject({ status: 404, code: 'lottery_not_found' });
    await stake('anna');
    expect(await host.admin('startLottery', { params })).toMatchObject({ status: 409, code: 'not_enough_players' });
    await stake('béla');
    await host.admin('startLottery', { params });
    const [drawn] = await drawnLotteries(host, gameId);
    expect(drawn).toMatchObject({ status: 'finished', winners: expect.arrayContaining(['anna', 'béla']) });
    expect(await host.admin('startLottery', { params })).toMatchObject({ status: 409, code: 'lottery_not_waiting' });
  });

  it('cancels a lottery that is not drawn, with the reason recorded', async () => {
    const host = await hostForTest();
    const { stake, gameId } = await gameOn(host, { players: 2 });
    await stake('anna');
    const params = { lottery_id: `${gameId}-1` };
    const cancelled = await host.admin('cancelLottery', { params, body: { reason: 'The till was broken' } });
    expect(cancelled.data).toMatchObject({ status: 'cancelled', reason: 'The till was broken', award: null });
    expect((await stake('béla')).data).toMatchObject({ lottery_id: `${gameId}-2`, draw_number: 1 });
    await stake('dora');
    await drawnLotteries(host, gameId);
    expect(
      await host.admin('cancelLottery', { params: { lottery_id: `${gameId}-2` }, body: { reason: 'Too late' } }),
    ).toMatchObject({ status: 409, code: 'lottery_already_drawn' });
  });

  it('cannot make a game under the id of another, or of an event, nor with more winners than players', async () => {
    const host = await hostForTest();
    const { gameId } = await gameOn(host, { game_id: 'slots' });
    expect(gameId).toBe('slots');
    for (const taken of ['slots', host.eventId]) {
      const body = { game_id: taken, name: 'Again', players: 2, win_sum: 1 };
      expect(await host.admin('makeGame', { body })).toMatchObject({ status: 409, code: 'game_exists' });
    }
    expect(
      await host.admin('makeGame', { body: { name: 'Greedy', players: 2, win_sum: 1, winners: 3 } }),
    ).toMatchObject({ status: 400, code: 'more_winners_than_players' });
  });

  it('is shown a key once, and when it was used last', async () => {
    const host = await hostForTest();
    const { stake, key } = await gameOn(host);
    await stake('anna');
    const { data, text } = await host.admin('integratorKeys', {});
    expect(text).not.toContain(key);
    expect(data.keys).toMatchObject([{ name: 'Till 1', last_used_at: expect.any(String) }]);
  });
});

it('is not there without the feature', async () => {
  const host = await hostForTest({ config: { without: ['lotteries'] } });
  const { adminToken: token } = host;
  expect(
    (await host.client.raw({ path: '/api/lotteries?game_id=x', headers: { authorization: `Bearer ${token}` } })).status,
  ).toBe(404);
});
