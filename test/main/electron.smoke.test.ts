/** The real desktop app in the real Electron runtime, where there is one and a display to show it. */
import { mkdtempSync, existsSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const findRuntime = (): string | null => {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const note = 'node_modules/electron/path.txt';
  const name = existsSync(note)
    ? readFileSync(note, 'utf8')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';
  const path = join(override ?? 'node_modules/electron/dist', name);
  return existsSync(path) ? path : null;
};

const runtime = findRuntime();
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const why = runtime === null ? 'no Electron runtime is here' : hasDisplay ? null : 'there is no display';
// Written past the test runner, which keeps what a passing file prints to itself.
if (why !== null) writeSync(2, `SKIPPED: the desktop app in the real Electron runtime, for ${why}.\n`);

describe.skipIf(why !== null)('the desktop app in Electron', { timeout: 60_000 }, () => {
  const profile = mkdtempSync(join(tmpdir(), 'electron-'));
  let app: ElectronApplication;

  const pageAt = (path: string): Promise<Page> =>
    vi.waitFor(
      () => {
        const page = app.windows().find((candidate) => new URL(candidate.url()).pathname === path);
        if (page === undefined) throw new Error(`no window at ${path}`);
        return page;
      },
      { timeout: 30_000, interval: 100 },
    );

  beforeAll(async () => {
    const root = process.platform === 'linux' && process.getuid?.() === 0;
    app = await _electron.launch({
      executablePath: runtime ?? '',
      args: [...(root ? ['--no-sandbox'] : []), `--user-data-dir=${profile}`, '.'],
      env: {
        ...Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ''])),
        LUCKYDRAW_PORT: '0',
        LUCKYDRAW_DATA_DIR: join(profile, 'data'),
      },
    });
  }, 120_000);

  afterAll(async () => {
    await app.evaluate(({ app: running }) => running.exit(0)).catch(() => undefined);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('opens the projector and an admin window that is logged in, with the bridge and without Node', async () => {
    const projector = await pageAt('/lottery');
    const admin = await pageAt('/lottery/admin');
    await vi.waitFor(
      async () => {
        const status = await admin.evaluate(async () => (await fetch('/api/luckydraw/admin/session')).status);
        expect(status).toBe(200);
      },
      { timeout: 15_000, interval: 200 },
    );
    for (const page of [projector, admin]) {
      expect(await page.evaluate(() => typeof globalThis.luckyDrawBridge?.displays)).toBe('function');
      expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false);
    }
    const displays = await admin.evaluate(() => globalThis.luckyDrawBridge?.displays());
    expect(displays?.filter(({ primary }) => primary)).toHaveLength(1);
  });

  it('stays on its origin and opens no windows', async () => {
    const admin = await pageAt('/lottery/admin');
    const before = admin.url();
    await admin.evaluate(() => {
      window.open('https://example.org/');
      location.href = 'https://example.org/';
    });
    expect(await admin.evaluate(() => document.readyState)).toBe('complete');
    expect(admin.url()).toBe(before);
    expect(app.windows()).toHaveLength(2);
  });

  it('loads a crashed projector again', async () => {
    const projector = await pageAt('/lottery');
    const loaded = projector.waitForEvent('load', { timeout: 30_000 });
    await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find(
        ({ webContents }) => new URL(webContents.getURL()).pathname === '/lottery',
      );
      window?.webContents.forcefullyCrashRenderer();
    });
    await loaded;
    expect(new URL(projector.url()).pathname).toBe('/lottery');
  });
});
