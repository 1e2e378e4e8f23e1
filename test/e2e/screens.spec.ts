/** Each screen at its real sizes: nothing cut off, nothing that a screen reader or a keyboard cannot reach. */
import { expect } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts';
import { test } from './support/test.ts';
import {
  adminApi,
  newDataDir,
  numberOn,
  openOrganiser,
  openPhone,
  openProjector,
  PASSWORD,
  startHost,
} from './support/venue.ts';

test('phones speak the reader’s language, fit 320 px and landscape, and are accessible', async ({ browser }) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  for (const [locale, lang] of [
    ['ko-KR', 'ko'],
    ['en-US', 'en'],
    ['fr-FR', 'en'],
  ] as const) {
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 320, height: 568 },
      { width: 844, height: 390 },
    ]) {
      const phone = await openPhone(browser, `${host.url}/`, { locale, viewport });
      await numberOn(phone);
      await expect(phone.locator('html')).toHaveAttribute('lang', lang);
      await expectNoSidewaysScroll(phone);
      await expectAccessible(phone, ['best-practice']);
      await phone.context().close();
    }
  }
  const phone = await openPhone(browser, `${host.url}/`, { locale: 'ko-KR' });
  await numberOn(phone);
  await phone.getByTestId('language').first().click();
  await expect(phone.locator('html')).toHaveAttribute('lang', 'en');
  await phone.reload();
  await expect(phone.locator('html')).toHaveAttribute('lang', 'en');
  await phone.context().close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});

test('projector and admin are accessible and cut nothing off, with long names in several scripts', async ({
  browser,
}) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  await api.send('PATCH', '', { name: '가을 축제 🎉 عيد الخريف – the great autumn festival', spin_ms: 0 });
  for (const name of [
    '제주도 2박 3일 여행권과 맛집 탐방',
    'دراجة هوائية للمدينة',
    'A very long prize name that goes on and on for a while',
    '🎁 Surprise',
  ])
    await api.send('POST', '/prizes', { name, quantity: 3 });
  const organiser = await openOrganiser(browser, host);
  const projector = await openProjector(organiser, host);
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1280, height: 720 },
    { width: 1024, height: 768 },
  ]) {
    await projector.setViewportSize(size);
    await expect(projector.getByTestId('qr')).toBeInViewport({ ratio: 1 });
    await expectNoSidewaysScroll(projector);
    await expectAccessible(projector, ['best-practice']);
  }
  const admin = await organiser.newPage();
  await admin.goto(`${host.url}/lottery/admin`);
  await expect(admin.getByTestId('big-action')).toBeVisible();
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 820, height: 1180 },
  ]) {
    await admin.setViewportSize(size);
    await expectNoSidewaysScroll(admin);
    await expectAccessible(admin, ['best-practice']);
  }
  // The picture of the projector takes neither keys nor listeners: the console tells by itself what happens.
  await expect(admin.locator('.mirror')).toHaveAttribute('inert');
  await expect(admin.frameLocator('.mirror iframe').locator('[aria-live]')).toHaveCount(0);
  await admin.goto(`${host.url}/lottery/admin#prizes`);
  const up = admin.getByRole('button', { name: 'Move 🎁 Surprise up' });
  await up.focus();
  for (const place of [2, 1, 0]) {
    await admin.keyboard.press('Enter');
    await expect(admin.getByTestId('prize-row').nth(place)).toContainText('Surprise');
    await expect(up).toBeFocused();
  }
  await expect(up).toHaveAttribute('aria-disabled', 'true');
  await expect(admin.getByRole('columnheader', { name: 'Edit' })).toHaveCount(0);
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});

test('the admin is closed to whoever has no password, and opens with it by keyboard alone', async ({ browser }) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${host.url}/lottery/admin`);
  await expect(page.getByTestId('login-password')).toBeVisible();
  await expectAccessible(page, ['best-practice']);
  await page.getByTestId('login-password').focus();
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.getByTestId('login-password').fill('');
  await page.getByTestId('login-password').focus();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('big-action')).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('big-action')).toBeVisible();
  await context.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});

test('a display without login shows the same show, lands at the reveal and knows nothing before', async ({
  browser,
}) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  await api.send('PATCH', '', { spin_ms: 3_000 });
  for (let people = 0; people < 5; people++) await api.public('POST', '/register', { event_id: host.eventId });
  const context = await browser.newContext({ locale: 'en-GB' });
  const received: string[] = [];
  const page = await context.newPage();
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))));
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${host.url}/lottery`);
  await expect(page.getByTestId('count')).toHaveText(/5/);
  const drawn = await api.send('POST', '/draw', { prize_name: 'Bike', prize_rank: 1, count: 1 });
  const number = (drawn.body.data.winners as { draw_number: number }[])[0]?.draw_number;
  await expect(page.getByTestId('winner-number')).toHaveText([String(number).padStart(3, '0')]);
  const before = received.slice(
    0,
    received.findIndex((text) => text.includes('"stage":"winner"')),
  );
  expect(before.filter((text) => text.includes('"stage":"stopping"'))).not.toEqual([]);
  expect(before.filter((text) => /"plan":\[|"winners":\[/.test(text))).toEqual([]);
  await context.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});
