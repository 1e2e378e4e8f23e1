/**
 * While the reels turn, nobody knows: what the screens say at the close, and what phones tell their owners when a host
 * cheats. The cheating is done on the way to one phone, whose page cannot tell that from a host that cheats.
 */
import { expect, type Browser, type Page } from '@playwright/test';
import type { AudienceView } from '../../src/contract/stage/views.ts';
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

const CLOSED = 'Entropy closed: nobody can know or change the winner now';

/** Opens a phone of which everything that the host tells live goes through `cheat`; `lateMs`: a view that is held back. */
const openCheated = async (
  browser: Browser,
  host: VenueHost,
  cheat: (view: AudienceView) => AudienceView,
  lateMs: (view: AudienceView) => number = () => 0,
): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    let held = Promise.resolve();
    server.onMessage((message) => {
      const text = String(message);
      if (!text.startsWith('42["view"')) return void (held = held.then(() => socket.send(message)));
      const [, snapshot] = JSON.parse(text.slice(2)) as [string, { revision: number; view: AudienceView }];
      const wait = lateMs(snapshot.view);
      const sent = `42${JSON.stringify(['view', { ...snapshot, view: cheat(snapshot.view) }])}`;
      held = held.then(async () => {
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        socket.send(sent);
      });
    });
  });
  await page.goto(`${host.url}/`);
  return page;
};

const honest = (view: AudienceView): AudienceView => view;
const withDraw = (view: AudienceView, own: Partial<NonNullable<AudienceView['draw']>>): AudienceView => ({
  ...view,
  draw: view.draw && { ...view.draw, ...own },
});

const verdictOf = (phone: Page) => phone.getByTestId('fairness');

