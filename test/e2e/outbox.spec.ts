/** The console's part for other systems: what goes where, paused, tried and sent again, by the keyboard alone. */
import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSound } from './support/accessible.ts';
import { test } from './support/test.ts';
import { adminApi, newDataDir, openOrganiser, startHost } from './support/venue.ts';

test('an organiser sees where events go, pauses, tries and sends them again', async ({ browser }) => {
  const dataDir = newDataDir();
  const file = join(dataDir.path, 'events.jsonl');
  const flags = ['--outbox-file', file, '--webhook-url', 'http://127.0.0.1:9/down'];
  const host = await startHost(dataDir.path, 0, flags);
  const linesOf = (): string[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  const api = await adminApi(host);
  for (let phone = 0; phone < 3; phone += 1) await api.public('POST', '/register', { event_id: host.eventId });
  const drawn = async (prize: string): Promise<void> => {
    const { status } = await api.send('POST', '/draw', { prize_name: prize, prize_rank: 1, count: 1 });
    expect(status).toBe(201);
  };
  await api.send('PATCH', '', { spin_ms: 0 });

  const context = await openOrganiser(browser, host);
  const desk = await context.newPage();
  await desk.goto(`${host.url}/lottery/admin#outbox`);
  const toFile = desk.locator('[data-sink=file]');
  const webhook = desk.locator('[data-sink^=webhook]');
  await expect(toFile).toHaveAttribute('data-state', 'delivering');
  await drawn('Car');
  await expect(desk.getByTestId('outbox-event')).toHaveCount(1);
  await expect(toFile.getByTestId('sink-lag')).toHaveText('Up to date');
  await expect(webhook.getByTestId('sink-lag')).toHaveText('1 event waits');
  await expect(webhook).toContainText('nobody listens there');
  await expectSound(desk);

  await toFile.getByTestId('sink-turn').focus();
  await desk.keyboard.press('Enter');
  await expect(toFile).toHaveAttribute('data-state', 'paused');
  await expect
    .poll(() =>
      drawn('Bike').then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await expect(toFile.getByTestId('sink-lag')).toHaveText('1 event waits');
  expect(linesOf()).toHaveLength(1);
  await desk.keyboard.press('Enter');
  await expect(toFile.getByTestId('sink-lag')).toHaveText('Up to date');
  await expect.poll(() => linesOf().length).toBe(2);

  await toFile.getByTestId('sink-test').focus();
  await desk.keyboard.press('Enter');
  await expect.poll(() => linesOf().length).toBe(3);
  await toFile.getByTestId('sink-replay').focus();
  await desk.keyboard.press('Enter');
  await desk.getByTestId('replay-position').fill('nonsense');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('dialog')).toContainText('Enter a number from 1 to 3.');
  await expectSound(desk);
  await desk.getByTestId('replay-position').fill('1');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('dialog')).toBeHidden();
  await expect.poll(() => linesOf().length).toBe(5);
  expect(linesOf().slice(3)).toEqual(linesOf().slice(0, 2));

  await desk.setViewportSize({ width: 360, height: 740 });
  await expectSound(desk);
  await context.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});
