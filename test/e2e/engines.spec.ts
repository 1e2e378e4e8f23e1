/** Half of a room has Safari: a phone's whole draw in the three engines that there are. */
import { expect } from '@playwright/test';
import { findFirefox, findWebKit } from '../../scripts/browser.ts';
import { openChromiumPhone, openFirefoxPhone, openWebKitPhone, type PhoneEngine } from './support/engines.ts';
import { test } from './support/test.ts';
import { adminApi, newDataDir, startHost } from './support/venue.ts';

const textOf = (testId: string): string => `document.querySelector('[data-testid="${testId}"]')?.textContent ?? ''`;

const playsADraw = async (phone: PhoneEngine): Promise<void> => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  try {
    const api = await adminApi(host);
    await api.send('PATCH', '', { name: 'Three engines', spin_ms: 1_500, entropy_window_ms: 4_000, delay_ms: 1_000 });
    const prize = (await api.send('POST', '/prizes', { name: 'City bike', quantity: 1 })).body.data as { id: string };

    await test.step('it joins, and keeps its number when it is opened again', async () => {
      await phone.open(host.joinUrl);
      await expect.poll(() => phone.ask(textOf('number'))).toMatch(/^\d+$/);
      const number = await phone.ask(textOf('number'));
      await phone.open(host.joinUrl);
      await expect.poll(() => phone.ask(textOf('number'))).toBe(number);
    });

    const announced = await api.send('POST', '/announce', { prize_id: prize.id, count: 1, reserves: 0 });
    expect(announced.status).toBe(201);
    const { draw } = (await api.public('GET', '/event')).body.data as {
      draw: { draw_id: string; fingerprint: string };
    };

    await test.step('it sees the announcement', async () => {
      await expect.poll(() => phone.ask(textOf('fingerprint'))).toContain(draw.fingerprint);
    });
    await test.step('it wins, with a code for the desk', async () => {
      await expect.poll(() => phone.ask(textOf('claim-code'))).not.toBe('');
    });
    await test.step('its own randomness was counted', async () => {
      const proof = (await api.public('GET', `/draws/${draw.draw_id}/proof`)).body.data as { room: [number][] };
      const own = Number(await phone.ask(textOf('number')));
      expect(proof.room.map(([number]) => number)).toEqual([own]);
    });
    await test.step('it has checked the draw by itself', async () => {
      const verdict = `document.querySelector('[data-testid="fairness"]')?.dataset.verdict ?? ''`;
      await expect.poll(() => phone.ask(verdict)).toBe('fair');
    });
    await test.step('it opens the check page', async () => {
      await phone.open(`${host.url}/verify?draw=${draw.draw_id}`);
      const fair = `document.querySelector('[data-testid="verdict"]')?.dataset.fair ?? ''`;
      await expect.poll(() => phone.ask(fair)).toBe('true');
    });
  } catch (error) {
    await test.info().attach('phone', { body: await phone.screenshot(), contentType: 'image/png' });
    throw error;
  } finally {
    await phone.close();
    await host.stop();
    dataDir.remove();
  }
};

const skipLoudly = (engine: string, wanted: string): void => {
  console.log(`SKIPPED: a phone's draw in ${engine}. Install ${wanted}.`);
  test.skip(true, `${engine} is not installed`);
};

test('a phone in Chromium plays a whole draw', async ({ browser }) => {
  await playsADraw(await openChromiumPhone(browser));
});

test('a phone in Firefox plays a whole draw', async () => {
  const firefox = findFirefox();
  if (firefox === null) return skipLoudly('Firefox', 'firefox-esr');
  await playsADraw(await openFirefoxPhone(firefox));
});

test('a phone in WebKit, which is Safari’s engine, plays a whole draw', async () => {
  const webKit = findWebKit();
  if (webKit === null) return skipLoudly('WebKit', 'webkit2gtk-driver and xvfb');
  await playsADraw(await openWebKitPhone(webKit));
});
