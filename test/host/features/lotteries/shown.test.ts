import { io } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import type { ShownLotteryView } from '../../../../src/contract/lotteries/live.ts';
import { hostForTest, type TestHost } from '../../../support/host.ts';
import { gameOn } from './game.ts';

const connect = (host: TestHost, key: string) => {
  const socket = io(host.url, {
    transports: ['websocket'],
    reconnection: false,
    auth: { channel: 'shown-lottery', key },
  });
  onTestFinished(() => void socket.disconnect());
  return socket;
};

/** A screen without a login. */
const watch = (host: TestHost) => {
  const socket = connect(host, 'projector');
  let last: ShownLotteryView | null = null;
  const looking: (() => void)[] = [];
  const hear = (next: ShownLotteryView): void => {
    last = next;
    for (const look of looking) look();
  };
  socket.on('view', ({ view }: { view: ShownLotteryView }) => hear(view));
  socket.on('counts', ({ counts }: { counts: Partial<ShownLotteryView> }) => {
    if (last !== null) hear({ ...last, ...counts });
  });
  return (isSo: (view: ShownLotteryView) => boolean): Promise<ShownLotteryView> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (last !== null && isSo(last)) resolve(last);
      };
      looking.push(look);
      look();
    });
};

it('shows everybody one game, its winners shortened, until another is shown or none', async () => {
  const host = await hostForTest();
  const one = await gameOn(host, { players: 2, name: 'One' });
  const two = await gameOn(host, { players: 2, name: 'Two' });
  const until = watch(host);
  expect((await until(() => true)).game).toBeNull();

  const show = (gameId: string, body: { shown: boolean; whole_ids?: boolean }) =>
    host.admin('showGame', { params: { game_id: gameId }, body });
  expect((await show(one.gameId, { shown: true })).data).toMatchObject({ shown: true, whole_ids: false });
  expect(await until(({ game }) => game !== null)).toMatchObject({ gathered: 0, game: { name: 'One', last: null } });
  await one.stake('player-12345');
  await until(({ gathered }) => gathered === 1);
  await one.stake('player-12345');
  const drawn = await until(({ game }) => game?.last != null);
  expect(drawn.game?.last).toMatchObject({
    lottery_id: `${one.gameId}-1`,
    winners: [{ player: 'pl•••45' }],
    won: 1,
    win_sum: 5_000,
  });
  expect(JSON.stringify(drawn)).not.toContain('player-12345');

  await show(one.gameId, { shown: true, whole_ids: true });
  await until(({ game }) => game?.last?.winners[0]?.player === 'player-12345');
  await show(two.gameId, { shown: true });
  await until(({ game }) => game?.name === 'Two');
  const { data } = await host.admin('games', {});
  expect(data.games.map(({ shown, whole_ids: whole }) => [shown, whole])).toEqual([
    [false, false],
    [true, false],
  ]);

  const again = await host.reopen();
  const untilAgain = watch(again);
  await untilAgain(({ game }) => game?.name === 'Two');
  await again.admin('showGame', { params: { game_id: two.gameId }, body: { shown: false, whole_ids: true } });
  await untilAgain(({ game }) => game === null);
  const { data: log } = await again.admin('log', { params: { event_id: two.gameId } });
  expect(log.records.map(({ action }) => action)).toEqual(['game_made', 'game_shown', 'game_hidden']);
});

it('refuses a game that is not there, whoever is no organiser, and any other group', async () => {
  const host = await hostForTest();
  const { gameId, key } = await gameOn(host);
  const none = await host.admin('showGame', { params: { game_id: 'none' }, body: { shown: true } });
  expect([none.status, none.code]).toEqual([404, 'game_not_found']);
  for (const token of [undefined, key]) {
    const barred = await host.call('showGame', {
      ...(token !== undefined && { token }),
      params: { game_id: gameId },
      body: { shown: true },
    });
    expect([401, 403]).toContain(barred.status);
  }
  const refused = new Promise<Error>((resolve) => connect(host, gameId).on('connect_error', resolve));
  expect((await refused).message).toBe('unknown_channel');
});
