/** What happens to phones at a real venue: lost answers, two tabs, no storage, sleep, a closed door, a reset. */
import { expect, type Page } from '@playwright/test';
import { test } from './support/test.ts';
import { adminApi, newDataDir, numberOn, openPhone, startHost, type VenueHost } from './support/venue.ts';

let host: VenueHost;
let dataDir: ReturnType<typeof newDataDir>;
let api: Awaited<ReturnType<typeof adminApi>>;

test.beforeEach(async () => {
  dataDir = newDataDir();
  host = await startHost(dataDir.path);
  api = await adminApi(host);
});
test.afterEach(async () => {
  await host.stop();
  dataDir.remove();
});

const participants = async (): Promise<number> => (await api.get('/participants')).body.data.total_count as number;
const state = (phone: Page) => phone.getByTestId('state');
const others = async (people: number): Promise<void> => {
  for (let person = 0; person < people; person++) await api.public('POST', '/register', { event_id: host.eventId });
};

test('the number is there after six requests and 45 KB on the wire, headers and all', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  let requests = 0;
  let bytes = 0;
  wire.on('Network.requestWillBeSent', () => (requests += 1));
  wire.on('Network.webSocketCreated', () => (requests += 1));
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  wire.on('Network.webSocketFrameReceived', ({ response }) => (bytes += response.payloadData.length));
  await page.goto(`${host.url}/`);
  await numberOn(page);
  expect(requests).toBeLessThanOrEqual(6);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(45_000);
  await context.close();
});

test('an answer lost on the air costs no second number, nor does a reload in the middle', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  let lost = 0;
  await page.route('**/api/luckydraw/register', async (route) => {
    if (lost >= 2) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.goto(`${host.url}/`);
  await expect.poll(() => lost).toBeGreaterThan(0);
  await page.reload();
  expect(await numberOn(page)).toBe(1);
  expect(await participants()).toBe(1);
  await context.close();
});

test('tabs opened at once end with one number', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const tabs = await Promise.all([context.newPage(), context.newPage(), context.newPage()]);
  await Promise.all(tabs.map((tab) => tab.goto(`${host.url}/`)));
  expect(await Promise.all(tabs.map(numberOn))).toEqual([1, 1, 1]);
  expect(await participants()).toBe(1);
  await context.close();
});

test('a browser that forbids storage still gets its number', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });
  const page = await context.newPage();
  await page.goto(`${host.url}/`);
  expect(await numberOn(page)).toBe(1);
  await page.getByTestId('language').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await context.close();
});

test('a closed door and a full house are told, and opened by themselves', async ({ browser }) => {
  await api.send('PATCH', '', { registration_open: false });
  const late = await openPhone(browser, `${host.url}/`);
  await expect(state(late)).toHaveAttribute('data-state', 'closed');
  await api.send('PATCH', '', { registration_open: true, capacity: 1 });
  expect(await numberOn(late)).toBe(1);
  const later = await openPhone(browser, `${host.url}/?event_id=nothing-of-ours`);
  await expect(state(later)).toHaveAttribute('data-state', 'full');
  await api.send('POST', '/reset', { reset_participants: true, reset_draws: true });
  await api.send('PATCH', '', { capacity: 2 });
  await numberOn(late);
  await expect(later.getByTestId('number')).toHaveText(/^\d+$/, { timeout: 50_000 });
  await late.context().close();
  await later.context().close();
});

test('a win missed in sleep is celebrated on waking, kept offline and through an undone reset, and shown as collected', async ({
  browser,
}) => {
  await api.send('PATCH', '', { spin_ms: 500 });
  const phone = await openPhone(browser, `${host.url}/`);
  const number = await numberOn(phone);
  await phone.context().setOffline(true);
  await expect(phone.getByTestId('offline')).toBeVisible();
  expect(await numberOn(phone)).toBe(number);
  await api.send('POST', '/draw', { prize_name: '자전거', prize_rank: 1, count: 1 });
  await expect.poll(async () => (await api.public('GET', '/event')).body.data.stage as string).toBe('winner');
  await api.send('POST', '/dismiss');
  await expect(state(phone)).toHaveAttribute('data-state', 'waiting');
  await phone.context().setOffline(false);
  await expect(state(phone)).toHaveAttribute('data-state', 'won');
  await expect(phone.getByTestId('offline')).toBeHidden();
  const code = await phone.getByTestId('claim-code').textContent();
  await phone.context().setOffline(true);
  await expect(phone.getByTestId('offline')).toBeVisible();
  await expect(phone.getByTestId('claim-code')).toHaveText(code ?? '');
  await phone.context().setOffline(false);
  await api.send('POST', '/reset', { reset_participants: false, reset_draws: true });
  await expect(state(phone)).toHaveAttribute('data-state', 'waiting');
  expect((await api.send('POST', '/reset/undo')).status).toBe(200);
  await expect(state(phone)).toHaveAttribute('data-state', 'won');
  await expect(phone.getByTestId('claim-code')).toHaveText(code ?? '');
  expect((await api.send('POST', '/claims', { code })).status).toBe(200);
  await phone.reload();
  await expect(phone.getByText('Collected')).toBeVisible();
  await expect(phone.getByTestId('claim-code')).toBeHidden();
  await phone.context().close();
});

test('who joins while the reels turn is in from the next draw on', async ({ browser }) => {
  await others(3);
  await api.send('PATCH', '', { spin_ms: 8_000 });
  await api.send('POST', '/draw', { prize_name: 'City bike', prize_rank: 1, count: 1 });
  const late = await openPhone(browser, `${host.url}/`);
  await expect(state(late)).toHaveAttribute('data-state', 'drawing');
  await expect(state(late)).toContainText('from the next draw');
  await expect(state(late)).toHaveAttribute('data-state', 'waiting');
  await late.context().close();
});

test('a reset that is undone gives a phone back its number, and the randomness that it promised', async ({
  browser,
}) => {
  await api.send('PATCH', '', { entropy_window_ms: 2_000, delay_ms: 0, spin_ms: 3_000 });
  await others(3);
  const phone = await openPhone(browser, `${host.url}/`);
  const number = await numberOn(phone);
  expect(number).toBe(4);
  await api.send('POST', '/reset', { reset_participants: true, reset_draws: true });
  await expect(phone.getByTestId('number')).toHaveText(/^0*1$/);
  expect((await api.send('POST', '/reset/undo')).status).toBe(200);
  await expect(phone.getByTestId('number')).toHaveText(/^0*4$/);
  // Nobody is in who joined after the reset.
  expect(await participants()).toBe(4);
  const { id } = (await api.send('POST', '/prizes', { name: 'City bike', quantity: 4 })).body.data as { id: string };
  await api.send('POST', '/announce', { prize_id: id, count: 4 });
  await expect(phone.getByTestId('contribution')).toHaveAttribute('data-state', 'added');
  await expect(state(phone)).toHaveAttribute('data-state', 'won');
  await phone.getByTestId('fairness-details').click();
  await expect(phone.locator('[data-check=commitment]')).toHaveAttribute('data-status', 'ok');
  await expect(phone.locator('[data-check=contribution]')).toHaveAttribute('data-status', 'ok');
  await phone.context().close();
});
