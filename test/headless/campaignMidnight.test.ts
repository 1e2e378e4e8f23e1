import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createClient } from '../support/client.ts';
import { PROJECT_DIR } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { startCommand } from './runCommand.ts';

const PASSWORD = 'a-password-at-midnight';
/** In this night Chile's clocks go from midnight to one: the day begins at 04:00 in UTC, the next one at 03:00. */
const ZONE = 'America/Santiago';
const STARTED = '2027-09-05 03:59:50';
const MIDNIGHT = '2027-09-05T04:00:00.000Z';
const NEXT_MIDNIGHT = '2027-09-06T03:00:00.000Z';

/** The library by which a process sees another time; empty where it is not installed (Debian's package `faketime`). */
const library = (): string =>
  spawnSync('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' }).stdout?.trim() ?? '';
const preload = library();
if (preload === '') process.stderr.write('faketime is not installed: no host is started before a shifted midnight.\n');

beforeAll(() => {
  const { status } = spawnSync(process.execPath, ['scripts/ensureBuild.ts'], { cwd: PROJECT_DIR, stdio: 'inherit' });
  expect(status).toBe(0);
}, 120_000);

it.skipIf(preload === '')(
  "lets a customer draw again when a real host's clock passes midnight",
  { timeout: 60_000 },
  async () => {
    const flags = ['--port', '0', '--host', '127.0.0.1', '--data-dir', temporaryFolder()];
    const serve = startCommand(join(PROJECT_DIR, 'out/headless/serve.js'), flags, {
      LUCKYDRAW_ADMIN_PASSWORD: PASSWORD,
      TZ: 'UTC',
      LD_PRELOAD: preload,
      // From this moment on, at the pace of real time. Only the clock that can be set is shifted, as when somebody sets
      // it: the host takes the moment of its start from there, and carries it on by the even clock.
      FAKETIME: `@${STARTED}`,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    });
    onTestFinished(async () => {
      serve.child.kill('SIGTERM');
      await serve.ended;
    });
    const [, port, eventId] = await serve.match('stdout', /"port":(\d+),.*"eventId":"([^"]+)".*"msg":"listening"/);
    const client = createClient(`http://127.0.0.1:${port}`, eventId ?? '');
    onTestFinished(() => client.close());
    const { token } = (await client.call('login', { body: { password: PASSWORD } })).data;
    const { data: campaign } = await client.call('createCampaign', {
      token,
      body: {
        name: 'Midnight',
        time_zone: ZONE,
        starts_at: '2027-09-04T12:00:00.000Z',
        ends_at: '2027-09-20T12:00:00.000Z',
        coupon_types: [{ name: 'Coffee', probability: 1, total_quota: 10, daily_quota: 1 }],
      },
    });
    const draw = async (userId: string) =>
      client.call('drawCoupon', { body: { user_id: userId, campaign_id: campaign.id } });
    const [one, other] = await Promise.all(
      ['+821012345678', '+821012345679'].map(
        async (mobile) => (await client.call('createUser', { body: { mobile } })).data.id,
      ),
    );
    if (one === undefined || other === undefined) throw new Error('two customers were made');

    const first = await draw(one);
    expect(first.status).toBe(201);
    expect(first.data).toMatchObject({ won: true, day: 1, next_draw_at: MIDNIGHT });
    expect((await draw(other)).data).toMatchObject({ won: false, day: 1 });

    // Until the host's clock strikes, which only its answers tell.
    let again = await draw(one);
    let refusals = 0;
    while (again.code === 'already_drawn_today') {
      expect(again.details).toEqual({ next_draw_at: MIDNIGHT });
      refusals += 1;
      await pause(50);
      again = await draw(one);
    }
    expect(refusals).toBeGreaterThan(0);
    expect(again.status).toBe(201);
    // The quota of the day came back too, and this day has 23 hours.
    expect(again.data).toMatchObject({ won: true, day: 2, next_draw_at: NEXT_MIDNIGHT });
    const proof = await client.call('couponDraw', { params: { draw_id: first.data.draw_id } });
    expect(proof.data.proof?.hit).not.toBeNull();
    const stored = await client.call('campaignDraws', { token, params: { campaign_id: campaign.id } });
    expect(stored.data.draws.map(({ day, drawn_at: at }) => [day, at < MIDNIGHT])).toEqual([
      [1, true],
      [1, true],
      [2, false],
    ]);
  },
);
