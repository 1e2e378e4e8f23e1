/** How long a phone needs to go back through the delay of a draw, and whether its page stays awake meanwhile. */
import { createDiffieHellmanGroup, createDiffieHellman } from 'node:crypto';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { browserLaunch, findBrowser } from '../../scripts/browser.ts';
import type { Announcement } from '../../src/core/fairness/announcement.ts';
import { version } from '../../src/core/fairness/version.ts';
import { delayed, delayHex, rootExponent, type RootPower } from '../../src/core/fairness/delay.ts';
import { delayFault, delayInputOf } from '../../src/core/fairness/draw.ts';
import { finish } from '../../src/core/fairness/slices.ts';
import { median } from './numbers.ts';
import type { Measurement } from './report.ts';

const STEPS = 13_000;
/** A mid-range phone, as Lighthouse sees it. */
const SLOWER = 4;
const SOURCE = join(import.meta.dirname, '../../src/renderer/phone/fairness/checkDelay.ts');

/** By OpenSSL: the draw has to be made before it can be checked. */
const openSslPower = (): RootPower => {
  const group = createDiffieHellman(createDiffieHellmanGroup('modp2').getPrime(), 2);
  group.setPrivateKey(Buffer.from(rootExponent.toString(16).padStart(256, '0'), 'hex'));
  return (x) => {
    const bytes = Buffer.from(x.toString(16).padStart(256, '0'), 'hex');
    return BigInt(`0x${group.computeSecret(bytes).toString('hex')}`);
  };
};

const heldDraw = () => {
  const announcement: Announcement = {
    v: version,
    event: 'bench',
    epoch: 1,
    draw: 1,
    prize: { id: null, name: 'City bike', rank: 1 },
    winners: 1,
    reserves: 0,
    entries: { count: 1, root: 'ab'.repeat(32) },
    entropy: ['spoken'],
    delay: STEPS,
    rule: 'everyone',
    announced_at: '2026-11-20T12:00:00.000Z',
  };
  const reveal = 'cd'.repeat(32);
  const entropy = [{ source: 'spoken', value: 'seven' }] as const;
  const input = delayInputOf({ announcement, chainLink: reveal, entropy });
  const begun = performance.now();
  const result = delayHex(finish(delayed(input, STEPS, openSslPower())));
  return { announcement, reveal, entropy, result, madeMs: performance.now() - begun };
};
type HeldDraw = ReturnType<typeof heldDraw>;

/** The phone's own code, as its browsers get it. */
const bundled = async (): Promise<string> => {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: ['chrome90', 'safari14', 'firefox90'],
      lib: { entry: SOURCE, formats: ['iife'], name: 'delayCheck' },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (output === undefined || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
};

/** What the page of a phone does after a reveal; with the longest time in which it could not have painted, ms. */
const checkInPage = (page: Page, { announcement, reveal, entropy, result }: HeldDraw) =>
  page.evaluate(
    async ([draw, announced]) => {
      // Put there by the bundle.
      const { delayCheck } = globalThis as unknown as {
        delayCheck: { checkDelay(draw: unknown, announced: unknown, isWanted: () => boolean): Promise<boolean | null> };
      };
      let last = performance.now();
      let longest = 0;
      let done = false;
      const tick = (): void => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
        if (!done) setTimeout(tick);
      };
      tick();
      const begun = performance.now();
      const holds = await delayCheck.checkDelay(draw, announced, () => true);
      const tookMs = performance.now() - begun;
      done = true;
      return { holds, tookMs, longestMs: longest };
    },
    [{ delay_result: result, reveal, entropy: [...entropy] }, announcement] as const,
  );

export const measureDelayCheck = async (size: { rounds: number }): Promise<Measurement[]> => {
  const draw = heldDraw();
  const { announcement, reveal: chainLink, entropy, result, madeMs } = draw;
  const inNode = Array.from({ length: size.rounds }, () => {
    const begun = performance.now();
    if (finish(delayFault({ announcement, chainLink, entropy }, result)) !== null)
      throw new Error('the delay is wrong');
    return performance.now() - begun;
  });
  const group = 'Delay';
  const lines: Measurement[] = [
    { group, name: `${STEPS} steps made, by OpenSSL`, value: madeMs, unit: 'ms' },
    { group, name: `${STEPS} steps checked, Node`, value: median(inNode), unit: 'ms', rounds: inNode },
  ];
  if (findBrowser() === null) {
    console.log('No Chromium, Chrome or Edge is installed: the check of the delay was not measured in a page.');
    return lines;
  }
  const code = await bundled();
  const browser = await chromium.launch(browserLaunch());
  try {
    for (const rate of [1, SLOWER]) {
      const page = await browser.newPage();
      await page.addScriptTag({ content: code });
      await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
      const checks: Awaited<ReturnType<typeof checkInPage>>[] = [];
      for (let round = 0; round < size.rounds; round += 1) checks.push(await checkInPage(page, draw));
      if (checks.some(({ holds }) => holds !== true)) throw new Error('the delay does not hold in a page');
      const where = rate === 1 ? 'Chromium' : `Chromium, ${rate} times slower`;
      const took = checks.map(({ tookMs }) => tookMs);
      lines.push({
        group,
        name: `${STEPS} steps checked, ${where}`,
        value: median(took),
        unit: 'ms',
        ...(rate > 1 && { target: { of: 'value', is: 'most', limit: 500 } as const }),
        rounds: took,
      });
      lines.push({
        group,
        name: `longest pause of the page meanwhile, ${where}`,
        value: median(checks.map(({ longestMs }) => longestMs)),
        unit: 'ms',
      });
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return lines;
};
