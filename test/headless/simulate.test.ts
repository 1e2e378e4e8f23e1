import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHost, type Host } from '../../src/host/createHost.ts';
import { runCommand, startCommand } from './runCommand.ts';

const SIMULATE = 'src/headless/simulate.ts';
const PASSWORD = 'correct horse battery';
const dataDir = mkdtempSync(join(tmpdir(), 'simulate-'));
let host: Host;

beforeAll(async () => {
  host = await createHost({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    adminPassword: PASSWORD,
    publicUrl: null,
    logLevel: 'silent',
    registrationLimit: 0,
    trustProxy: [],
    without: [],
    outboxFile: null,
    webhookUrl: [],
    webhookSecret: [],
    kafkaBrokers: [],
    smsGateway: null,
    outboxKeep: 100_000,
    roomTimeout: 3_600,
    pagesDir: resolve('out'),
    tryNextPorts: false,
  });
}, 120_000);
afterAll(async () => {
  await host.close();
  rmSync(dataDir, { recursive: true, maxRetries: 5 });
});

const admin = async (method: string, path: string, body: unknown, token?: string) => {
  const response = await fetch(`${host.url}/api/luckydraw/admin/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  expect(answer).toMatchObject({ success: true });
  return answer.data;
};

describe('npm run simulate', { timeout: 60_000 }, () => {
  it('joins phones that see a reveal and its winners, and reports it', async () => {
    const { token } = await admin('POST', 'login', { password: PASSWORD });
    await admin('PATCH', host.eventId, { spin_ms: 300 }, token);
    const simulate = startCommand(SIMULATE, ['--url', host.url, '--phones', '40', '--until-reveal']);
    await simulate.match('stderr', /40 joined, 40 connected/);
    await admin('POST', `${host.eventId}/draw`, { prize_name: 'Bicycle', prize_rank: 1, count: 3 }, token);
    const { code, stdout } = await simulate.ended;
    expect(JSON.parse(stdout)).toMatchObject({
      phones: 40,
      joined: 40,
      failed: 0,
      refusals: {},
      duplicates: 0,
      connections: 40,
      disconnects: 0,
      reveals: [{ winners: 3, seen_by: 40, spread_ms: expect.any(Number) }],
      wins: 3,
      wins_unconfirmed: 0,
      join_ms: { p50: expect.any(Number), p99: expect.any(Number) },
    });
    expect(code).toBe(0);
  });

  it('adds each phone’s randomness to an armed draw, a step of what it committed to', async () => {
    const { token } = await admin('POST', 'login', { password: PASSWORD });
    await admin(
      'PATCH',
      host.eventId,
      { spin_ms: 300, entropy_window_ms: 1_000, delay_ms: 500, room_entropy: true },
      token,
    );
    await admin('POST', `${host.eventId}/reset`, { reset_participants: true, reset_draws: true }, token);
    const prize = await admin('POST', `${host.eventId}/prizes`, { name: 'Tandem', quantity: 2 }, token);
    const simulate = startCommand(SIMULATE, ['--url', host.url, '--phones', '20', '--until-reveal']);
    await simulate.match('stderr', /20 joined, 20 connected/);
    await admin('POST', `${host.eventId}/announce`, { prize_id: prize.id, count: 2 }, token);
    const { code, stdout } = await simulate.ended;
    expect(JSON.parse(stdout)).toMatchObject({
      contributions: { counted: 20, refused: 0, unanswered: 0 },
      reveals: [{ winners: 2, seen_by: 20 }],
      wins: 2,
    });
    expect(code).toBe(0);
  });

  it('reports after a while, or when it is stopped', async () => {
    const timed = await runCommand(SIMULATE, ['--url', host.url, '--phones', '2', '--duration', '1']);
    expect(JSON.parse(timed.stdout)).toMatchObject({ joined: 2 });
    if (process.platform === 'win32') return;
    const stopped = startCommand(SIMULATE, ['--url', host.url, '--phones', '2']);
    await stopped.match('stderr', /Press Ctrl-C/);
    stopped.child.kill('SIGINT');
    const { code, stdout } = await stopped.ended;
    expect(JSON.parse(stdout)).toMatchObject({ joined: 2 });
    expect(code).toBe(0);
  });

  it('ends with 1 and one line where no host answers', async () => {
    const { code, stderr } = await runCommand(SIMULATE, ['--url', 'http://127.0.0.1:1', '--phones', '1']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });

  it.each([
    [['--phones', '1']],
    [['--url', 'https://127.0.0.1', '--phones', '1']],
    [['--url', 'nonsense', '--phones', '1']],
    [['--url', 'http://127.0.0.1', '--phones', '20001']],
    [['--url', 'http://127.0.0.1', '--phones', '0']],
    [['--url', 'http://127.0.0.1', '--phones', '1', '--duration', 'long']],
    [['--url', 'http://127.0.0.1', '--phones', '1', '--fast']],
  ])('ends with 2 and one line for %j', async (args) => {
    const { code, stdout, stderr } = await runCommand(SIMULATE, args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });
});
