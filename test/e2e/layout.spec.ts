/** The projector in every state and at every size: nothing cut off, broken, cropped or too small for the back row. */
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { faultsOf } from './support/geometry.ts';
import { test } from './support/test.ts';
import { adminApi, newDataDir, openOrganiser, openProjector, startHost } from './support/venue.ts';

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 3840, height: 2160 },
  { width: 1024, height: 768 },
  { width: 1080, height: 1920 },
];
/** Units of the projector, of which a screen of 1920x1080 has a pixel each. */
const MIN_TYPE = 32;

const picture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#1c5d8f' } })
    .png()
    .toBuffer();

const nextFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
  );

/** All faults of what is on the screen now, at every size and in both languages. */
const faultsAtEverySize = async (page: Page): Promise<string[]> => {
  const faults: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const _language of ['en', 'ko']) {
      const before = await page.evaluate(() => document.documentElement.lang);
      await page.keyboard.press('l');
      await expect.poll(() => page.evaluate(() => document.documentElement.lang)).not.toBe(before);
      await nextFrames(page);
      const unit = await page.evaluate(() => parseFloat(document.documentElement.style.getPropertyValue('--u')));
      const language = await page.evaluate(() => document.documentElement.lang);
      const found = await faultsOf(page, { minType: MIN_TYPE * unit, wholeWindow: true });
      faults.push(...found.map((fault) => `${size.width}x${size.height} ${language}: ${fault}`));
    }
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  await nextFrames(page);
  return faults;
};

