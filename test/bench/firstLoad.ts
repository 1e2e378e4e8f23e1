/** A phone that opens the join page for the first time: what goes over the wire until its number shows. */
import { connect, createServer, type AddressInfo } from 'node:net';
import { launch } from 'chrome-launcher';
import { chromium, devices } from 'playwright';
import { browserLaunch, findBrowser } from '../../scripts/browser.ts';
import { newDataDir, startHost, type RunningHost } from './hostUnderTest.ts';
import { loadLighthouse } from './lighthouse.ts';
import { median } from './numbers.ts';
import type { Measurement } from './report.ts';

/** What comes after the number (nothing, one would hope) is counted too for so long. */
const LINGER_MS = 1_500;

/** A wire that counts what goes over it: every byte of every connection in both directions, headers and sockets too. */
const openWire = async (host: RunningHost) => {
  const counted = { bytes: 0, connections: 0 };
  const wire = createServer((near) => {
    const far = connect({ host: new URL(host.joinUrl).hostname, port: host.port });
    counted.connections += 1;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (part) => (counted.bytes += part.length));
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  const { hostname } = new URL(host.joinUrl);
  await new Promise<void>((resolve) => void wire.listen(0, hostname, resolve));
  // A listening TCP server has an address with a port.
  const { port } = wire.address() as AddressInfo;
  return { counted, origin: `http://${hostname}:${port}`, close: () => wire.close() };
};

const countBytes = async (host: RunningHost): Promise<Measurement[]> => {
  const browser = await chromium.launch(browserLaunch());
  const wire = await openWire(host);
  try {
    const context = await browser.newContext({ ...devices['Pixel 7'], locale: 'ko-KR' });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    // What a browser asks for in a LAN. On this machine's own address it would ask for brotli too.
    await session.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip, deflate' } });
    const asked: string[] = [];
    session.on('Network.requestWillBeSent', ({ request }) => asked.push(`${request.method} ${request.url}`));
    session.on('Network.webSocketCreated', ({ url }) => asked.push(`socket ${url}`));
    const startedAt = performance.now();
    const { pathname, search } = new URL(host.joinUrl);
    await page.goto(`${wire.origin}${pathname}${search}`);
    await page.getByTestId('number').filter({ hasText: /^\d+$/ }).waitFor({ timeout: 20_000 });
    const shownMs = performance.now() - startedAt;
    const shown = { bytes: wire.counted.bytes, requests: asked.length };
    await page.waitForTimeout(LINGER_MS);
    const note = asked.map((line) => line.replace(wire.origin, '').split('?')[0]).join(', ');
    return [
      {
        group: 'First load',
        name: 'bytes both ways until the number shows',
        value: shown.bytes / 1024,
        unit: 'KB',
        target: { of: 'value', is: 'most', limit: 45 },
      },
      {
        group: 'First load',
        name: 'requests until the number shows',
        value: shown.requests,
        unit: '',
        target: { of: 'value', is: 'most', limit: 6 },
        note,
      },
      { group: 'First load', name: 'bytes after that too', value: wire.counted.bytes / 1024, unit: 'KB' },
      { group: 'First load', name: 'requests after that too', value: asked.length, unit: '' },
      { group: 'First load', name: 'number on the screen after', value: shownMs, unit: 'ms' },
    ];
  } finally {
    await browser.close();
    wire.close();
  }
};

const CATEGORIES = ['performance', 'accessibility'] as const;

/** Lighthouse's scores of the phone page, which it judges as a mid-range phone on a slow network would show it. */
const judge = async (
  lighthouse: NonNullable<Awaited<ReturnType<typeof loadLighthouse>>>,
  url: string,
): Promise<Record<(typeof CATEGORIES)[number], number>> => {
  const { executablePath, args = [] } = browserLaunch();
  const chrome = await launch({
    ...(executablePath === undefined ? {} : { chromePath: executablePath }),
    chromeFlags: [...args, '--headless=new'],
    logLevel: 'silent',
  });
  try {
    const result = await lighthouse(url, {
      port: chrome.port,
      output: 'json',
      logLevel: 'silent',
      onlyCategories: [...CATEGORIES],
    });
    const score = (category: (typeof CATEGORIES)[number]): number =>
      Math.round((result?.lhr.categories[category]?.score ?? 0) * 100);
    return { performance: score('performance'), accessibility: score('accessibility') };
  } finally {
    chrome.kill();
  }
};

const scores = async (url: string, rounds: number): Promise<Measurement[]> => {
  const lighthouse = await loadLighthouse();
  if (lighthouse === null) return [];
  const judged: Awaited<ReturnType<typeof judge>>[] = [];
  for (let index = 0; index < rounds; index += 1) judged.push(await judge(lighthouse, url));
  return CATEGORIES.map((category) => {
    const each = judged.map((one) => one[category]);
    return {
      group: 'Lighthouse',
      name: `phone, ${category}, of 100`,
      value: median(each),
      unit: '',
      target: { of: 'value', is: 'least', limit: 95 },
      rounds: each,
    };
  });
};

export const measureFirstLoad = async (size: { rounds: number }): Promise<Measurement[]> => {
  if (findBrowser() === null) {
    console.log('No Chromium, Chrome or Edge is installed: the first load was not measured.');
    return [];
  }
  const data = newDataDir();
  // On all addresses, so that the page comes from one that is no secure context, as in a LAN.
  const host = await startHost(data.path, '0.0.0.0');
  try {
    return [
      ...(await countBytes(host)),
      ...(await scores(`${new URL(host.joinUrl).origin}/lottery/waiting`, size.rounds)),
    ];
  } finally {
    await host.stop();
    data.remove();
  }
};
