import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';
import { test } from './support/test.ts';
import { adminApi, newDataDir, openOrganiser, openPhone, openProjector, numberOn, startHost } from './support/venue.ts';

test('an announced draw is cancelled from any section, and a second editor is told', async ({ browser }) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  await api.send('PATCH', '', { spoken_entropy: true });
  await api.send('POST', '/prizes', { name: 'Television', rank: 1 });
  const organiser = await openOrganiser(browser, host);
  const admin = await organiser.newPage();
  await admin.goto(`${host.url}/lottery/admin#show`);
  await numberOn(await openPhone(browser, host.joinUrl));
  await expect(admin.getByTestId('big-action')).toHaveAttribute('data-action', 'draw');
  await admin.getByTestId('big-action').click();
  await expect(admin.getByTestId('spoken-send')).toBeVisible();
  await admin.getByTestId('spoken-send').click();
  await expect(admin.locator('#spoken')).toHaveAttribute('aria-invalid', 'true');
  await admin.getByTestId('section-log').click();
  await admin.getByTestId('abandon').click();
  await admin.getByTestId('confirm').click();
  await expect(admin.getByTestId('big-action')).toHaveAttribute('data-action', 'draw');

  const other = await organiser.newPage();
  for (const page of [admin, other]) {
    await page.goto(`${host.url}/lottery/admin#prizes`);
    await page.getByTestId('prize-edit').first().click();
  }
  await other.locator('#prize-name').fill('Big television');
  await other.getByTestId('prize-save').click();
  await expect(other.locator('#prize-name')).toBeHidden();
  await admin.locator('#prize-quantity').fill('4');
  await admin.getByTestId('prize-save').click();
  await expect(admin.getByText(/Somebody else has changed this prize/)).toBeVisible();
  await expect(admin.locator('#prize-name')).toHaveValue('Big television');
  await expect(admin.locator('#prize-quantity')).toHaveValue('4');
  await admin.getByTestId('prize-save').click();
  await expect(admin.locator('#prize-name')).toBeHidden();
  expect((await api.get('/prizes')).body.data.prizes[0]).toMatchObject({ name: 'Big television', quantity: 4 });
  await host.stop();
  dataDir.remove();
});

