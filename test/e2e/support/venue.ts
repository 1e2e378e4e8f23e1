/** A whole venue for one test: the real host as a process of its own, and real browser pages on it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';

export const PASSWORD = 'a-password-for-tests';

export interface Listening {
  readonly port: number;
  readonly url: string;
  readonly joinUrl: string;
  readonly eventId: string;
}

export interface VenueHost extends Listening {
  /** `kill -9`: a power cut. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
}

// A test that fails leaves no host behind.
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts `serve` on a data directory; resolves with its `listening` line. */
export const startHost = async (dataDir: string, port = 0, more: readonly string[] = []): Promise<VenueHost> => {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      'src/headless/serve.ts',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--data-dir',
      dataDir,
      '--admin-password',
      PASSWORD,
      ...more,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  if (!child.stdout) throw new Error('no stdout');
  const ended = once(child, 'exit');
  const listening = await new Promise<Listening>((resolve, reject) => {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const entry = JSON.parse(line) as { msg?: string } & Listening;
      if (entry.msg === 'listening') resolve(entry);
    });
    void ended.then(([code]) => reject(new Error(`the host ended with ${code}: ${errors}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };
  return {
    port: listening.port,
    url: listening.url,
    joinUrl: listening.joinUrl,
    eventId: listening.eventId,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
};

export const newDataDir = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'luckydraw-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** The organiser's programs: the admin API with a Bearer token. */
export const adminApi = async (host: Listening) => {
  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${host.url}/api/luckydraw${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as { data?: any; error?: { code: string } } };
  };
  const login = await request('POST', '/admin/login', { password: PASSWORD });
  const authorization = { authorization: `Bearer ${String(login.body.data.token)}` };
  return {
    get: (path: string) => request('GET', `/admin/${host.eventId}${path}`, undefined, authorization),
    send: (method: string, path: string, body?: unknown) =>
      request(method, `/admin/${host.eventId}${path}`, body, authorization),
    public: request,
  };
};

/** An organiser's browser: projector and admin share its cookie. */
export const openOrganiser = async (browser: Browser, host: Listening, locale = 'en-GB'): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale });
  const login = await context.request.post(`${host.url}/api/luckydraw/admin/login`, {
    data: { password: PASSWORD },
  });
  expect(login.status()).toBe(200);
  return context;
};

export const openProjector = async (context: BrowserContext, host: Listening): Promise<Page> => {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${host.url}/lottery`);
  await expect(page.getByTestId('stage')).toBeVisible();
  return page;
};

/** A phone of its own: nothing shared with other phones. */
export const openPhone = async (
  browser: Browser,
  url: string,
  options: { locale?: string; viewport?: { width: number; height: number } } = {},
): Promise<Page> => {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 390, height: 844 },
    locale: options.locale ?? 'en-GB',
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
};

/** The number on a phone, once it has one. */
export const numberOn = async (phone: Page): Promise<number> => {
  await expect(phone.getByTestId('number')).toHaveText(/^\d+$/);
  return Number(await phone.getByTestId('number').textContent());
};
