/**
 * `npm start` as a real process. The programs that it starts are doubled (an Electron runtime, a browser): small scripts
 * that write down how they were started and do as a file tells them.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { startCommand, type Running } from './runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'start-'));
let folders = 0;
const freshFolder = (): string => {
  const path = join(folder, `${(folders += 1)}`);
  mkdirSync(path);
  return path;
};
const running: Running[] = [];
/** A window that ends within three seconds counts as one that failed: only time makes it one that was closed. */
const aHandNeeds = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3_200));

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

const start = (variables: Record<string, string>, args: string[] = []) => {
  const dataDir = freshFolder();
  const command = startCommand('src/headless/start.ts', ['--port', '0', '--data-dir', dataDir, ...args], variables);
  running.push(command);
  return { ...command, dataDir };
};

const script = (path: string, source: string): string => {
  writeFileSync(path, `#!${process.execPath}\n${source}`);
  chmodSync(path, 0o755);
  return path;
};

const NO_ELECTRON = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nowhere') };

/** A browser whose windows note their flags in `log/`, and close with the code that a file `close-<window>` holds. */
const browserDouble = () => {
  const home = freshFolder();
  const log = join(home, 'log');
  mkdirSync(log);
  const path = script(
    join(home, 'browser'),
    `const fs = require('node:fs');
     const args = process.argv.slice(2);
     const app = args.find((arg) => arg.startsWith('--app=')).slice(6);
     const name = app.includes('/admin') ? 'admin' : 'projector';
     fs.writeFileSync(${JSON.stringify(log)} + '/' + name + '-' + process.pid, JSON.stringify({ app, args }));
     const order = ${JSON.stringify(home)} + '/close-' + name;
     setInterval(() => {
       if (!fs.existsSync(order)) return;
       const code = Number(fs.readFileSync(order, 'utf8'));
       fs.rmSync(order);
       process.exit(code);
     }, 50);
     process.on('SIGTERM', () => process.exit(0));`,
  );
  const windows = (name: string): { app: string; args: string[] }[] =>
    readdirSync(log)
      .filter((file) => file.startsWith(name))
      .map((file) => JSON.parse(readFileSync(join(log, file), 'utf8')));
  return {
    path,
    windows,
    opened: (name: string, count: number) =>
      vi.waitFor(() => expect(windows(name)).toHaveLength(count), { timeout: 20_000, interval: 50 }),
    close: (name: string, code: number) => writeFileSync(join(home, `close-${name}`), `${code}`),
  };
};

describe('npm start', { timeout: 60_000 }, () => {
  it('ends with 2 and one line for a bad flag', async () => {
    const { code, stderr } = await start({}, ['--nonsense']).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });
});

describe.skipIf(process.platform !== 'linux')('npm start without a display', { timeout: 60_000 }, () => {
  it('says that it is headless and why, prints the addresses and a QR code, and stops on a signal', async () => {
    const command = start({});
    const [, url = ''] = await command.match('stderr', /Phones join at +(http:\S+)\n/);
    await command.match('stderr', /^Headless: .*no display/);
    await command.match('stderr', /\/lottery\/admin#setup=/);
    await command.match('stderr', /▄▄▄▄▄▄▄/);
    expect(url).toMatch(/^http:\/\/[\d.]+:\d+\/$/);
    command.child.kill('SIGTERM');
    expect((await command.ended).code).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('npm start with an Electron runtime', { timeout: 60_000 }, () => {
  const runtime = (source: string): Record<string, string> => {
    const dist = freshFolder();
    const name = process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
    mkdirSync(join(dist, name, '..'), { recursive: true });
    script(join(dist, name), source);
    return { ELECTRON_OVERRIDE_DIST_PATH: dist, DISPLAY: ':77' };
  };

  it('starts the desktop app with the same settings, says so, and ends as it ends', async () => {
    const report = join(freshFolder(), 'report');
    const command = start(
      {
        ...runtime(
          `require('node:fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify({ env: process.env, args: process.argv }));
           process.exit(1);`,
        ),
        ELECTRON_RUN_AS_NODE: '1',
      },
      ['--log-level', 'warn'],
    );
    const { code, stderr, stdout } = await command.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Desktop app: /);
    expect(stdout).toBe('');
    const { env, args } = JSON.parse(readFileSync(report, 'utf8'));
    expect(env).toMatchObject({
      LUCKYDRAW_PORT: '0',
      LUCKYDRAW_DATA_DIR: command.dataDir,
      LUCKYDRAW_LOG_LEVEL: 'warn',
    });
    expect(env).not.toHaveProperty('ELECTRON_RUN_AS_NODE');
    expect(existsSync(join(args.at(-1), 'package.json'))).toBe(true);
  });

  it('passes a signal on, and ends with 0', async () => {
    const command = start(
      runtime(`console.log('up'); setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));`),
    );
    await command.match('stdout', /up/);
    command.child.kill('SIGTERM');
    expect((await command.ended).code).toBe(0);
  });

  it('takes a browser instead when the runtime cannot run on this machine', async () => {
    const browser = browserDouble();
    const command = start({ ...runtime(`process.kill(process.pid, 'SIGTRAP')`), CHROME_PATH: browser.path });
    await command.match('stderr', /^Kiosk windows of .*: the Electron runtime does not run .*SIGTRAP/m);
    await browser.opened('projector', 1);
    expect(browser.windows('projector')[0]?.app).toContain('/lottery#ticket=');
  });
});

describe.skipIf(process.platform === 'win32')('npm start with a browser only', { timeout: 60_000 }, () => {
  const kiosk = () => {
    const browser = browserDouble();
    return { ...start({ ...NO_ELECTRON, DISPLAY: ':77', CHROME_PATH: browser.path }), browser };
  };

  it('says so and why, and opens two windows that are logged in, each with a profile of its own', async () => {
    const { match, browser, child, ended, dataDir } = kiosk();
    await match('stderr', /^Kiosk windows of .*browser: ELECTRON_OVERRIDE_DIST_PATH holds no Electron runtime\./m);
    await browser.opened('projector', 1);
    await browser.opened('admin', 1);
    const [projector] = browser.windows('projector');
    const [admin] = browser.windows('admin');
    expect(projector?.app).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/lottery#ticket=[\w-]{20,}$/);
    expect(admin?.app).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/lottery\/admin#ticket=[\w-]{20,}$/);
    const profileOf = (window?: { args: string[] }) => window?.args.find((arg) => arg.startsWith('--user-data-dir='));
    expect(profileOf(projector)).toContain(dataDir);
    expect(profileOf(projector)).not.toBe(profileOf(admin));

    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(readdirSync(join(dataDir, 'browser'))).toEqual([]);
  });

  it('opens a projector window again that was closed or crashed', async () => {
    const { match, browser } = kiosk();
    await browser.opened('projector', 1);
    // Sooner than a hand could close it: tried again after a moment.
    browser.close('projector', 133);
    await browser.opened('projector', 2);
    await aHandNeeds();
    browser.close('projector', 0);
    await match('stderr', /The projector window was closed; it opens again/);
    await browser.opened('projector', 3);
    expect(browser.windows('admin')).toHaveLength(1);
  });

  it('stops the host when the admin window is closed', async () => {
    const { match, browser, ended } = kiosk();
    await browser.opened('admin', 1);
    await aHandNeeds();
    browser.close('admin', 0);
    await match('stderr', /The admin window was closed: the host stops/);
    expect((await ended).code).toBe(0);
  });
});