test('a draw is closed, nobody knows, and each phone gives one of three answers', async ({ browser }) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  await api.send('PATCH', '', { spin_ms: 3_000, entropy_window_ms: 3_000, delay_ms: 5_000 });
  const prize = (await api.send('POST', '/prizes', { name: 'City bike', quantity: 9 })).body.data as { id: string };
  const organiser = await openOrganiser(browser, host);
  const projector = await openProjector(organiser, host);
  const console_ = await organiser.newPage();
  await console_.goto(`${host.url}/lottery/admin`);

  const fair = await openPhone(browser, `${host.url}/`);
  /** From the second draw on, it is told the number of the first. */
  const repeated = await openCheated(browser, host, (view) =>
    view.draw?.draw === 2 ? withDraw(view, { draw: 1 }) : view,
  );
  /** Another seal than when it joined. */
  const resealed = await openCheated(browser, host, (view) =>
    view.draw ? withDraw({ ...view, seal: 'ab'.repeat(32) }, { seal: 'ab'.repeat(32) }) : view,
  );
  /** The close reaches it three seconds late. */
  let delayed = false;
  const late = await openCheated(browser, host, honest, ({ draw }) => {
    if (!draw?.close || delayed) return 0;
    delayed = true;
    return 3_000;
  });
  /** Its randomness is acknowledged, then left out. */
  const dropped = await openPhone(browser, `${host.url}/`);
  await dropped.route('**/receipt*', async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    if (body.success) body.data.contribution = null;
    await route.fulfill({ json: body });
  });
  const phones = [fair, repeated, resealed, late, dropped];
  await Promise.all(phones.map(numberOn));
  // A phone loads what checks draws a little after it has its number, and trusts the seal that it sees then.
  const stored = (phone: Page): Promise<string> => phone.evaluate(() => Object.values(localStorage).join(' '));
  for (const phone of phones) await expect.poll(() => stored(phone)).toContain('"seals":[{');

  await test.step('at the close projector, phones and console say what has become true', async () => {
    expect((await api.send('POST', '/announce', { prize_id: prize.id })).status).toBe(201);
    await expect(console_.getByTestId('presenter-line')).toContainText('nobody knows who has won');
    // Whatever its connection did meanwhile: it was told that it counts.
    await expect(dropped.getByTestId('contribution')).toHaveAttribute('data-state', 'added');
    await dropped.context().setOffline(true);
    await dropped.context().setOffline(false);
    await expect(projector.getByTestId('closed')).toHaveText(CLOSED);
    await expect(console_.getByTestId('presenter-line')).toHaveAttribute('data-now', 'true');
    await expect(fair.getByTestId('closed')).toContainText('Entropy closed');
    const mark = await fair.getByTestId('closed').locator('span').textContent();
    await expect(projector.getByTestId('close-fingerprint')).toHaveText(mark ?? '');
    expect((await api.send('POST', '/abandon', {})).status).toBe(409);
  });

  await test.step('the phones tell their owners', async () => {
    await expect(projector.getByTestId('stage')).toHaveAttribute('data-stage', 'winner', { timeout: 60_000 });
    await expect(verdictOf(fair)).toHaveAttribute('data-verdict', 'fair');
    await expect(verdictOf(repeated)).toHaveAttribute('data-verdict', 'fair');
    await expect(verdictOf(resealed)).toHaveAttribute('data-verdict', 'failed');
    await expect(verdictOf(resealed)).toContainText('The seal is not the one from when you joined.');
    await expect(verdictOf(late)).toHaveAttribute('data-verdict', 'unsure');
    await expect(verdictOf(late)).toContainText(/closed \d seconds late/);
    await expect(verdictOf(dropped)).toHaveAttribute('data-verdict', 'failed');
    await expect(verdictOf(dropped)).toContainText('accepted, then left out');
  });

  await test.step('a draw that is decided at once is never green', async () => {
    const drawn = await api.send('POST', '/draw', { prize_id: prize.id, count: 1 });
    expect(drawn.status).toBe(201);
    await expect(verdictOf(fair)).toHaveAttribute('data-verdict', 'unsure');
    await expect(verdictOf(fair)).toContainText(/decided at once|Nothing from outside/);
    await expect(verdictOf(repeated)).toHaveAttribute('data-verdict', 'failed');
    await expect(verdictOf(repeated)).toContainText('announced twice');
    const page = await organiser.newPage();
    await page.goto(`${host.url}/verify?draw=${String(drawn.body.data.draw_id)}`);
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-fair', 'at-once');
    await page.goto(`${host.url}/verify`);
    await page.getByTestId('draw').last().click();
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-fair', 'true');
    await expect(page.getByTestId('delay')).toContainText('not even the machine');
    await page.close();
  });

  await test.step('a draw that was given up is told at the next one, and a late word makes the close late', async () => {
    expect((await api.send('POST', '/dismiss', {})).status).toBe(200);
    // The others may have won by now, and who has won takes part in no other draw.
    const guest = await openPhone(browser, `${host.url}/`);
    await numberOn(guest);
    await expect.poll(() => stored(guest)).toContain('"seals":[{');
    await api.send('PATCH', '', { entropy_window_ms: 30_000, delay_ms: 1_000 });
    expect((await api.send('POST', '/announce', { prize_id: prize.id })).status).toBe(201);
    await expect(guest.getByTestId('contribution')).toHaveAttribute('data-state', 'adding');
    expect((await api.send('POST', '/abandon', {})).status).toBe(200);
    await api.send('PATCH', '', { entropy_window_ms: 2_000, spoken_entropy: true });
    expect((await api.send('POST', '/announce', { prize_id: prize.id })).status).toBe(201);
    // The window is over, and the phones have waited for more than two seconds.
    await guest.waitForTimeout(4_500);
    expect((await api.send('POST', '/spoken', { text: 'seven' })).status).toBe(200);
    await expect(verdictOf(guest)).toHaveAttribute('data-verdict', 'unsure');
    await guest.getByTestId('fairness-details').click();
    await expect(guest.locator('[data-check="number"]')).toHaveText(
      'Draw 3 was announced and cancelled, the organiser’s computer says.',
    );
    await expect(guest.locator('[data-check="close"]')).toContainText('because it waited for a word');
  });

  // A phone may be asking for a receipt still, which nobody answers any more.
  await dropped.unrouteAll({ behavior: 'ignoreErrors' });
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});

test('a power cut between the close and the result changes nothing, and stays fair', async ({ browser }) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  await api.send('PATCH', '', { spin_ms: 1_000, entropy_window_ms: 3_000, delay_ms: 6_000 });
  const prize = (await api.send('POST', '/prizes', { name: 'City bike' })).body.data as { id: string };
  const phone = await openPhone(browser, `${host.url}/`);
  await numberOn(phone);
  expect((await api.send('POST', '/announce', { prize_id: prize.id })).status).toBe(201);
  await expect(phone.getByTestId('closed')).toContainText(CLOSED);
  const mark = await phone.getByTestId('closed').locator('span').textContent();
  await host.kill();
  const again = await startHost(dataDir.path, host.port);
  await expect(verdictOf(phone)).toHaveAttribute('data-verdict', 'fair', { timeout: 40_000 });
  await phone.getByTestId('fairness-details').click();
  await expect(phone.locator('[data-check="close"][data-status="ok"]')).toBeVisible();
  expect(mark).toMatch(/^\w{4}-\w{4}$/);
  expect(await again.stop()).toBe(0);
  dataDir.remove();
});
