import type { RouteBody, RouteData } from '../../../../src/contract/routes.ts';
import type { TestHost } from '../../../support/host.ts';
import { connectScreen } from '../../../support/screens.ts';

type Lotteries = RouteData<'lotteries'>['lotteries'];

/** A game of the test's host, and what one does with it. */
export const gameOn = async (host: TestHost, rules: Partial<RouteBody<'makeGame'>> = {}) => {
  const made = await host.admin('makeGame', {
    body: { name: 'Till', players: 3, win_sum: 5_000, ...rules },
  });
  const gameId = made.data.game_id;
  const { data: key } = await host.admin('makeIntegratorKey', { body: { name: 'Till 1' } });
  return {
    gameId,
    game: made.data,
    key: key.key,
    keyId: key.key_id,
    stake: (player: string, more: Partial<RouteBody<'stake'>> = {}) =>
      host.call('stake', { token: key.key, body: { player_id: player, game_id: gameId, amount: 100, ...more } }),
  };
};

/** All lotteries of a game, oldest first. */
export const lotteriesOf = async (host: TestHost, gameId: string): Promise<Lotteries> => {
  const all: Lotteries = [];
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
    const { data }: { data: RouteData<'lotteries'> } = await host.admin('lotteries', {
      query: { game_id: gameId, before, limit: 200 },
    });
    all.push(...data.lotteries);
    before = data.next_before;
  }
  return all.reverse();
};

/** Waits until no lottery of the game waits for its draw; answers all of them, oldest first. */
export const drawnLotteries = async (host: TestHost, gameId: string): Promise<Lotteries> => {
  const screen = await connectScreen(host.url, 'lotteries', { key: gameId, token: host.adminToken });
  // The newest view, and no earlier one from between two lotteries.
  await screen.until(() => {
    const { known, started } = screen.view();
    return known && started === 0;
  }, 30_000);
  screen.close();
  return lotteriesOf(host, gameId);
};
