import { hostname } from 'node:os';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { refusalOf } from '../../support/client.ts';
import { hostForTest, openHost, type TestHost } from '../../support/host.ts';
import { connectScreen, readPublicFeed, refusalOfScreen } from '../../support/screens.ts';
import { exchange, handshake, sendAndBreakOff } from '../../support/wire.ts';

describe('the guard against foreign pages', () => {
  let open: TestHost;
  let port = 0;
  beforeAll(async () => {
    open = await openHost();
    port = open.host.port;
  });
  afterAll(() => open.close());

  const get = (host: string, path = '/health') => open.client.raw({ path, headers: { host } });
  const post = (headers: Record<string, string>) =>
    open.client.raw({
      method: 'POST',
      path: '/api/luckydraw/register',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ event_id: open.eventId }),
    });

  it.each([
    'evil.example',
    'evil.example:8080',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil.local',
    'localhost@evil.example',
    '127.0.0.1@evil',
    '127.0.0.1:80:80',
    '[::1',
    '[zz]',
    'a/b',
  ])('answers 421 to the name %j', async (host) => {
    for (const path of ['/health', '/lottery/admin', '/api/luckydraw/event', '/nowhere']) {
      const answer = await get(host, path);
      expect(answer.status, path).toBe(421);
      expect(refusalOf(answer).code).toBe('host_not_allowed');
    }
  });

  it('answers 421 where the name is empty or missing', async () => {
    for (const head of ['GET /health HTTP/1.1\r\nHost: \r\n', 'GET /health HTTP/1.0\r\n'])
      expect(await exchange(open.url, `${head}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
  });

  it.each([
    '127.0.0.1',
    '127.0.0.1:1234',
    '192.168.1.20:8080',
    '[::1]',
    '[fe80::1]:8080',
    'localhost',
    'LocalHost:8080',
  ])('answers to %s', async (host) => {
    expect((await get(host)).status).toBe(200);
  });

  it("answers to this machine's own names", async () => {
    expect((await get(hostname())).status).toBe(200);
    expect((await get(`${hostname()}.local:8080`)).status).toBe(200);
  });

  it("answers to the public url's name, and takes its pages for its own", async () => {
    const other = await hostForTest({ config: { publicUrl: 'https://draw.example.org' } });
    const own = { host: 'draw.example.org', origin: 'https://draw.example.org' };
    expect((await other.client.raw({ path: '/health', headers: own })).status).toBe(200);
    const register = { method: 'POST', path: '/api/luckydraw/register', body: `{"event_id":"${other.eventId}"}` };
    const headers = { 'content-type': 'application/json' };
    expect((await other.client.raw({ ...register, headers: { ...headers, ...own } })).status).toBe(201);
    const foreign = { ...own, origin: 'https://draw.example.com' };
    expect((await other.client.raw({ ...register, headers: { ...headers, ...foreign } })).status).toBe(403);
  });

  it('takes requests of its own pages and of programs', async () => {
    expect((await post({})).status).toBe(201);
    expect((await post({ origin: `http://127.0.0.1:${port}` })).status).toBe(201);
    expect((await post({ 'sec-fetch-site': 'same-origin', origin: `http://127.0.0.1:${port}` })).status).toBe(201);
    expect((await post({ 'sec-fetch-site': 'none' })).status).toBe(201);
  });

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'nonsense' },
    { origin: '' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'http://127.0.0.1.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ])('refuses a changing request that another site sends: %j', async (headers) => {
    const { data: before } = await open.call('event', {});
    const answer = await post(headers);
    expect(refusalOf(answer).code).toBe('origin_not_allowed');
    expect((await open.call('event', {})).data.count).toBe(before.count);
  });

  it('refuses changing admin requests of another site even with the session cookie', async () => {
    const answer = await open.client.raw({
      method: 'POST',
      path: '/api/luckydraw/admin/logout',
      headers: { cookie: `luckydraw_session=${open.adminToken}`, origin: 'http://evil.example' },
    });
    expect(answer.status).toBe(403);
    expect((await open.admin('session', {})).status).toBe(200);
  });

  // Names that pass for an address and yet are no part of any URL.
  it.each(['127.0.0.1:99999', '[127.0.0.1]', '[127.0.0.1]:80'])(
    'refuses to compare an origin with %s',
    async (host) => {
      const answer = await post({ host, origin: 'http://127.0.0.1' });
      expect([403, 421]).toContain(answer.status);
      expect(refusalOf(answer)).toBeDefined();
      for (const path of ['/api/luckydraw/ws', '/socket.io/?EIO=4&transport=websocket']) {
        const said = await exchange(open.url, handshake(path, { Host: host, Origin: 'http://127.0.0.1' }));
        expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
      }
      expect((await open.call('health', {})).status).toBe(200);
    },
  );

  describe('at WebSocket handshakes', () => {
    const at = () => `127.0.0.1:${port}`;

    it.each(['/api/luckydraw/ws', '/socket.io/?EIO=4&transport=websocket'])(
      'refuses pages of other sites and foreign names at %s',
      async (path) => {
        const foreign: Record<string, string>[] = [
          { Host: at(), Origin: 'http://evil.example' },
          { Host: at(), Origin: 'null' },
          { Host: at(), 'Sec-Fetch-Site': 'cross-site' },
          { Host: 'evil.example' },
        ];
        for (const headers of foreign) {
          expect(await exchange(open.url, handshake(path, headers))).toMatch(/^HTTP\/1\.1 4\d\d /);
        }
      },
    );

    it('takes pages of its own and programs', async () => {
      await connectScreen(open.url, 'audience', { origin: `http://${at()}` });
      await connectScreen(open.url, 'audience');
      await readPublicFeed(open.url);
    });

    it('refuses a page of another site that a browser connects to Socket.IO by polling', async () => {
      const socket = io(open.url, {
        transports: ['polling'],
        reconnection: false,
        extraHeaders: { origin: 'http://evil.example' },
      });
      onTestFinished(() => void socket.close());
      const refused = await new Promise<string>((resolve, reject) => {
        socket.on('connect', () => reject(new Error('connected')));
        socket.on('connect_error', (error) => resolve(error.message));
      });
      expect(refused).toBe('xhr poll error');
    });

    it.each(['/', '/nowhere', '/socket.io', '/socket.ioX', '/api/luckydraw/ws/more', '/lottery'])(
      'hangs up at %s',
      async (path) => {
        expect(await exchange(open.url, handshake(path, { Host: at() }))).toMatch(/^HTTP\/1\.1 4\d\d /);
      },
    );

    it('survives clients that break off in the middle of a handshake', async () => {
      for (const path of ['/nowhere', '/api/luckydraw/ws', '/socket.io/?EIO=4&transport=websocket', '/socket.ioX']) {
        for (const headers of [{ Host: at() }, { Host: 'evil.example' }]) {
          await Promise.all(Array.from({ length: 20 }, () => sendAndBreakOff(open.url, handshake(path, headers))));
        }
      }
      expect((await open.call('health', {})).status).toBe(200);
    });

    it('lets the host stop while somebody holds a connection open and says nothing', async () => {
      const other = await hostForTest();
      const news = await readPublicFeed(other.url);
      // Reads nothing any more, so that it cannot answer the farewell.
      news.socket.pause();
      const before = performance.now();
      await other.close();
      expect(performance.now() - before).toBeLessThan(6_000);
    });
  });

  it('refuses channels that do not exist', async () => {
    for (const channel of ['root', 1, null, {}, ['operator'], '__proto__', 'x'.repeat(1_000)])
      expect(await refusalOfScreen(open.url, { channel })).toBe('unknown_channel');
    for (const key of ['other', 1, null, {}, '../x'])
      expect(await refusalOfScreen(open.url, { channel: 'audience', key })).toBe('unknown_channel');
  });
});

