import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './support/test.ts';
import {
  adminApi,
  newDataDir,
  numberOn,
  openOrganiser,
  openPhone,
  openProjector,
  startHost,
  type VenueHost,
} from './support/venue.ts';

/** Where pictures for looking at go, where somebody wants to look. */
const PICTURES = process.env['PICTURES'];
const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
};

for (const locale of ['en-GB', 'ko-KR'])
  test(`a winner who is absent gives way to a reserve, through a power cut (${locale})`, async ({ browser }) => {
    const dataDir = newDataDir();
    let host: VenueHost = await startHost(dataDir.path);
    const api = await adminApi(host);
    const projector_language = locale === 'ko-KR' ? 'ko' : 'en';
    await api.send('PATCH', '', { spin_ms: 5_000, room_entropy: false, delay_ms: 0, projector_language });
    await api.send('POST', '/prizes', { name: 'Television', rank: 1 });
    const organiser = await openOrganiser(browser, host, locale);
    const projector = await openProjector(organiser, host);
    const admin = await organiser.newPage();
    await admin.goto(`${host.url}/lottery/admin`);
    const phones: Page[] = [];
    const byNumber = new Map<number, Page>();
    for (let index = 0; index < 4; index += 1) {
      const phone = await openPhone(browser, host.joinUrl, { locale });
      byNumber.set(await numberOn(phone), phone);
      phones.push(phone);
    }
    const shown = (number: number): string => String(number).padStart(3, '0');
    const stage = projector.getByTestId('stage');
    const winnerOnStage = async (): Promise<number> => {
      await expect(stage).toHaveAttribute('data-stage', 'winner');
      return Number(await projector.getByTestId('winner-number').textContent());
    };

    await expect(admin.getByTestId('big-action')).toHaveAttribute('data-action', 'draw');
    await picture(admin, `${locale}-0-show`);
    await admin.getByTestId('big-action').click();
    const first = await winnerOnStage();
    const absent = byNumber.get(first);
    if (!absent) throw new Error(`no phone has ${first}`);
    await expect(absent.getByTestId('state')).toHaveAttribute('data-state', 'won');
    await expect(absent.getByTestId('claim-code').first()).toBeVisible();
    const code = (await absent.getByTestId('claim-code').first().textContent()) ?? '';

    // In sight, also on a small screen: nobody looks for it below the fold while the room waits.
    await admin.setViewportSize({ width: 1024, height: 768 });
    await expect(admin.getByTestId('absent')).toBeInViewport({ ratio: 1 });
    await admin.setViewportSize({ width: 1440, height: 900 });
    await expect(admin.getByTestId('absent')).toBeInViewport({ ratio: 1 });
    await picture(admin, `${locale}-1-result`);
    await admin.getByTestId('absent').click();
    await admin.getByTestId('absent-reason').fill('called three times');
    await picture(admin, `${locale}-2-question`);
    await admin.getByTestId('absent-confirm').click();
    await expect(stage).toHaveAttribute('data-stage', /spinning|stopping/);
    await expect(absent.getByTestId('state')).toHaveAttribute('data-state', 'forfeited');
    await expect(absent.getByText('called three times')).toBeVisible();
    await picture(projector, `${locale}-3-spinning`);
    await picture(absent, `${locale}-3-phone-absent`);
    const other = phones.find((phone) => phone !== absent);
    if (other) await picture(other, `${locale}-3-phone-other`);
    await picture(admin, `${locale}-3-show`);

    await host.kill();
    host = await startHost(dataDir.path, host.port);
    await projector.reload();
    const second = await winnerOnStage();
    expect(second).not.toBe(first);
    const reserve = byNumber.get(second);
    if (!reserve) throw new Error(`no phone has ${second}`);
    await expect(reserve.getByTestId('state')).toHaveAttribute('data-state', 'won');
    await expect(reserve.getByTestId('claim-code').first()).toBeVisible();
    await picture(projector, `${locale}-4-winner`);
    await picture(reserve, `${locale}-4-phone-reserve`);
    const loser = phones.find((phone) => phone !== absent && phone !== reserve);
    if (loser) {
      await expect(loser.getByTestId('state')).toHaveAttribute('data-state', 'lost');
      await expect(loser.getByText(shown(second), { exact: true })).toBeVisible();
      await picture(loser, `${locale}-4-phone-lost`);
    }

    await admin.goto(`${host.url}/lottery/admin#results`);
    await expect(admin.getByTestId('draw-record')).toBeVisible();
    await admin.getByTestId('claim-code').fill(code.replace(/0/g, 'o').replace(/1/g, 'l'));
    await admin.getByTestId('claim-submit').click();
    await expect(admin.getByTestId('claim-answer')).not.toBeEmpty();
    await picture(admin, `${locale}-5-results`);

    const check = await organiser.newPage();
    await check.goto(`${host.url}/verify`);
    await check.getByTestId('draw').first().click();
    await expect(check.getByTestId('absences')).toContainText(shown(second));
    await check.getByTestId('absences').scrollIntoViewIfNeeded();
    await picture(check, `${locale}-6-check`);

    await test.step('Space draws on the show only', async () => {
      await api.send('POST', '/dismiss', {});
      const again = await adminApi(host);
      await again.send('POST', '/prizes', { name: 'Mug', rank: 2 });
      await admin.goto(`${host.url}/lottery/admin#log`);
      await admin.locator('#section').focus();
      await admin.keyboard.press('Space');
      await admin.getByTestId('section-settings').click();
      await admin.locator('#section').focus();
      await admin.keyboard.press('Space');
      await expect(stage).toHaveAttribute('data-stage', 'idle');
      await admin.getByTestId('section-show').click();
      await expect(admin.getByTestId('big-action')).toHaveAttribute('data-action', 'draw');
      await admin.locator('#section').focus();
      // A press right after a change of the stage is ignored on purpose.
      await expect(async () => {
        await admin.keyboard.press('Space');
        await expect(stage).not.toHaveAttribute('data-stage', 'idle', { timeout: 3_000 });
      }).toPass();
    });
    await host.stop();
    dataDir.remove();
  });
