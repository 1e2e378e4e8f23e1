import { expect, it } from 'vitest';
import { hostForTest } from '../../../support/host.ts';
import { drawnLotteries, gameOn } from './game.ts';

it('tells how many stakes were taken, came again and were refused, and how many lotteries were drawn', async () => {
  const host = await hostForTest();
  const { stake, gameId } = await gameOn(host, { players: 2 });
  await stake('a', { message_id: 'one' });
  await stake('a', { message_id: 'one' });
  await stake('b');
  await stake('c', { game_id: 'nowhere' });
  await drawnLotteries(host, gameId);
  const { text } = await host.client.raw({ path: '/metrics' });
  expect(text).toMatch(/^luckydraw_stakes_total\{outcome="taken"\} 2$/m);
  expect(text).toMatch(/^luckydraw_stakes_total\{outcome="repeated"\} 1$/m);
  expect(text).toMatch(/^luckydraw_stakes_total\{outcome="refused"\} 1$/m);
  expect(text).toMatch(/^luckydraw_lotteries_drawn_total 1$/m);
  expect(text).toMatch(/^luckydraw_dead_letters_total 0$/m);
});
