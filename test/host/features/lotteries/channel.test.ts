import { io } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import type { GameFigures, GameView } from '../../../../src/contract/lotteries/live.ts';
import { hostForTest, type TestHost } from '../../../support/host.ts';
import { gameOn } from './game.ts';

const connect = (host: TestHost, key: string, token: string | null) => {
  const socket = io(host.url, {
    transports: ['websocket'],
    reconnection: false,
    auth: { channel: 'lotteries', key, ...(token !== null && { token }) },
  });
  onTestFinished(() => void socket.disconnect());
  return socket;
};

const watch = (host: TestHost, gameId: string) => {
  const socket = connect(host, gameId, host.adminToken);
  let last: GameView | null = null;
  const looking: (() => void)[] = [];
  const hear = (next: GameView): void => {
    last = next;
    for (const look of looking) look();
  };
  socket.on('view', ({ view }: { view: GameView }) => hear(view));
  // Figures that travel apart, under the names that they have in the view.
  socket.on('counts', ({ counts }: { counts: GameFigures }) => {
    if (last !== null) hear({ ...last, ...counts });
  });
  return (isSo: (view: GameView) => boolean): Promise<GameView> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (last !== null && isSo(last)) resolve(last);
      };
      looking.push(look);
      look();
    });
};

it('shows an organiser how a game goes, and tells nothing of others', async () => {
  const host = await hostForTest();
  const { stake, gameId } = await gameOn(host, { players: 3 });
  const other = await gameOn(host, { players: 3, name: 'Other' });
  await stake('a');
  const until = watch(host, gameId);
  const untilOther = watch(host, other.gameId);
  expect(await until(({ known }) => known)).toMatchObject({ gathered: 1, waiting: `${gameId}-1`, finished: 0 });
  expect(await untilOther(({ known }) => known)).toMatchObject({ gathered: 0, waiting: null });
  await stake('b');
  await until(({ gathered }) => gathered === 2);
  await stake('c');
  expect(await until(({ finished }) => finished === 1)).toMatchObject({ gathered: 0, waiting: null, started: 0 });
  await host.admin('changeGame', { params: { game_id: gameId }, body: { paused: true } });
  await until(({ paused }) => paused);
  expect(await untilOther(({ known }) => known)).toMatchObject({ gathered: 0, finished: 0, paused: false });
});

it('lets nobody in but organisers', async () => {
  const host = await hostForTest();
  const { gameId, key } = await gameOn(host);
  for (const token of [null, key, 'nonsense']) {
    const refused = new Promise<Error>((resolve) => connect(host, gameId, token).on('connect_error', resolve));
    expect((await refused).message).toBe('unauthorized');
  }
});
