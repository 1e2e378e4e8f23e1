/** A room from acquiring to releasing: an organiser, a host with a phone, a projector, and eight people. */
import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { expectSound, settled } from './support/accessible.ts';
import { test } from './support/test.ts';
import { adminApi, newDataDir, openOrganiser, openPhone, openProjector, startHost } from './support/venue.ts';

const shots = process.env['ROOMS_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots === undefined) return;
  await settled(page);
  await page.screenshot({ path: `${shots}/${name}.png` });
};

const stateOf = (phone: Page): Locator => phone.getByTestId('room');
const expectState = (phone: Page, state: string): Promise<void> =>
  expect(stateOf(phone)).toHaveAttribute('data-state', state);

const write = async (phone: Page, text: string, name = ''): Promise<void> => {
  await expectState(phone, 'writing');
  await phone.getByTestId('text').fill(text);
  await phone.getByTestId('name').fill(name);
  await phone.getByTestId('send').click();
  await expect(phone.getByTestId('own-text')).toHaveText(text);
};

const choiceOf = (phone: Page, text: string): Locator =>
  phone.locator('label', { hasText: text }).getByTestId('choice');

const voteFor = async (phone: Page, ...texts: readonly string[]): Promise<void> => {
  for (const text of texts) await choiceOf(phone, text).click();
  await phone.getByTestId('vote').click();
  await expect(phone.getByTestId('vote-state')).toHaveAttribute('data-voted', 'true');
};

