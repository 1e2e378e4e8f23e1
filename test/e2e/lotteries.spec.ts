/** Automatic lotteries: an organiser at the keyboard, a till that sends stakes, and the projector. */
import { expect, type Page } from '@playwright/test';
import { openSqliteStores } from '../../src/host/openSqliteStores.ts';
import { expectSound, settled } from './support/accessible.ts';
import { test } from './support/test.ts';
import { newDataDir, openOrganiser, openProjector, startHost } from './support/venue.ts';

/** A message that came before its game was there. */
const putAside = async (dataDir: string): Promise<void> => {
  const stores = openSqliteStores(dataDir);
  const body = Buffer.from(JSON.stringify({ player_id: 'player-00007', game_id: 'bar', amount: 100 }));
  await stores.lotteries.keepDeadLetters([
    { source: 'player.v1.staked/0/7', reason: 'There is no such game.', body, bytes: body.length, at: Date.now() },
  ]);
  await stores.platform.close();
};

const press = async (page: Page, testId: string): Promise<void> => {
  await page.getByTestId(testId).focus();
  await page.keyboard.press('Enter');
};

test('an organiser makes a game, shows it, sees it drawn, cancels, and mends a message', async ({ browser }) => {
  const dataDir = newDataDir();
  await putAside(dataDir.path);
  let host = await startHost(dataDir.path);
  const shots = process.env['LOTTERIES_SHOTS'];
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
  };
  const context = await openOrganiser(browser, host);
  const stake = async (...players: number[]): Promise<void> => {
    for (const player of players) {
      const { status } = await fetch(`${host.url}/api/stake`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ player_id: `player-0000${player}`, game_id: 'bar', amount: 100 }),
      }).catch(() => ({ status: 0 }));
      expect(status).toBe(201);
    }
  };
  const made = await context.request.post(`${host.url}/api/luckydraw/admin/keys`, {
    data: { name: 'Till' },
    headers: { origin: host.url },
  });
  const { data } = (await made.json()) as { data: { key: string } };
  const { key } = data;

  const desk = await context.newPage();
  await desk.goto(`${host.url}/lottery/admin#lotteries`);
  await press(desk, 'game-add');
  await desk.getByLabel('Name').focus();
  await desk.keyboard.type('Bar, drinks');
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('bar');
  for (const [label, value] of [
    ['Players to gather', '4'],
    ['Winners', '5'],
    ['Prize sum', '5000'],
  ] as const) {
    await desk.getByLabel(label).focus();
    await desk.keyboard.press('Control+A');
    await desk.keyboard.type(value);
  }
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('There cannot be more winners than players.')).toBeVisible();
  await expectSound(desk);
  await desk.getByLabel('Winners').fill('2');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('game-page')).toContainText('Bar, drinks');

  const projector = await openProjector(context, host);
  await expect(projector.getByTestId('lottery-scene')).toHaveCount(0);
  await desk.bringToFront();
  await press(desk, 'game-projector');
  await expect(desk.getByTestId('game-projector')).toHaveText('Remove from projector');
  await expect(projector.getByTestId('lottery-scene')).toContainText('Bar, drinks');

  await stake(1, 2, 3);
  await expect(desk.getByTestId('gathered')).toHaveText('3 of 4 players');
  await expect(projector.getByTestId('lottery-gathered')).toHaveText('3');
  await expect(projector.getByText('1 more, and the draw begins')).toBeVisible();
  await shoot(projector, 'gathering-1920');

  // The message whose game was not there yet fills the lottery.
  await desk.getByRole('button', { name: 'Try again' }).focus();
  await desk.keyboard.press('Enter');
  const drawn = projector.getByTestId('lottery-draw');
  await expect(drawn).toHaveAttribute('data-revealed', 'false');
  await shoot(projector, 'reels-1920');
  await expect(desk.getByText('Accepted into bar-1.')).toBeVisible();
  await expect(desk.locator('[data-testid=lottery][data-status=finished]')).toHaveCount(1);
  await expect(desk.getByText('Messages that could not be accepted')).toHaveCount(0);
  await expect(drawn).toHaveAttribute('data-revealed', 'true');
  await expect(projector.getByTestId('lottery-winner')).toHaveText([/^pl•••0\dPlace \d$/, /^pl•••0\dPlace \d$/]);
  await settled(projector);
  await shoot(projector, 'winners-1920');
  await projector.setViewportSize({ width: 1024, height: 768 });
  await shoot(projector, 'winners-1024');
  await expectSound(projector);

  const { winners } = (
    (await (await context.request.get(`${host.url}/api/lotteries?game_id=bar`)).json()) as {
      data: { lotteries: { winners: string[] }[] };
    }
  ).data.lotteries[0] ?? { winners: [] };
  expect(winners).toHaveLength(2);
  await expect(projector.getByTestId('lottery-gathered')).toHaveText('0');
  await expect(projector.getByText('Last winners')).toBeVisible();
  await shoot(projector, 'next-1024');
  await expectSound(projector);
  await desk.getByTestId('game-whole-ids').focus();
  await desk.keyboard.press('Space');
  await expect(projector.getByTestId('lottery-winner').first()).toContainText(winners[0] ?? '-');

  await stake(5);
  await expect(desk.getByTestId('gathered')).toHaveText('1 of 4 players');
  await press(desk, 'lottery-cancel');
  await desk.getByLabel('Reason').fill('Till was wrong');
  await expectSound(desk);
  await desk.getByRole('button', { name: 'Cancel the lottery' }).focus();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[data-testid=lottery][data-status=cancelled]')).toContainText('Till was wrong');
  await desk.getByText('Log of this game').focus();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[data-testid=game-log-record][data-action=lottery_cancelled]')).toContainText(
    'Till was wrong',
  );
  await expectSound(desk);
  await desk.setViewportSize({ width: 360, height: 740 });
  await expectSound(desk);
  if (shots !== undefined) await desk.screenshot({ path: `${shots}/desk-360.png`, fullPage: true });
  await desk.setViewportSize({ width: 1440, height: 1500 });
  await shoot(desk, 'desk');

  // What is shown survives a power cut.
  await host.kill();
  host = await startHost(dataDir.path, host.port);
  await expect(projector.getByTestId('lottery-scene')).toContainText('Bar, drinks');
  await stake(6);
  await expect(projector.getByTestId('lottery-gathered')).toHaveText('1');
  await projector.setViewportSize({ width: 1920, height: 1080 });
  await shoot(projector, 'again-1920');
  await press(desk, 'game-projector');
  await expect(projector.getByTestId('lottery-scene')).toHaveCount(0);
  await host.stop();
  dataDir.remove();
});
