/** A booth for two days: an organiser, a customer, and the staff of the counter, each in a browser of their own. */
import { expect } from '@playwright/test';
import { createHost } from '../../src/host/createHost.ts';
import { createManualClock, NOON } from '../support/manualClock.ts';
import { PAGES_DIR } from '../support/project.ts';
import { expectSound } from './support/accessible.ts';
import { test } from './support/test.ts';
import { newDataDir, openOrganiser, openPhone, PASSWORD } from './support/venue.ts';

const DAY_MS = 24 * 60 * 60_000;

test('a customer draws on two days, staff redeem once, the organiser sees it all', async ({ browser }) => {
  const dataDir = newDataDir();
  const clock = createManualClock(NOON);
  const host = await createHost(
    {
      port: 0,
      host: '127.0.0.1',
      dataDir: dataDir.path,
      adminPassword: PASSWORD,
      publicUrl: null,
      logLevel: 'silent',
      registrationLimit: 0,
      trustProxy: [],
      without: [],
      outboxFile: null,
      webhookUrl: [],
      webhookSecret: [],
      kafkaBrokers: [],
      smsGateway: null,
      outboxKeep: 1_000,
      roomTimeout: 3_600,
      pagesDir: PAGES_DIR,
      tryNextPorts: false,
    },
    { clock },
  );
  const listening = { port: host.port, url: host.url, joinUrl: host.joinUrl(), eventId: host.eventId };
  try {
    const organiser = await openOrganiser(browser, listening);
    const admin = await organiser.newPage();
    await admin.goto(`${host.url}/lottery/admin#campaigns`);
    await admin.getByTestId('campaign-add').click();
    await admin.getByLabel('Name').fill('Summer booth');
    await admin.getByLabel('Time zone').fill('Asia/Seoul');
    await admin.getByLabel('Starts').fill('2026-11-20T00:00');
    await admin.getByLabel('Ends').fill('2026-11-22T00:00');
    await admin.getByRole('textbox', { name: 'Coupon', exact: true }).fill('Coffee');
    await admin.getByLabel('Chance (%)').fill('120');
    await admin.getByTestId('campaign-save').click();
    await expect(admin.getByText('Enter a number from 0 to 100.')).toBeVisible();
    await admin.getByLabel('Chance (%)').fill('100');
    await expect(admin.getByText('Coffee: about 1,000 of 1,000 draws')).toBeVisible();
    await admin.getByLabel('Show everybody how many are left today').check();
    await expectSound(admin);
    await admin.getByTestId('campaign-save').click();
    await expect(admin.getByTestId('coupon-type')).toContainText('Coffee');
    await admin.getByLabel('Staff password').fill('table-seven');
    await admin.getByTestId('staff-set').click();
    await expect(admin.getByText('The staff password is set.')).toBeVisible();
    await expect(admin.getByTestId('campaign-sms')).toContainText('No SMS gateway is connected');

    const booth = await organiser.newPage();
    await booth.setViewportSize({ width: 1920, height: 1080 });
    const boothLink = await admin.getByRole('link', { name: 'Booth page' }).getAttribute('href');
    await booth.goto(`${host.url}${boothLink}`);
    const campaignUrl = (await booth.locator('[data-qr]').getAttribute('data-qr')) ?? '';
    expect(campaignUrl).toBe(`${host.url}${boothLink?.replace('/booth', '')}`);
    await expectSound(booth);

    const phone = await openPhone(browser, campaignUrl, { viewport: { width: 320, height: 568 } });
    await phone.getByLabel('Mobile number').fill('02 12');
    await phone.getByTestId('press').click();
    await expect(phone.getByRole('alert')).toHaveText('Tick the box first.');
    await phone.getByLabel(/I agree/).check();
    await phone.getByTestId('press').click();
    await expect(phone.getByRole('alert')).toContainText('not a mobile number');
    await expectSound(phone);
    await phone.getByLabel('Mobile number').fill('+82 10 1234 5678');
    await phone.getByTestId('press').click();
    await expect(phone.getByTestId('result')).toHaveText('You’ve won!');
    // Without scrolling, on the smallest phones and on their side.
    for (const viewport of [
      { width: 568, height: 320 },
      { width: 320, height: 568 },
    ]) {
      await phone.setViewportSize(viewport);
      await expect(phone.getByTestId('coupon-code')).toBeInViewport({ ratio: 1 });
    }
    const code = (await phone.getByTestId('coupon-code').textContent()) ?? '';
    await expectSound(phone);
    await phone.reload();
    await expect(phone.getByTestId('coupon-code')).toHaveText(code);
    await expect(phone.getByTestId('press')).toHaveCount(0);
    await expect(booth.getByText('+82 ••••5678')).toBeVisible();
    await expect(booth.getByText('9 left today')).toBeVisible();

    // Another phone with the same number has no draw left today.
    const second = await openPhone(browser, campaignUrl, { locale: 'ko-KR' });
    await second.getByLabel('휴대폰 번호').fill('010-1234-5678');
    await second.getByLabel(/동의합니다/).check();
    await second.getByTestId('press').click();
    await expect(second.getByText('오늘은 이미 추첨하셨습니다.')).toBeVisible();
    await second.context().close();

    const link = (await phone.locator('.ticket [data-qr]').getAttribute('data-qr')) ?? '';
    const tablet = await openPhone(browser, link, { viewport: { width: 820, height: 1180 } });
    await tablet.getByLabel('Staff password').fill('table-seven');
    await tablet.getByRole('button', { name: 'Log in' }).click();
    await expect(tablet.getByTestId('staff-coupon')).toContainText('Coffee');
    await tablet.getByRole('button', { name: 'Redeem now' }).click();
    await expect(tablet.getByText('Redeemed. Hand it over.')).toBeVisible();
    await expectSound(tablet);
    await tablet.getByRole('button', { name: 'Next coupon' }).click();
    await tablet.getByLabel('Coupon code').fill(code.toLowerCase().replaceAll('-', ''));
    await tablet.getByRole('button', { name: 'Look up' }).click();
    await expect(tablet.getByRole('alert')).toContainText('Do not hand anything over again.');
    await expect(tablet.getByRole('button', { name: 'Redeem now' })).toHaveCount(0);
    // The camera opens the next code in the same tab: it is looked up at once, and the coupon before it is gone.
    await tablet.evaluate(() => (location.hash = 'ZZZZZ-ZZZZZ-ZZZZZ'));
    await expect(tablet.getByTestId('staff-coupon')).toHaveCount(0);
    await expect(tablet.getByRole('alert')).toBeVisible();
    await tablet.evaluate((good) => (location.hash = good), code);
    await expect(tablet.getByTestId('staff-coupon')).toContainText('Coffee');

    // In halves, so that the organiser's session is renewed by the open page.
    clock.advance(DAY_MS / 2 + 1);
    await admin.waitForResponse((response) => new URL(response.url()).pathname === '/api/campaign');
    clock.advance(DAY_MS / 2);
    await phone.reload();
    await expect(phone.getByTestId('fairness')).toContainText('1 earlier draw checked here: fair.');
    await expect(phone.getByText('Redeemed')).toBeVisible();
    await phone.getByTestId('press').click();
    await expect(phone.getByTestId('result')).toHaveText('You’ve won!');
    await expect(phone.getByTestId('next')).toContainText('The campaign ends before the next draw.');

    await admin.bringToFront();
    await expect(admin.getByText('Day 2 · 1 draw today · 2 draws in all')).toBeVisible();
    await admin.getByLabel('Find draws by mobile number').fill('010 1234 5678');
    await admin.getByRole('button', { name: 'Find' }).click();
    await expect(admin.locator('.found-draws li')).toHaveCount(2);
    const [download] = await Promise.all([
      admin.waitForEvent('download'),
      admin.getByTestId('campaign-export').click(),
    ]);
    expect(download.suggestedFilename()).toBe('Summer booth.csv');
    await admin.getByTestId('campaign-pause').click();
    await expect(admin.getByText('The campaign is paused. Nobody can draw until you resume it.')).toBeVisible();
    await expectSound(admin);
    const shots = process.env['CAMPAIGN_SHOTS'];
    if (shots !== undefined) {
      await admin.screenshot({ path: `${shots}/admin.png`, fullPage: true });
      await booth.screenshot({ path: `${shots}/booth.png` });
      await phone.screenshot({ path: `${shots}/phone.png`, fullPage: true });
      await tablet.screenshot({ path: `${shots}/tablet.png` });
    }
  } finally {
    await host.close();
    dataDir.remove();
  }
});