test('the projector cuts nothing off, at any size, in any state, in both languages', async ({ browser }) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path, 0, ['--registration-limit', '0']);
  const api = await adminApi(host);
  const organiser = await openOrganiser(browser, host);
  // Without movement every state stands as soon as it is there.
  const page = await openProjector(organiser, host);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const stage = (name: string) => expect(page.getByTestId('stage')).toHaveAttribute('data-stage', name);
  const addPrize = async (name: string, quantity: number, rank: number, size?: [number, number]): Promise<string> => {
    const made = await api.send('POST', '/prizes', { name, quantity, rank, description: 'With a basket and a lock' });
    const { id } = made.body.data as { id: string };
    if (size) {
      const uploaded = await organiser.request.put(
        `${host.url}/api/luckydraw/admin/${host.eventId}/prizes/${id}/image`,
        { multipart: { image: { name: 'prize.png', mimeType: 'image/png', buffer: await picture(...size) } } },
      );
      expect(uploaded.ok()).toBe(true);
    }
    return id;
  };

  await test.step('an event with nobody and nothing in it', async () => {
    await api.send('PATCH', '', { name: 'The great autumn festival of the river quarter', spin_ms: 0 });
    expect(await faultsAtEverySize(page)).toEqual([]);
    await api.send('PATCH', '', { registration_open: false });
    await expect(page.getByTestId('qr')).toBeHidden();
    expect(await faultsAtEverySize(page)).toEqual([]);
    await api.send('PATCH', '', { registration_open: true });
  });

  for (let joined = 0; joined < 60; joined++) await api.public('POST', '/register', { event_id: host.eventId });
  const square = await addPrize('City bike', 1, 1, [800, 800]);
  const tall = await addPrize('Wochenendreise für zwei Personen ins Wellnesshotel', 2, 2, [480, 960]);
  const wide = await addPrize('제주도 2박 3일 여행권', 10, 3, [1280, 480]);
  const plain = await addPrize('Straßenbahnjahreskarte', 100, 4);

  await test.step('prizes with pictures of every shape; the Wi-Fi; registration closed', async () => {
    await expect(page.getByText('City bike')).toBeVisible();
    await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    expect(await faultsAtEverySize(page)).toEqual([]);
    const sizes = await page
      .locator('.prize-name')
      .evaluateAll((names) => [...new Set(names.map((name) => getComputedStyle(name).fontSize))]);
    expect(sizes).toHaveLength(1);
    const qr = await page.getByTestId('qr').evaluate((svg) => svg.getBoundingClientRect().width);
    expect(qr).toBeGreaterThanOrEqual(1920 / 4);
    await api.send('PATCH', '', { wifi_ssid: 'Autumn festival, guests', wifi_password: 'pumpkins-and-pears' });
    await expect(page.getByTestId('wifi-qr')).toBeVisible();
    expect(await faultsAtEverySize(page)).toEqual([]);
    await api.send('PATCH', '', { wifi_ssid: '', wifi_password: '', registration_open: false });
    await expect(page.getByTestId('qr')).toBeHidden();
    expect(await faultsAtEverySize(page)).toEqual([]);
  });

  await test.step('announced: the prize is the hero, and its fingerprint no louder', async () => {
    for (const [prizeId, count] of [
      [tall, 1],
      [wide, 10],
      [plain, 1],
    ] as const) {
      await api.send('PATCH', '', { entropy_window_ms: 30_000, room_entropy: true });
      await api.send('POST', '/announce', { prize_id: prizeId, count });
      await stage('armed');
      expect(await faultsAtEverySize(page)).toEqual([]);
      const sizeOf = (selector: string): Promise<number> =>
        page.locator(selector).evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
      expect(await sizeOf('.mark-text')).toBeLessThanOrEqual(await sizeOf('.draw-name'));
      await api.send('POST', '/abandon', {});
      await stage('idle');
    }
  });

  for (const [prize, count] of [
    [square, 1],
    [tall, 1],
    [wide, 3],
    [wide, 10],
    [plain, 1],
    [plain, 5],
    [plain, 7],
    [plain, 10],
    [plain, 60],
  ] as const) {
    await test.step(`${count} won`, async () => {
      await api.send('PATCH', '', { number_width: count < 60 ? 3 : 6 });
      await api.send('POST', '/draw', { prize_id: prize, count });
      await stage('winner');
      await expect(page.getByTestId('winner-number').first()).toBeVisible();
      expect(await faultsAtEverySize(page)).toEqual([]);
      const rowsNow = (): Promise<number[]> =>
        page.getByTestId('winner-number').evaluateAll((numbers) => {
          const lines = new Map<number, number>();
          for (const number of numbers) {
            const top = Math.round(number.getBoundingClientRect().top);
            lines.set(top, (lines.get(top) ?? 0) + 1);
          }
          return [...lines.values()];
        });
      if (count === 10 && prize === plain) await expect.poll(rowsNow).toEqual([5, 5]);
      const rows = count < 20 ? await rowsNow() : [];
      if (rows.length > 0) expect(Math.max(...rows) - Math.min(...rows)).toBeLessThanOrEqual(1);
      await api.send('POST', '/reset', { reset_participants: false, reset_draws: true });
      await stage('idle');
    });
  }
  await organiser.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});