test('language, sound and next prize are chosen in the console, and every screen follows', async ({ browser }) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  for (let joined = 0; joined < 5; joined++) await api.public('POST', '/register', { event_id: host.eventId });
  await api.send('PATCH', '', { registration_open: false, projector_language: 'en' });
  for (const name of ['Television', 'Bicycle']) await api.send('POST', '/prizes', { name, quantity: 5 });
  const organiser = await openOrganiser(browser, host);
  const projector = await openProjector(organiser, host);
  const admin = await organiser.newPage();
  await admin.setViewportSize({ width: 1440, height: 900 });
  await admin.goto(`${host.url}/lottery/admin#show`);
  const onlooker = await browser.newPage({ locale: 'de-DE' });
  await onlooker.goto(`${host.url}/lottery`);
  const screens = [projector, admin.frameLocator('iframe'), onlooker];
  const allSpeak = async (language: string): Promise<void> => {
    for (const screen of screens) await expect(screen.locator('html')).toHaveAttribute('lang', language);
  };
  await allSpeak('en');
  // Nothing moves under the hand when the bar tells of the onlooker that is not logged in, or no more.
  const heightOfBar = () => admin.locator('.top-bar').evaluate((bar) => bar.getBoundingClientRect().height);
  await expect(admin.getByTestId('projector-without-login')).toBeVisible();
  const heightWithTrouble = await heightOfBar();
  await admin.locator('label', { hasText: '한국어' }).first().click();
  await allSpeak('ko');
  await projector.keyboard.press('l');
  await allSpeak('en');
  await projector.keyboard.press('m');
  await expect(admin.getByTestId('projector-mute')).toHaveAttribute('aria-pressed', 'true');
  await expect(admin.frameLocator('iframe').locator('.sign')).toHaveText('Sound off');
  await admin.getByTestId('prize-row').nth(1).click();
  for (const screen of screens) await expect(screen.locator('li:has(.prize-next)')).toContainText('Bicycle');
  await expect(admin.locator('[data-prize=chosen]')).toHaveCount(1);
  await admin.screenshot({ path: test.info().outputPath('controls.png') });
  await admin.getByTestId('make-login-code').click();
  const code = (await admin.getByTestId('login-code').textContent()) ?? '';
  await admin.screenshot({ path: test.info().outputPath('code.png') });
  await onlooker.keyboard.press('m');
  // As large as every other text of the projector: 32 of 1080 lines.
  const least = await onlooker
    .locator('dialog')
    .evaluate((dialog) =>
      Math.min(...[...dialog.querySelectorAll('*')].map((element) => parseFloat(getComputedStyle(element).fontSize))),
    );
  expect(Math.round((least * 1080) / 720)).toBeGreaterThanOrEqual(32);
  await onlooker.locator('dialog input').fill(code === '000000' ? '000001' : '000000');
  await onlooker.keyboard.press('Enter');
  await expect(onlooker.getByRole('alert')).toContainText('expired');
  await onlooker.locator('dialog input').fill(code);
  await onlooker.keyboard.press('Enter');
  await expect(onlooker.locator('dialog')).toHaveCount(0);
  await expect(admin.getByTestId('make-login-code')).toHaveCount(0);
  await expect(admin.getByTestId('trouble')).toBeEmpty();
  expect(await heightOfBar()).toBe(heightWithTrouble);
  await admin.reload();
  await expect(admin.getByTestId('prize-row').nth(1).locator('input')).toBeChecked();

  // A choice that is held up on its way does not come after the one that was made after it.
  const first = String(await admin.getByTestId('prize-row').nth(0).getAttribute('data-prize-id'));
  const second = String(await admin.getByTestId('prize-row').nth(1).getAttribute('data-prize-id'));
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await admin.route(`**/admin/${host.eventId}`, async (route) => {
    if (route.request().postData()?.includes(first)) await held;
    await route.continue();
  });
  const chosen: unknown[] = [];
  admin.on('response', async (response) => {
    if (response.request().method() === 'PATCH') chosen.push((await response.json()).data.next_prize_id);
  });
  await admin.getByTestId('prize-row').nth(0).click();
  await admin.getByTestId('prize-row').nth(1).click();
  await expect(admin.getByTestId('prize-row').nth(1).locator('input')).toBeChecked();
  letGo();
  await expect.poll(() => chosen).toEqual([first, second]);

  // Numbers of winners for two prizes at once: each is told.
  await admin.getByTestId('winner-count').fill('3');
  await admin.getByTestId('prize-row').nth(0).click();
  await admin.getByTestId('winner-count').fill('2');
  const counts = async (): Promise<unknown[]> =>
    (await api.get('/prizes')).body.data.prizes.map(
      ({ winners_per_draw }: Record<string, unknown>) => winners_per_draw,
    );
  await expect.poll(counts).toEqual([2, 3]);

  // A field that was typed into, and still has the focus, shows what the next draw takes.
  await admin.getByTestId('winner-count').fill('3');
  await admin.locator('.stepper button').last().click();
  await expect(admin.getByTestId('winner-count')).toHaveValue('4');
  await expect.poll(counts).toEqual([4, 3]);
  await admin.getByTestId('winner-count').fill('3');
  await expect.poll(counts).toEqual([3, 3]);
  await api.send('PATCH', `/prizes/${first}`, { winners_per_draw: 5 });
  await expect(admin.getByTestId('winner-count')).toHaveValue('5');
  await host.stop();
  dataDir.remove();
});

test('a first visit without the set-up link says where the link is', async ({ browser }) => {
  const dataDir = newDataDir();
  const args = ['src/headless/serve.ts', '--host', '127.0.0.1', '--port', '0', '--data-dir', dataDir.path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let setupUrl = '';
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line) as { msg?: string; url?: string; setupUrl?: string };
      setupUrl = entry.setupUrl ?? setupUrl;
      if (entry.msg === 'listening') resolve(entry.url ?? '');
    });
  });
  const page = await browser.newPage();
  await page.goto(`${url}/lottery/admin`);
  await expect(page.getByTestId('begin')).toContainText('Set-up link');
  await expect.poll(() => setupUrl).not.toBe('');
  await page.goto(setupUrl);
  await page.reload();
  await expect(page.getByTestId('setup-password')).toBeVisible();
  child.kill('SIGTERM');
  await once(child, 'exit');
  dataDir.remove();
});