describe('security headers', () => {
  let open: TestHost;
  beforeAll(async () => void (open = await openHost()));
  afterAll(() => open.close());

  it.each([
    '/lottery',
    '/lottery/admin',
    '/lottery/waiting',
    '/',
    '/health',
    '/api/luckydraw/event',
    '/openapi.json',
    '/nowhere',
  ])('are on %s', async (path) => {
    const { headers } = await open.client.raw({ path });
    const csp = String(headers['content-security-policy']);
    expect(csp.split(';')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
      ]),
    );
    expect(csp).not.toContain('unsafe');
    expect(csp).not.toContain('*');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('let pages connect to their own host only', async () => {
    const { headers } = await open.client.raw({ path: '/lottery', headers: { host: 'localhost:1234' } });
    expect(headers['content-security-policy']).toContain(
      "connect-src 'self' ws://localhost:1234 wss://localhost:1234;",
    );
  });

  it('leave no inline script or style in the pages', async () => {
    for (const path of ['/lottery', '/lottery/admin', '/lottery/waiting']) {
      const { text, headers } = await open.client.raw({ path });
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
  });

  it('keep answers of the API out of caches', async () => {
    for (const path of ['/api/luckydraw/event', '/api/luckydraw/admin/session', '/health']) {
      expect((await open.client.raw({ path })).headers['cache-control']).toBe('no-store');
    }
  });
});
