import { expect, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
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

const PHONES = 6;

/** Remembers, in the page, when a test id's attribute first had a value: ms since 1970. */
const recordMoment = (page: Page, testId: string, attribute: string, pattern: string): Promise<void> =>
  page.evaluate(
    ([id, name, source]) => {
      const wanted = new RegExp(String(source));
      const target = window as Window & { recordedMoment?: number };
      delete target.recordedMoment;
      const look = (): void => {
        const value = document.querySelector(`[data-testid="${id}"]`)?.getAttribute(String(name)) ?? '';
        if (target.recordedMoment === undefined && wanted.test(value)) target.recordedMoment = Date.now();
        if (target.recordedMoment === undefined) requestAnimationFrame(look);
      };
      look();
    },
    [testId, attribute, pattern],
  );
const recordedMoment = async (page: Page): Promise<number> => {
  const handle = await page.waitForFunction(() => (window as Window & { recordedMoment?: number }).recordedMoment);
  return Number(await handle.jsonValue());
};

/** A slow machine: the page does nothing from a moment (ms since 1970) on, for so long. */
const hangAt = (page: Page, moment: number, ms: number): Promise<void> =>
  page.evaluate(
    ([at, length]) => {
      setTimeout(() => {
        const end = performance.now() + length;
        while (performance.now() < end);
      }, at - Date.now());
    },
    [moment, ms] as const,
  );

const stageOf = (projector: Page) => projector.getByTestId('stage');

test('a first draw, from the QR code to the winner, through reloads, a power cut and a reset', async ({ browser }) => {
  const dataDir = newDataDir();
  let host: VenueHost = await startHost(dataDir.path);
  const { port } = host;
  const organiser = await openOrganiser(browser, host);
  const admin = await organiser.newPage();
  await admin.goto(`${host.url}/lottery/admin`);
  const projector = await openProjector(organiser, host);
  const phones: Page[] = [];

  await test.step('three prizes are added in the admin', async () => {
    const api = await adminApi(host);
    expect((await api.send('PATCH', '', { name: 'Autumn Fair', spin_ms: 6_000, delay_ms: 300 })).status).toBe(200);
    await api.send('POST', '/prizes', { name: 'Coffee voucher', rank: 3, quantity: 3, winners_per_draw: 1 });
    await api.send('POST', '/prizes', { name: 'Concert ticket', rank: 2, quantity: 2, winners_per_draw: 2 });
    await api.send('POST', '/prizes', { name: 'City bike', rank: 1, quantity: 1 });
    await admin.bringToFront();
    await expect(admin.getByText('City bike').first()).toBeVisible();
  });

  await test.step('the QR code on the projector leads a phone to its number', async () => {
    await projector.bringToFront();
    await expect(projector.getByTestId('qr')).toBeVisible();
    const image = PNG.sync.read(await projector.screenshot());
    const code = jsQR(new Uint8ClampedArray(image.data), image.width, image.height);
    expect(code?.data).toBe(host.joinUrl);
    phones.push(await openPhone(browser, code?.data ?? ''));
    expect(await numberOn(phones[0] as Page)).toBe(1);
  });

  await test.step('the others join, and the projector counts them', async () => {
    while (phones.length < PHONES) phones.push(await openPhone(browser, `${host.url}/`));
    const numbers = await Promise.all(phones.map(numberOn));
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    await expect(projector.getByTestId('count')).toHaveText(/6/);
  });

  await test.step('one winner: everybody learns it when the reels stand, and not before', async () => {
    for (const phone of phones) await recordMoment(phone, 'state', 'data-state', '^(won|lost)$');
    await admin.bringToFront();
    await admin.getByTestId('big-action').click();
    await projector.bringToFront();
    await expect(stageOf(projector)).toHaveAttribute('data-stage', /spinning|stopping/);
    await recordMoment(projector, 'reels', 'data-settled', '^true$');
    const api = await adminApi(host);
    const revealAt = async (): Promise<number> => (await api.public('GET', '/event')).body.data.draw.reveal_at;
    await expect.poll(revealAt).toBeGreaterThan(0);
    // The last frames of the spin are lost: the reels stand late, and no phone is told before.
    const planned = await revealAt();
    await hangAt(projector, planned - 100, 600);
    const told = await Promise.all(phones.map(recordedMoment));
    const settled = await recordedMoment(projector);
    expect(settled - planned).toBeGreaterThan(400);
    for (const moment of told) expect(moment - settled).toBeGreaterThanOrEqual(0);
    await expect(stageOf(projector)).toHaveAttribute('data-stage', 'winner');
    const winner = Number(await projector.getByTestId('winner-number').first().textContent());
    const states = await Promise.all(phones.map((phone) => phone.getByTestId('state').getAttribute('data-state')));
    const numbers = await Promise.all(phones.map(numberOn));
    expect(states.map((state, index) => (state === 'won' ? numbers[index] : 0)).filter(Boolean)).toEqual([winner]);
    const happy = phones[numbers.indexOf(winner)];
    await expect((happy as Page).getByTestId('claim-code')).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });

  await test.step('Space dismisses the result; a double press starts one draw, of as many as the console says', async () => {
    await projector.bringToFront();
    await projector.waitForTimeout(900); // A second press right after a change of the stage is ignored on purpose.
    await projector.keyboard.press('Space');
    await expect(stageOf(projector)).toHaveAttribute('data-stage', 'idle');
    for (const phone of phones) await expect(phone.getByTestId('state')).toHaveAttribute('data-state', /waiting|won/);
    const api = await adminApi(host);
    await admin.getByTestId('winner-count').fill('2');
    await expect.poll(async () => (await api.get('/prizes')).body.data.prizes[0].winners_per_draw).toBe(2);
    await projector.waitForTimeout(900);
    await projector.keyboard.press('Space');
    await projector.keyboard.press('Space');
    await expect(stageOf(projector)).toHaveAttribute('data-stage', /spinning|stopping/);
    // While the delay runs nobody knows: the draw is listed once it is decided.
    await expect.poll(async () => (await api.get('/draws')).body.data.total_count).toBe(2);
  });

  await test.step('every screen is reloaded in the middle of the spin', async () => {
    const api = await adminApi(host);
    const decided = (await api.get('/draws')).body.data.draws[0].winners as { draw_number: number }[];
    expect(decided).toHaveLength(2);
    await Promise.all([projector.reload(), admin.reload(), ...phones.map((phone) => phone.reload())]);
    await expect(stageOf(projector)).toHaveAttribute('data-stage', /spinning|stopping|winner/);
    await expect(stageOf(projector)).toHaveAttribute('data-stage', 'winner');
    await expect(projector.getByTestId('winner-number')).toHaveText(
      decided.map(({ draw_number: drawNumber }) => String(drawNumber).padStart(3, '0')),
    );
    expect((await Promise.all(phones.map(numberOn))).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    await expect(admin.getByTestId('stage')).toHaveAttribute('data-stage', 'winner');
  });

  await test.step('several winners, and a power cut in the middle of the spin', async () => {
    const api = await adminApi(host);
    const prizes = (await api.get('/prizes')).body.data.prizes as { id: string; name: string }[];
    const ticket = prizes.find(({ name }) => name === 'Concert ticket');
    const drawn = await api.send('POST', '/draw', { prize_id: ticket?.id, count: 2 });
    expect(drawn.status).toBe(201);
    const decided = (drawn.body.data.winners as { draw_number: number }[]).map(({ draw_number }) => draw_number);
    await expect(stageOf(projector)).toHaveAttribute('data-stage', /spinning|stopping/);
    await host.kill();
    for (const phone of phones) await expect(phone.getByTestId('offline')).toBeVisible();
    host = await startHost(dataDir.path, port);
    await projector.bringToFront();
    await expect(stageOf(projector)).toHaveAttribute('data-stage', 'winner');
    await expect(projector.getByTestId('winner-number')).toHaveText(
      decided.map((drawNumber) => String(drawNumber).padStart(3, '0')),
    );
    for (const phone of phones) {
      await expect(phone.getByTestId('offline')).toBeHidden();
      const own = await numberOn(phone);
      if (decided.includes(own)) await expect(phone.getByTestId('state')).toHaveAttribute('data-state', 'won');
    }
  });

  await test.step('a closed tab comes back with its number and its win', async () => {
    const winner = phones.at(-1) as Page;
    const number = await numberOn(winner);
    const context = winner.context();
    await winner.close();
    const again = await context.newPage();
    await again.goto(`${host.url}/lottery/waiting`);
    expect(await numberOn(again)).toBe(number);
    phones[phones.length - 1] = again;
  });

  await test.step('a reset in the admin asks first, then everybody waits again with the same number', async () => {
    await admin.bringToFront();
    await expect(admin.getByTestId('stage')).toHaveAttribute('data-stage', 'winner');
    await admin
      .getByRole('link', { name: /settings/i })
      .or(admin.getByRole('button', { name: /^settings$/i }))
      .first()
      .click();
    await admin.getByTestId('reset-open').click();
    await admin.getByTestId('reset-confirm').click();
    await expect(stageOf(projector)).toHaveAttribute('data-stage', 'idle');
    for (const phone of phones) await expect(phone.getByTestId('state')).toHaveAttribute('data-state', 'waiting');
    expect((await Promise.all(phones.map(numberOn))).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    const api = await adminApi(host);
    expect((await api.get('/draws')).body.data.total_count).toBe(0);
  });

  await test.step('when the participants are reset, phones join anew by themselves', async () => {
    const api = await adminApi(host);
    await api.send('POST', '/reset', { reset_participants: true, reset_draws: true });
    await expect(projector.getByTestId('count')).toHaveText(/6/);
    expect((await Promise.all(phones.map(numberOn))).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  expect(await host.stop()).toBe(0);
  dataDir.remove();
});
