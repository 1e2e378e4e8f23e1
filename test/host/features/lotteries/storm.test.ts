import { expect, it } from 'vitest';
import { hostForTest, upTo } from '../../../support/host.ts';
import { drawnLotteries, gameOn } from './game.ts';

const PLAYERS = 7;

it(
  'gives each of many stakes that come at once one place, and each full lottery its winners',
  { timeout: 60_000 },
  async () => {
    const host = await hostForTest();
    const games = [
      await gameOn(host, { players: PLAYERS, winners: 2, name: 'One' }),
      await gameOn(host, { players: PLAYERS, winners: 2, name: 'Two' }),
    ];
    const answers: { lottery: string; place: number; player: string }[] = [];
    // Each message comes three times, at the same time as hundreds of others.
    await Promise.all(
      upTo(600).flatMap((number) => {
        const { stake } = games[number % 2]!;
        const player = `p${number}`;
        return upTo(3).map(async () => {
          const { data, status } = await stake(player, { message_id: `bet-${number}` });
          if (status === 201) answers.push({ lottery: data.lottery_id, place: data.draw_number, player });
        });
      }),
    );
    expect(answers).toHaveLength(600);
    expect(new Set(answers.map(({ lottery, place }) => `${lottery}#${place}`)).size).toBe(600);

    for (const { gameId } of games) {
      const lotteries = await drawnLotteries(host, gameId);
      expect(lotteries).toHaveLength(Math.ceil(300 / PLAYERS));
      for (const lottery of lotteries) {
        const isFull = lottery.players.length === PLAYERS;
        expect(lottery.status).toBe(isFull ? 'finished' : 'in_waiting');
        expect(lottery.winners).toHaveLength(isFull ? 2 : 0);
        for (const [index, player] of lottery.players.entries())
          expect(answers).toContainEqual({ lottery: lottery.lottery_id, place: index + 1, player });
      }
      expect(lotteries.filter(({ status }) => status === 'in_waiting')).toHaveLength(1);
    }
  },
);

it('takes ten thousand stakes in seconds: each once, each lottery with its award', { timeout: 60_000 }, async () => {
  const host = await hostForTest();
  const { gameId, stake } = await gameOn(host, { players: 100, winners: 3 });
  const waiting = upTo(10_000);
  const till = async (): Promise<void> => {
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      const { status } = await stake(`p${number}`, { message_id: `bet-${number}` });
      expect(status).toBe(201);
    }
  };
  await Promise.all(upTo(100).map(till));
  const lotteries = await drawnLotteries(host, gameId);
  expect(lotteries).toHaveLength(100);
  expect(new Set(lotteries.flatMap(({ players }) => players)).size).toBe(10_000);
  for (const { winners, award } of lotteries) {
    expect(new Set(winners).size).toBe(3);
    expect(award?.status).toBe('played_out');
  }
});