test('rooms and lotteries cut nothing off either, and a wall that is given other columns has reels in all of them', async ({
  browser,
}) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path, 0, ['--registration-limit', '0']);
  const api = await adminApi(host);
  const organiser = await openOrganiser(browser, host);
  const page = await openProjector(organiser, host);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const ask = async (method: string, path: string, data?: unknown, token?: string): Promise<any> => {
    const headers: Record<string, string> =
      token === undefined ? { origin: host.url } : { authorization: `Bearer ${token}` };
    const answer = await organiser.request.fetch(`${host.url}/api${path}`, { method, headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { data: unknown }).data;
  };
  const tokens: string[] = [];
  while (tokens.length < 30) {
    const joined = await api.public('POST', '/register', { event_id: host.eventId });
    tokens.push(String(joined.body.data.session_token));
  }

  await test.step('a wall that turns while its reels do', async () => {
    await api.send('PATCH', '', { spin_ms: 4_000, number_width: 6 });
    await api.send('POST', '/draw', { prize_name: 'Umbrella', prize_rank: 1, count: 30 });
    const painted = (): Promise<number[]> =>
      page
        .locator('.wall-strip canvas')
        .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).height));
    await page.setViewportSize({ width: 1080, height: 1920 });
    await expect.poll(painted).toHaveLength(3);
    await page.setViewportSize({ width: 1920, height: 1080 });
    // More columns than before, and all of them with reels of the same height.
    await expect
      .poll(async () => {
        const heights = await painted();
        return heights.length > 3 && new Set(heights).size === 1;
      })
      .toBe(true);
    await expect(page.getByTestId('winner-number')).toHaveCount(30);
    await api.send('POST', '/dismiss', {});
  });

  await test.step('a room with a full board', async () => {
    const { room_id, host_token } = await ask('GET', '/rooms');
    await ask('PUT', `/luckydraw/admin/rooms/${room_id}/projector`, { shown: true });
    for (const [nth, token] of tokens.slice(0, 12).entries())
      await ask('PATCH', `/rooms/${room_id}/participate`, { text: nth === 5 ? 'Übers Meer' : 'Dancing Queen' }, token);
    await expect(page.getByTestId('room-slip')).toHaveCount(12);
    expect(await faultsAtEverySize(page)).toEqual([]);
    await ask('PATCH', `/rooms/${room_id}/release`, undefined, host_token);
  });

  await test.step('a lottery with more winners than reels, and long ids', async () => {
    await ask('POST', '/game', {
      game_id: 'long',
      name: 'The great autumn sweepstake',
      players: 12,
      winners: 10,
      win_sum: 5_000_000,
    });
    await ask('PUT', '/luckydraw/admin/games/long/projector', { shown: true, whole_ids: true });
    for (let nth = 0; nth < 12; nth++)
      await ask('POST', '/stake', {
        player_id: `customer.number.with.a.long.name.${nth}`,
        game_id: 'long',
        amount: 100,
      });
    await expect(page.getByTestId('lottery-draw')).toHaveAttribute('data-revealed', 'true');
    await expect(page.getByTestId('lottery-winner')).toHaveCount(10);
    await page.setViewportSize({ width: 1080, height: 1920 });
    await nextFrames(page);
    expect(await faultsOf(page, { minType: MIN_TYPE, wholeWindow: true })).toEqual([]);
    await expect(page.getByTestId('lottery-gathered')).toBeAttached();
    expect(await faultsAtEverySize(page)).toEqual([]);
  });
  await organiser.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});

test('one scene is blended into the next: no frame of the stage is dark, and the picture is there at once', async ({
  browser,
}) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  const organiser = await openOrganiser(browser, host);
  await api.send('PATCH', '', { spin_ms: 1_500 });
  for (let joined = 0; joined < 5; joined++) await api.public('POST', '/register', { event_id: host.eventId });
  const made = await api.send('POST', '/prizes', { name: 'City bike', quantity: 3, rank: 1 });
  const { id } = made.body.data as { id: string };
  await organiser.request.put(`${host.url}/api/luckydraw/admin/${host.eventId}/prizes/${id}/image`, {
    multipart: { image: { name: 'prize.png', mimeType: 'image/png', buffer: await picture(800, 600) } },
  });
  const page = await openProjector(organiser, host);
  await expect(page.locator('.prize-plate img')).toBeVisible();
  await page.evaluate(() => {
    const seen = { least: 1, blended: false, withoutPicture: 0 };
    Object.assign(window, { seen });
    const look = (): void => {
      const scene = document.querySelector('.scene');
      seen.least = Math.min(seen.least, scene ? Number(getComputedStyle(scene).opacity) : 0);
      seen.blended ||= document
        .getAnimations()
        .some(
          ({ effect }) => effect instanceof KeyframeEffect && effect.pseudoElement === '::view-transition-new(root)',
        );
      const image = document.querySelector<HTMLImageElement>('.draw-plate img');
      if (document.querySelector('.draw') && !(image?.complete && getComputedStyle(image).visibility === 'visible'))
        seen.withoutPicture += 1;
      requestAnimationFrame(look);
    };
    look();
  });
  await api.send('POST', '/draw', { prize_id: id, count: 1 });
  await expect(page.getByTestId('winner-number')).toBeVisible();
  expect(await page.evaluate(() => (window as Window & { seen?: unknown }).seen)).toEqual({
    least: 1,
    blended: true,
    withoutPicture: 0,
  });
  await organiser.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});