const readQr = async (code: Locator): Promise<string | undefined> => {
  const { data, width, height } = PNG.sync.read(await code.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
};

const SONGS = [
  ['Moon River', 'Ann'],
  ['Dancing Queen', ''],
  ['아리랑', '민준'],
  ['<b>Bold</b> as Love', 'Jimi'],
  ['What a Wonderful World, as Louis sang it in Wiesbaden on a summer evening', ''],
  ['Here Comes the Sun', 'George'],
  ['🎺 Sunny', ''],
] as const;
const [MOON, QUEEN, ARIRANG] = SONGS.map(([text]) => text) as [string, string, string];

const openPhones = (browser: Browser, url: string, count: number): Promise<Page[]> =>
  Promise.all(
    Array.from({ length: count }, (_, nth) =>
      openPhone(browser, url, nth === 2 ? { locale: 'ko-KR', viewport: { width: 320, height: 640 } } : {}),
    ),
  );

test('eight people gather in a room, vote, and one of the voters wins a prize', async ({ browser }) => {
  const dataDir = newDataDir();
  let host = await startHost(dataDir.path);
  const api = await adminApi(host);
  await api.send('PATCH', '', { delay_ms: 500 });
  await api.send('POST', '/prizes', { name: 'City bike' });
  const organiser = await openOrganiser(browser, host);
  const desk = await organiser.newPage();
  await desk.goto(`${host.url}/lottery/admin#rooms`);
  await desk.getByTestId('room-acquire').click();
  await expect(desk.getByTestId('room-desk')).toHaveAttribute('data-phase', 'acquired');
  await desk.getByTestId('room-title').fill('What shall the band play next?');
  await desk.getByTestId('room-save-title').click();
  await expect(desk.getByRole('heading', { name: 'What shall the band play next?' })).toBeVisible();
  await expectSound(desk);

  // On the projector, with a code that a camera reads.
  const projector = await openProjector(organiser, host);
  await expect(projector.getByTestId('room-scene')).toHaveCount(0);
  await desk.getByTestId('room-projector').click();
  const scene = projector.getByTestId('room-scene');
  await expect(scene).toContainText('What shall the band play next?');
  const code = (await projector.getByTestId('room-code').textContent()) ?? '';
  await settled(projector);
  const joinUrl = (await readQr(projector.getByTestId('room-qr'))) ?? '';
  expect(joinUrl).toMatch(new RegExp(`/room/${code}$`));
  await shoot(projector, 'projector-empty-1920');
  // Its address is the venue's; here everybody is on this machine.
  const roomUrl = `${host.url}${new URL(joinUrl).pathname}`;

  // The host has a phone and the link, and no password.
  await desk.bringToFront();
  await desk.getByTestId('room-host-link').click();
  const link = (await desk.getByTestId('room-host-url').textContent()) ?? '';
  await shoot(desk, 'desk-host-link');
  await desk.keyboard.press('Escape');
  const hostUrl = `${roomUrl}/host${new URL(link).hash}`;
  let leader = await openPhone(browser, hostUrl);
  const leaderContext = leader.context();
  await expect(leader.getByTestId('host')).toHaveAttribute('data-phase', 'acquired');
  expect(new URL(leader.url()).hash).toBe('');
  await shoot(leader, 'host-empty-390');
  await expectSound(leader);
  const stranger = await openPhone(browser, `${roomUrl}/host#${'x'.repeat(43)}`);
  await expect(stranger.getByText('This link does not open the room.')).toBeVisible();
  await stranger.context().close();

  // One types the code, the others scan.
  const [first, ...others] = [
    await openPhone(browser, `${host.url}/room`),
    ...(await openPhones(browser, roomUrl, SONGS.length)),
  ] as [Page, ...Page[]];
  const phones = others;
  await first.getByTestId('code').fill('0000');
  await first.keyboard.press('Enter');
  await expect(first.getByRole('alert')).toBeVisible();
  await expectSound(first);
  await shoot(first, 'phone-code-390');
  await first.getByTestId('code').fill(`${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`);
  // The number comes late, over a crowded Wi-Fi: the form stays under the fingers of who writes already.
  let hasTyped = (): void => undefined;
  const typed = new Promise<void>((resolve) => (hasTyped = resolve));
  await first.route('**/register', async (route) => {
    await typed;
    await route.continue();
  });
  await first.keyboard.press('Enter');
  await expectState(first, 'writing');
  await first.getByTestId('text').pressSequentially('Someth');
  const registered = first.waitForResponse('**/register');
  hasTyped();
  await registered;
  await expect.poll(() => first.evaluate(() => localStorage.getItem('luckydraw.event'))).not.toBeNull();
  await first.keyboard.type('ing');
  await expect(first.getByTestId('text')).toHaveValue('Something');
  await first.getByTestId('text').clear();
  const nobody = await openPhone(browser, `${host.url}/room/ZZZZZZ`);
  await expectState(nobody, 'no_room');
  await nobody.context().close();

  // What is typed outlives a reload; an empty text is not sent.
  await first.getByTestId('send').click();
  await expect(first.getByRole('alert')).toHaveText('Write something first.');
  await first.getByTestId('text').fill('Something rude');
  await shoot(first, 'phone-writing-390');
  await expectSound(first);
  await first.reload();
  await expectState(first, 'writing');
  await expect(first.getByTestId('text')).toHaveValue('Something rude');

  for (const [nth, [text, name]] of SONGS.entries()) await write(phones[nth]!, text, name);
  for (const phone of phones.slice(0, 2)) await phone.getByTestId('be-ready').click();
  await expect(projector.getByTestId('room-slip')).toHaveCount(SONGS.length);
  await expect(projector.getByTestId('room-participants')).toHaveText(String(SONGS.length));
  // Text, and nothing else.
  await expect(projector.getByText('<b>Bold</b> as Love')).toBeVisible();

  await shoot(projector, 'projector-joining-1920');

  // The host looks at what comes now before it is shown, and sends somebody out.
  await leader.getByTestId('settings').click();
  await leader.getByTestId('holds').check();
  await expect(first.getByText('The host approves it before everybody sees it.')).toBeVisible();
  await first.getByTestId('send').click();
  await expect(first.getByTestId('text-state')).toBeVisible();
  await expect(leader.getByTestId('held')).toContainText('Something rude');
  await leader.evaluate(() => window.scrollTo(0, 0));
  await shoot(leader, 'host-held-390');
  await expectSound(leader);
  await expect(projector.getByText('Something rude')).toHaveCount(0);
  await leader.getByTestId('held').getByTestId('hide').click();
  await expect(first.getByText('The host does not show your text. You can still vote.')).toBeVisible();
  await leader.locator('[data-testid=person][data-state=hidden]').getByTestId('remove').click();
  await leader.getByTestId('remove-yes').click();
  await expectState(first, 'removed');
  await first.reload();
  await expectState(first, 'removed');
  await shoot(first, 'phone-removed-390');
  await shoot(leader, 'host-gathering-390');
  await leader.getByTestId('lock').click();
  const late = await openPhone(browser, roomUrl);
  await expectState(late, 'locked');

  // Somebody changes a text, everybody gets ready; a phone and the host's page are closed and come back.
  const [ann, ben, min] = phones as [Page, Page, Page];
  await ben.getByTestId('change').click();
  await ben.getByTestId('text').fill(`${QUEEN}!`);
  await ben.getByTestId('send').click();
  await expect(ben.getByTestId('own-text')).toHaveText(`${QUEEN}!`);
  // Changed texts are looked at again.
  await leader.getByTestId('held').getByTestId('show').click();
  await expect(projector.getByText(`${QUEEN}!`)).toBeVisible();
  await shoot(ben, 'phone-waiting-390');
  for (const phone of phones.slice(2, 5)) {
    await phone.getByTestId('be-ready').click();
    await expect(phone.getByTestId('ready')).toBeVisible();
  }
  await expect(projector.getByTestId('room-ready')).toHaveText('5 ready');
  await shoot(projector, 'projector-gathering-1920');
  await expectSound(projector);
  await projector.setViewportSize({ width: 1024, height: 768 });
  await shoot(projector, 'projector-gathering-1024');
  await projector.setViewportSize({ width: 1080, height: 1920 });
  await shoot(projector, 'projector-gathering-portrait');
  await projector.setViewportSize({ width: 1920, height: 1080 });
  await shoot(min, 'phone-waiting-ko-320');
  await expectSound(min);
  await desk.bringToFront();
  await shoot(desk, 'desk-gathering');
  await expectSound(desk);
  await leader.close();
  await ann.reload();
  await expect(ann.getByTestId('own-text')).toHaveText(MOON);
  await expect(ann.getByTestId('ready')).toBeVisible();

  // A power cut while they gather.
  await host.kill();
  await expect(ann.getByTestId('offline')).toBeVisible();
  host = await startHost(dataDir.path, host.port);
  await expect(ann.getByTestId('offline')).toHaveCount(0);
  for (const phone of phones.slice(5)) {
    await phone.getByTestId('be-ready').click();
    await expect(phone.getByTestId('ready')).toBeVisible();
  }
  leader = await leaderContext.newPage();
  await leader.goto(`${roomUrl}/host`);
  await expect(leader.getByTestId('ready-count')).toHaveText(String(SONGS.length));
  await leader.getByTestId('settings').click();
  await leader.getByTestId('more-choices').click();
  await expect(leader.getByTestId('choices')).toHaveText('2');

  // All are taken to the vote by themselves.
  await leader.getByTestId('start').click();
  for (const phone of phones) await expectState(phone, 'voting');
  await expectState(late, 'late');
  await expectState(first, 'removed');
  await expect(scene).toHaveAttribute('data-phase', 'voting');
  await shoot(min, 'phone-voting-ko-320');
  await expectSound(min);
  // By the keyboard alone; a third mark is not taken.
  await ann.bringToFront();
  await ann.getByTestId('choice').first().focus();
  await ann.keyboard.press('Space');
  await ann.keyboard.press('Tab');
  await ann.keyboard.press('Space');
  await ann.keyboard.press('Tab');
  await ann.keyboard.press('Space');
  await expect(ann.locator('[data-testid=choice]:checked')).toHaveCount(2);
  await ann.keyboard.press('Enter');
  await expect(ann.getByTestId('vote-state')).toHaveAttribute('data-voted', 'true');
  await shoot(ann, 'phone-voted-390');
  await ann.reload();
  await expectState(ann, 'voting');
  await expect(ann.locator('[data-testid=choice]:checked')).toHaveCount(2);
  await voteFor(ben, MOON);
  await voteFor(min, `${QUEEN}!`, ARIRANG);
  await voteFor(phones[3]!, ARIRANG);
  // A mind is changed.
  await voteFor(phones[4]!, '🎺 Sunny');
  await choiceOf(phones[4]!, '🎺 Sunny').click();
  await voteFor(phones[4]!, ARIRANG);
  await voteFor(phones[5]!, MOON);
  await expect(projector.getByTestId('room-voted')).toHaveText('6 of 7 voted');
  // Bars without numbers, until the close.
  await expect(projector.getByTestId('room-row')).toHaveCount(SONGS.length);
  await expect(projector.locator('.room-row-votes')).toHaveCount(0);
  await shoot(projector, 'projector-voting-1920');
  await expectSound(projector);
  await projector.setViewportSize({ width: 1024, height: 768 });
  await shoot(projector, 'projector-voting-1024');
  await projector.setViewportSize({ width: 1920, height: 1080 });
  await shoot(leader, 'host-voting-390');
  await expectSound(leader);

  // A power cut in the vote: nothing that was cast is lost.
  await host.kill();
  host = await startHost(dataDir.path, host.port);
  await expect(ben.getByTestId('offline')).toHaveCount(0);
  await expectState(ben, 'voting');
  await expect(leader.getByTestId('voted')).toHaveText('6');
  await leader.close();
  leader = await leaderContext.newPage();
  await leader.goto(hostUrl);
  await leader.getByTestId('close').click();
  await leader.getByTestId('close-yes').click();

  // Three each: a tie, shown as one, and decided by a draw.
  for (const phone of [...phones, late]) {
    await expectState(phone, 'result');
    await expect(phone.getByTestId('result')).toHaveAttribute('data-kind', 'tie');
  }
  await expect(projector.getByTestId('room-tie')).toContainText(MOON);
  await expect(projector.getByTestId('room-tie')).toContainText(ARIRANG);
  await shoot(projector, 'projector-tie-1920');
  await expectSound(projector);
  await shoot(ann, 'phone-tie-390');
  await leader.getByTestId('tie-break').click();
  await expect(ann.getByTestId('result')).toHaveAttribute('data-kind', 'winner');
  const winning = (await ann.getByTestId('winning-text').textContent()) ?? '';
  expect([MOON, ARIRANG]).toContain(winning);
  await expect(projector.getByTestId('room-winner')).toContainText(winning);
  await ben.reload();
  await expect(ben.getByTestId('winning-text')).toHaveText(winning);
  await shoot(projector, 'projector-result-1920');
  await expectSound(projector);
  await projector.setViewportSize({ width: 1024, height: 768 });
  await shoot(projector, 'projector-result-1024');
  await projector.setViewportSize({ width: 1080, height: 1920 });
  await shoot(projector, 'projector-result-portrait');
  await projector.setViewportSize({ width: 1920, height: 1080 });
  await shoot(min, 'phone-result-ko-320');
  await expectSound(min);
  await shoot(leader, 'host-result-390');
  await expectSound(leader);

  // A prize among those who voted, as a draw on the stage.
  await desk.bringToFront();
  await desk.reload();
  await expect(desk.getByTestId('room-desk')).toHaveAttribute('data-phase', 'result');
  await expect(desk.getByTestId('room-group')).toContainText('those who voted (6)');
  await shoot(desk, 'desk-result');
  await expectSound(desk);
  await desk.getByTestId('room-draw').click();
  await expect(projector.getByTestId('stage')).toHaveAttribute('data-stage', 'winner', { timeout: 60_000 });
  await expect(scene).toHaveCount(0);
  const draws = await api.get('/draws');
  const [draw] = draws.body.data.draws as { entries: number; winners: { draw_number: number }[] }[];
  expect(draw?.entries).toBe(6);
  await api.send('POST', '/dismiss');
  // The room comes back to the projector with its result, told already.
  await expect(projector.getByTestId('room-winner')).toContainText(winning);

  // Given back: free for others, and kept with the event.
  await leader.getByTestId('release').click();
  await leader.getByTestId('release-yes').click();
  await expect(leader.getByText('The room is closed.')).toBeVisible();
  for (const phone of [...phones, first, late]) await expectState(phone, 'free');
  await shoot(ann, 'phone-free-390');
  await ann.reload();
  await expectState(ann, 'free');
  await expect(scene).toHaveCount(0);
  await desk.bringToFront();
  await expect(desk.getByTestId('room-archived')).toContainText('What shall the band play next?');
  await desk.getByTestId('room-archived').locator('summary').click();
  await expect(desk.getByTestId('room-archived').getByTestId('room-outcome')).toContainText(winning);
  await shoot(desk, 'desk-archive');
  await expectSound(desk);
  // The host's page was sent away with the room; it says why, and not that its link were wrong.
  await expect(leader.getByText('The room is closed.')).toBeVisible();
  await host.stop();
  dataDir.remove();
});
