/**
 * A phone in an engine that Playwright does not drive as Debian ships it: Firefox by WebDriver BiDi
 * (w3.org/TR/webdriver-bidi), WebKit by WebDriver (w3.org/TR/webdriver2). Only what a phone's test asks of them.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from '@playwright/test';
import { WebSocket } from 'ws';
import type { WebKit } from '../../../scripts/browser.ts';

/** A browser with one page, of a phone's size. */
export interface PhoneEngine {
  open(url: string): Promise<void>;
  /** The JSON value of an expression in the page. Rejects when it throws there. */
  ask(expression: string): Promise<unknown>;
  /** PNG of what the page shows. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

const WIDTH = 390;
const HEIGHT = 844;

/** A started process, ended with all that it started; a test that fails leaves none behind. */
const running = new Set<ChildProcess>();
const killGroup = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
process.once('exit', () => running.forEach(killGroup));

const start = (command: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess => {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
};

const end = async (child: ChildProcess, profile: string): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    killGroup(child);
    await ended;
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
};

/** The first match of a pattern in what a process writes; rejects when it ends before. */
const lineOf = (child: ChildProcess, pattern: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    const seen: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        seen.push(line);
        const match = pattern.exec(line);
        if (match?.[1] !== undefined) resolve(match[1]);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${seen.join('\n')}`)));
  });

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

export const openChromiumPhone = async (browser: Browser): Promise<PhoneEngine> => {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: HEIGHT },
    locale: 'en-GB',
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    ask: (expression) => page.evaluate(expression),
    screenshot: () => page.screenshot(),
    close: () => context.close(),
  };
};

export const openFirefoxPhone = async (firefox: string): Promise<PhoneEngine> => {
  const profile = mkdtempSync(join(tmpdir(), 'luckydraw-firefox-'));
  writeFileSync(join(profile, 'user.js'), 'user_pref("intl.accept_languages", "en-GB,en");\n');
  const child = start(firefox, [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--window-size',
    `${WIDTH},${HEIGHT}`,
    '--remote-debugging-port',
    '0',
  ]);
  const address = await lineOf(child, /WebDriver BiDi listening on (ws:\S+)/);
  const socket = new WebSocket(`${address}/session`, { maxPayload: 2 ** 26 });
  await once(socket, 'open');

  const waiting = new Map<number, { resolve: (result: any) => void; reject: (error: Error) => void }>();
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { id?: number; type: string; result?: unknown; message?: string };
    const asked = waiting.get(message.id ?? -1);
    if (message.id !== undefined) waiting.delete(message.id);
    if (message.type === 'success') asked?.resolve(message.result);
    else asked?.reject(new Error(message.message));
  });
  socket.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has closed the connection'));
  });
  let last = 0;
  const command = (method: string, params: object): Promise<any> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });

  await command('session.new', { capabilities: {} });
  const { contexts } = await command('browsingContext.getTree', {});
  const context = String(contexts[0].context);
  await command('browsingContext.setViewport', { context, viewport: { width: WIDTH, height: HEIGHT } });
  return {
    open: async (url) => void (await command('browsingContext.navigate', { context, url, wait: 'complete' })),
    ask: async (expression) => {
      // As JSON text, since BiDi would answer each value with its type around it.
      const { type, result, exceptionDetails } = await command('script.evaluate', {
        expression: `JSON.stringify([${expression}])`,
        target: { context },
        awaitPromise: false,
      });
      if (type !== 'success') throw new Error(String(exceptionDetails?.text));
      return (JSON.parse(String(result.value)) as unknown[])[0];
    },
    screenshot: async () =>
      Buffer.from(String((await command('browsingContext.captureScreenshot', { context })).data), 'base64'),
    close: async () => {
      socket.close();
      await end(child, profile);
    },
  };
};

export const openWebKitPhone = async ({ driver, browser, display }: WebKit): Promise<PhoneEngine> => {
  const profile = mkdtempSync(join(tmpdir(), 'luckydraw-webkit-'));
  const port = await freePort();
  const child = start(display, ['-a', driver, '--host=127.0.0.1', `--port=${port}`], {
    HOME: profile,
    XDG_DATA_HOME: profile,
    XDG_CACHE_HOME: profile,
    LANG: 'en_GB.UTF-8',
  });
  const url = `http://127.0.0.1:${port}`;
  const send = async (method: string, path: string, body?: object): Promise<any> => {
    const response = await fetch(url + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { value: any };
    if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
    return value;
  };
  // The driver says nothing when it listens.
  const isUp = async (): Promise<boolean> => {
    try {
      return Boolean((await send('GET', '/status')).ready);
    } catch {
      return false;
    }
  };
  const deadline = Date.now() + 20_000;
  while (!(await isUp())) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('WebKitWebDriver did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { sessionId } = await send('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } } },
  });
  const session = `/session/${String(sessionId)}`;
  await send('POST', `${session}/window/rect`, { width: WIDTH, height: HEIGHT });
  return {
    open: async (page) => void (await send('POST', `${session}/url`, { url: page })),
    ask: (expression) => send('POST', `${session}/execute/sync`, { script: `return (${expression});`, args: [] }),
    screenshot: async () => Buffer.from(String(await send('GET', `${session}/screenshot`)), 'base64'),
    close: async () => {
      await send('DELETE', session);
      await end(child, profile);
    },
  };
};
