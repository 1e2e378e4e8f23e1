import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { call } from '../../../src/renderer/common/api.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A real server that this page comes from: addresses without a host mean it, as in a browser. */
const pageOf = async (answer: RequestListener): Promise<void> => {
  const server = createServer(answer);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const nodeFetch = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => nodeFetch(new URL(path, origin), init));
};

const OFFLINE = { ok: false, refusal: { code: 'offline', message: 'The host does not answer.' } };
const draws = { event_id: 'fair', event_name: 'Fair', draws: [] };

describe('a request of a screen', () => {
  it('gives the answer, and lets the time-out rest then', async () => {
    await pageOf((_, response) => response.end(JSON.stringify({ success: true, data: draws })));
    expect(await call('publicDraws', { timeoutMs: 2_000 })).toEqual({ ok: true, value: draws });
  });

  it('ends when the host never answers, like any lost connection', async () => {
    let asked = 0;
    await pageOf(() => (asked += 1));
    expect(await call('publicDraws', { timeoutMs: 100 })).toEqual(OFFLINE);
    expect(asked).toBe(1);
  });

  it('ends when the host begins to answer and goes silent', async () => {
    await pageOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"success":true,"da');
    });
    expect(await call('publicDraws', { timeoutMs: 100 })).toEqual(OFFLINE);
  });

  it('hangs up on the host when its time is over, so that nothing piles up', async () => {
    const hungUp = new Promise<void>((resolve) => {
      void pageOf((request) => void request.socket.once('close', () => resolve())).then(() =>
        call('publicDraws', { timeoutMs: 100 }),
      );
    });
    await expect(hungUp).resolves.toBeUndefined();
  });

  it('ends after fifteen seconds where it is not told otherwise, and later for a file', async () => {
    const timeouts: (number | undefined)[] = [];
    await pageOf((_, response) => response.end(JSON.stringify({ success: true, data: {} })));
    const setTimer = globalThis.setTimeout;
    vi.stubGlobal('setTimeout', (run: () => void, ms?: number) => {
      // The first timer of a call is its own; Node's client sets others.
      timeouts.push(ms);
      return setTimer(run, ms);
    });
    await call('publicDraws', {});
    expect(timeouts).toContain(15_000);
    const file = new File(['picture'], 'prize.png');
    await call('setPrizeImage', { params: { event_id: 'fair', prize_id: 'p' }, file });
    expect(timeouts).toContain(120_000);
    expect(timeouts.filter((ms) => ms === 15_000)).toHaveLength(1);
  });

  it('tells a refusal of the host from a host that does not answer', async () => {
    const error = { code: 'event_not_found', message: 'There is no such event.' };
    await pageOf((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ success: false, error }));
    });
    expect(await call('publicDraws', {})).toEqual({ ok: false, refusal: error });
  });
});
