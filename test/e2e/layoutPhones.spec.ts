/** The phone at its real sizes: what a draw asks of it and what it has won are seen without scrolling, and nothing is cut. */
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { faultsOf } from './support/geometry.ts';
import { test } from './support/test.ts';
import { adminApi, newDataDir, numberOn, openOrganiser, openPhone, startHost } from './support/venue.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 320, height: 568 },
  { width: 844, height: 390 },
];
const PHONE_TYPE = { minType: 12, wholeWindow: false };

const stateOf = (phone: Page) => phone.getByTestId('state');

test('an announced draw and a claim code are seen without scrolling, and every picture whole', async ({ browser }) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  const organiser = await openOrganiser(browser, host);
  // The draw waits for a word of the audience: it stays announced for as long as is needed to look at it.
  const entropy = { entropy_window_ms: 6_000, room_entropy: true, spoken_entropy: true };
  const event = 'Jahresversammlung und Sommerfest der Freiwilligen Feuerwehr Bad Münstereifel';
  expect((await api.send('PATCH', '', { name: event, ...entropy, spin_ms: 0, delay_ms: 0 })).status).toBe(200);
  const name =
    'Wochenendreise für zwei Personen nach Reykjavík mit Frühstück, Polarlichtern und einem Abendessen am Hafen';
  const made = await api.send('POST', '/prizes', { name, quantity: 9, rank: 1, description: 'With breakfast' });
  const { id } = made.body.data as { id: string };
  const tall = await sharp({ create: { width: 480, height: 960, channels: 3, background: '#7a1f5c' } })
    .png()
    .toBuffer();
  const uploaded = await organiser.request.put(`${host.url}/api/luckydraw/admin/${host.eventId}/prizes/${id}/image`, {
    multipart: { image: { name: 'prize.png', mimeType: 'image/png', buffer: tall } },
  });
  expect(uploaded.ok()).toBe(true);
  const phones: Page[] = [];
  for (const viewport of SIZES) {
    for (const locale of ['en-GB', 'ko-KR']) phones.push(await openPhone(browser, host.url, { viewport, locale }));
  }
  await Promise.all(phones.map(numberOn));
  for (const phone of phones) expect(await faultsOf(phone, { ...PHONE_TYPE, wholeWindow: true })).toEqual([]);

  await test.step('announced: the prize, the fingerprint and what the phone does', async () => {
    await api.send('POST', '/announce', { prize_id: id, count: 6 });
    for (const phone of phones) {
      await expect(stateOf(phone)).toHaveAttribute('data-state', 'drawing');
      await expect(phone.getByTestId('contribution')).toHaveAttribute('data-state', 'added');
      expect(await phone.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
      await expect(phone.getByTestId('fingerprint')).toBeInViewport({ ratio: 1 });
      await expect(phone.getByText(event, { exact: true })).toBeInViewport({ ratio: 1 });
      await expect(phone.getByText(name, { exact: true })).toBeInViewport({ ratio: 1 });
      expect(await faultsOf(phone, { ...PHONE_TYPE, wholeWindow: true })).toEqual([]);
    }
    expect((await api.send('POST', '/spoken', { text: 'pear' })).status).toBe(200);
  });

  await test.step('won: the claim code, that nobody takes for a fingerprint, and the picture below', async () => {
    for (const phone of phones) {
      await expect(stateOf(phone)).toHaveAttribute('data-state', 'won');
      const code = phone.getByTestId('claim-code');
      await expect(code).toHaveText(/^[\dA-Z]{4}-[\dA-Z]{4}$/);
      await expect(code).toBeInViewport({ ratio: 1 });
      await expect(code.locator('span')).toHaveCount(2);
      await expect(phone.locator('.picture.loaded')).toHaveCount(1);
      expect(await faultsOf(phone, PHONE_TYPE)).toEqual([]);
    }
  });

  await test.step('the sound is switched on, and off again', async () => {
    const [phone] = phones;
    const sound = phone?.getByTestId('sound');
    if (!sound) throw new Error('no phone');
    await expect(sound).toHaveAttribute('aria-pressed', 'false');
    await sound.click();
    await expect(sound).toHaveAttribute('aria-pressed', 'true');
    await sound.click();
    await expect(sound).toHaveAttribute('aria-pressed', 'false');
  });

  await test.step('who has won asks for no receipt of the next draw', async () => {
    const [phone] = phones;
    if (!phone) throw new Error('no phone');
    const refused: string[] = [];
    phone.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
    });
    for (let joined = 0; joined < 3; joined++) await api.public('POST', '/register', { event_id: host.eventId });
    await api.send('POST', '/draw', { prize_name: 'Goody bag', prize_rank: 2, count: 1 });
    await expect(phone.getByTestId('fairness-of')).toHaveText('Draw 2 · Goody bag');
    // Not for its win before, which it knows by itself: a draw that is decided at once is announced to nobody beforehand.
    await expect(phone.getByTestId('fairness')).toHaveAttribute('data-verdict', 'unsure');
    await expect(phone.locator('.unsure')).toContainText('Your phone did not see the announcement before the draw.');
    expect(refused).toEqual([]);
  });

  for (const phone of phones) await phone.context().close();
  await organiser.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});
