/** A draw that every phone checks by itself: twenty phones, some closed, some late, one malicious. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { io } from 'socket.io-client';
import { commitmentOf, phoneLink } from '../../src/core/fairness/phoneChain.ts';
import { test } from './support/test.ts';
import { adminApi, newDataDir, numberOn, openOrganiser, openPhone, openProjector, startHost } from './support/venue.ts';

const PHONES = 20;
const CLOSED = 3;

const verifyFile = (file: string): { code: number | null; text: string } => {
  const { status, stdout } = spawnSync(process.execPath, ['src/headless/verify.ts', file], { encoding: 'utf8' });
  return { code: status, text: stdout };
};

test('twenty phones add randomness, see the same fingerprint, and check the result by themselves', async ({
  browser,
}) => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = await adminApi(host);
  await api.send('PATCH', '', { name: 'Fair Fair', spin_ms: 3_000, entropy_window_ms: 15_000, delay_ms: 1_500 });
  const prize = (await api.send('POST', '/prizes', { name: 'City bike', quantity: 5 })).body.data as { id: string };
  const organiser = await openOrganiser(browser, host);
  const projector = await openProjector(organiser, host);

  const phones: Page[] = [];
  for (let index = 0; index < PHONES; index += 1) phones.push(await openPhone(browser, `${host.url}/`));
  await Promise.all(phones.map(numberOn));
  // Closed before the draw: they are in it, and add nothing.
  for (const phone of phones.splice(0, CLOSED)) await phone.context().close();

  // One that joins as a program, to behave badly.
  const tip = 'ab'.repeat(32);
  const bad = (await api.public('POST', '/register', { event_id: host.eventId, entropy_commitment: commitmentOf(tip) }))
    .body.data as { session_token: string; draw_number: number };
  const villain = io(host.url, { transports: ['websocket'], auth: { channel: 'audience' } });
  const answers: boolean[] = [];

  await projector.bringToFront();
  await projector.keyboard.press('Space');
  await expect(projector.getByTestId('stage')).toHaveAttribute('data-stage', 'armed');
  const { draw } = (await api.public('GET', '/event')).body.data as { draw: { draw_id: string; fingerprint: string } };

  await test.step('the projector and every phone show the same fingerprint', async () => {
    await expect(projector.getByTestId('fingerprint').first()).toContainText(draw.fingerprint);
    const shown = phones.map((phone) =>
      expect(phone.getByTestId('fingerprint').first()).toContainText(draw.fingerprint),
    );
    await Promise.all(shown);
  });

  await test.step('a malicious phone is ignored and counted', async () => {
    const send = (payload: unknown): void => {
      villain.emit('contribute', payload, (counted: boolean) => answers.push(counted));
    };
    const own = { draw_id: draw.draw_id, session_token: bad.session_token };
    send({ ...own, step: 1, value: 'ff'.repeat(32) });
    send('nonsense');
    send({ ...own, step: 1, value: phoneLink(tip, 2) });
    for (let flood = 0; flood < 2_000; flood += 1) send({ ...own, step: flood, value: phoneLink(tip, 1) });
    await expect.poll(() => answers.length).toBeGreaterThanOrEqual(3);
    expect(answers.every((counted) => !counted)).toBe(true);
  });

  await test.step('a late phone joins while the draw is armed and is not in it', async () => {
    const late = await openPhone(browser, `${host.url}/`);
    await numberOn(late);
    await late.context().close();
  });

  await expect(projector.getByTestId('stage')).toHaveAttribute('data-stage', 'winner', { timeout: 60_000 });
  const proofBody = (await api.public('GET', `/draws/${draw.draw_id}/proof`)).body.data;

  await test.step('the proof counts exactly those who contributed', async () => {
    expect(proofBody.entries).toHaveLength(PHONES + 1);
    expect(proofBody.room).toHaveLength(PHONES - CLOSED);
    expect(proofBody.entropy[0].count).toBe(PHONES - CLOSED);
    const numbers = await Promise.all(phones.map(numberOn));
    expect(proofBody.room.map(([number]: [number]) => number)).toEqual(numbers.toSorted((a, b) => a - b));
  });

  await test.step('each phone says by itself that it was fair', async () => {
    for (const phone of phones) {
      await expect(phone.getByTestId('fairness')).toHaveAttribute('data-verdict', 'fair');
    }
  });

  await test.step('a phone that is lied to says so loudly', async () => {
    const phone = await openPhone(browser, `${host.url}/`);
    await numberOn(phone);
    await phone.route('**/receipt*', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      if (body.success) body.data.entry[1] = 2;
      await route.fulfill({ json: body });
    });
    await projector.bringToFront();
    await projector.waitForTimeout(900); // A press right after a change of the stage is ignored on purpose.
    await projector.keyboard.press('Space');
    await expect(projector.getByTestId('stage')).toHaveAttribute('data-stage', 'idle');
    const drawn = await api.send('POST', '/announce', { prize_id: prize.id });
    expect(drawn.status).toBe(201);
    await expect(phone.getByTestId('fairness')).toHaveAttribute('data-verdict', 'failed', { timeout: 40_000 });
    await expect(phones[0]!.getByTestId('fairness')).toHaveAttribute('data-verdict', 'fair');
    await phone.context().close();
  });

  await test.step('the proof verifies with the command, and fails after any change that matters', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luckydraw-proof-'));
    const file = join(folder, 'proof.json');
    writeFileSync(file, JSON.stringify(proofBody));
    expect(verifyFile(file).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    for (const pattern of [
      /"seal":"./,
      /"reveal":"./,
      /"root":"./,
      /"room":\[\[\d+,1,"./,
      /"entries":\[\[1,1,"./,
      /"winners":\[\d/,
    ]) {
      const match = pattern.exec(text.slice(text.indexOf('"v"')));
      const at = text.indexOf(match?.[0] ?? '?') + (match?.[0].length ?? 0) - 1;
      const changed = `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`;
      writeFileSync(file, changed);
      expect(verifyFile(file).code, pattern.source).toBe(1);
    }
    writeFileSync(file, text.slice(0, -20));
    expect(verifyFile(file).code).toBe(2);
  });

  await test.step('the check page says the same, also for a changed file', async () => {
    const page = await organiser.newPage();
    await page.goto(`${host.url}/verify?draw=${draw.draw_id}`);
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-fair', 'true');
    await page.getByTestId('file').setInputFiles({
      name: 'proof.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ ...proofBody, winners: [proofBody.winners[0] === 1 ? 2 : 1] })),
    });
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-fair', 'false');
  });

  await test.step('the archive checks itself without a server', async () => {
    const answer = await organiser.request.get(`${host.url}/api/luckydraw/admin/${host.eventId}/archive`);
    expect(answer.status()).toBe(200);
    const folder = mkdtempSync(join(tmpdir(), 'luckydraw-archive-'));
    writeFileSync(join(folder, 'event.zip'), await answer.body());
    execFileSync('python3', ['-m', 'zipfile', '-e', 'event.zip', '.'], { cwd: folder });
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await page.goto(`file://${folder}/check.html`);
    await expect(page.getByText('City bike').first()).toBeVisible();
    await page.getByTestId('draw').first().click();
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-fair', 'true');
    await page.context().close();
  });

  villain.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});
