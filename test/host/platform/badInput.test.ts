import fc from 'fast-check';
import type { RouteSpec } from '../../../src/contract/shared/spec.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_STATUS } from '../../../src/contract/errors.ts';
import { PATHS, type RouteName } from '../../../src/contract/paths.ts';
import { ROUTES } from '../../../src/contract/routes.ts';
import { refusalOf, type RawAnswer, type RawRequest } from '../../support/client.ts';
import { openHost, type TestHost } from '../../support/host.ts';
import { exchange, sendAndBreakOff } from '../../support/wire.ts';
import { GOOD } from './goodBodies.ts';

const NAMES = Object.keys(PATHS) as RouteName[];
const specOf = (name: RouteName): RouteSpec => ROUTES[name];
const changes = NAMES.filter((name) => PATHS[name][0] !== 'GET' && specOf(name).upload !== true);
const takingJson = changes.filter((name) => specOf(name).body !== undefined);
const takingNothing = changes.filter((name) => specOf(name).body === undefined);

describe('bad input', () => {
  let open: TestHost;
  beforeAll(async () => {
    open = await openHost({ config: { registrationLimit: 0 } });
    await open.admin('createPrize', { body: { name: 'Car' } });
  });
  afterAll(() => open.close());
  afterEach(async () => {
    expect((await open.call('health', {})).data.status).toBe('ok');
  });

  const pathOf = (name: RouteName, params: Record<string, string> = {}): string =>
    PATHS[name][1].replace(/:(\w+)/g, (_, key: string) => params[key] ?? (key === 'event_id' ? open.eventId : 'x'));
  const send = (name: RouteName, request: Partial<RawRequest> = {}): Promise<RawAnswer> =>
    open.client.raw({
      method: PATHS[name][0],
      path: pathOf(name),
      ...request,
      headers: {
        authorization: `Bearer ${open.adminToken}`,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
    });
  /** A refusal of the closed list, and the caller's fault. */
  const expectRefused = (answer: RawAnswer, what?: string): string => {
    expect(answer.status, `${what ?? ''} ${answer.text.slice(0, 300)}`).toBeGreaterThanOrEqual(400);
    expect(answer.status, `${what ?? ''} ${answer.text.slice(0, 300)}`).toBeLessThan(500);
    return refusalOf(answer).code;
  };

  it('has a good body of every route to begin with', async () => {
    expect(Object.keys(GOOD).sort()).toEqual([...takingJson].sort());
    for (const name of takingJson) {
      const answer = await send(name, { body: JSON.stringify(GOOD[name]).replace('EVENT', open.eventId) });
      if (answer.status >= 400) expect(refusalOf(answer).code, name).not.toBe('invalid_request');
    }
  });

  describe.each(changes)('to %s', (name) => {
    it.each([
      ['cut off', '{"name":'],
      ['nothing but a bracket', '{'],
      ['text', 'name=Car'],
      ['single quotes', "{'name':'Car'}"],
      ['a comma too many', '{"name":"Car",}'],
      ['NaN', '{"rank":NaN}'],
      ['a raw control character', '{"name":"a\u0000b"}'],
      ['a byte order mark', '\ufeff{"name":"Car"'],
      ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe])],
      ['a prototype', '{"__proto__":{"role":"admin"}}'],
      ['a constructor', '{"constructor":{"prototype":{"role":"admin"}}}'],
    ])('%s is no JSON of ours', async (_, body) => {
      expect(['invalid_json', 'invalid_request']).toContain(expectRefused(await send(name, { body })));
    });

    it.each([
      ['a list', '[]'],
      ['a text', '"name"'],
      ['a number', '1'],
      ['true', 'true'],
      ['lists a thousand deep', '['.repeat(1_000) + ']'.repeat(1_000)],
      ['objects ten thousand deep', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ])('%s is no object of its fields', async (_, body) => {
      expect(expectRefused(await send(name, { body }))).toBe('invalid_request');
    });

    it('a body over 64 KB is too large', async () => {
      const body = JSON.stringify({ ...GOOD[name], name: 'x'.repeat(70_000) });
      expect(expectRefused(await send(name, { body }))).toBe('body_too_large');
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'multipart/form-data',
      'nonsense',
      'application/jsonp',
      ';;;',
    ])('a body as %s is refused', async (type) => {
      const body = JSON.stringify(GOOD[name] ?? { x: 1 });
      expectRefused(await send(name, { body, headers: { 'content-type': type } }));
    });

    it('a field that it does not know is refused', async () => {
      const body = JSON.stringify({ ...GOOD[name], surprise: 1 });
      expect(expectRefused(await send(name, { body }))).toBe('invalid_request');
    });
  });

  it.each(takingJson)('%s refuses an empty body', async (name) => {
    expectRefused(await send(name));
    expectRefused(await send(name, { body: '' }));
    expectRefused(await send(name, { body: 'null' }));
  });

  it.each(takingNothing)('%s takes an empty object for nothing', async (name) => {
    const answer = await send(name, { body: '{}', headers: { authorization: 'Bearer nobody' } });
    expect(answer.status).toBe(401);
    // These end the session that the other tests need.
    if (name === 'logout' || name === 'staffLogout') return;
    const { status } = await send(name, { body: '{}', path: pathOf(name, { event_id: 'other' }) });
    // A code for a projector is of no event.
    expect(status).toBe(name === 'makeLoginCode' ? 201 : 404);
  });

  it.each(NAMES.filter((name) => specOf(name).bare !== true))(
    '%s refuses a query that it does not know',
    async (name) => {
      const body = GOOD[name] && JSON.stringify(GOOD[name]);
      const answer = await send(name, { path: `${pathOf(name)}?surprise=1`, ...(body === undefined ? {} : { body }) });
      expect(expectRefused(answer)).toBe('invalid_request');
    },
  );

  /** Values that no field of any route takes, whatever its type. */
  const ABSURD = [
    '1e999',
    '-1e999',
    '1.5',
    '-1',
    '9007199254740992',
    '1e300',
    '-0.5',
    '{}',
    '[]',
    '{"length":1}',
    '[null]',
  ];
  const TEXTS = [
    '""',
    '"\\u0000"',
    '"a\\nb"',
    '"\\u001b[31m"',
    '"\\ud800"',
    '"\\udc00x"',
    '"NaN"',
    '"1"',
    '"-1"',
    '" "',
    '"\\u0085"',
  ];

  it.each(takingJson)('%s refuses absurd values in each of its fields', async (name) => {
    const schema = specOf(name).body as { properties?: object; anyOf?: { properties: object }[] };
    const fields = new Set([
      ...Object.keys(schema.properties ?? {}),
      ...(schema.anyOf ?? []).flatMap(({ properties }) => Object.keys(properties)),
    ]);
    expect(fields.size).toBeGreaterThan(0);
    const texts =
      /^(reset_|registration_open|rank|prize_rank|quantity|count|reserves|number_width|spin_ms|capacity|winners_per_draw)/;
    for (const field of fields) {
      const good = { ...GOOD[name] };
      delete good[field];
      const rest = JSON.stringify(good).slice(1);
      const values = texts.test(field)
        ? [...ABSURD, ...TEXTS]
        : // An empty list is a list: what is wrong with it is the handler's to say.
          ABSURD.filter((value) => !(/^(prize_ids|coupon_types)$/.test(field) && value === '[]'));
      if (field.endsWith('name')) values.push(...TEXTS.filter((text) => !/NaN|1"/.test(text)));
      for (const value of values) {
        const body = `{"${field}":${value}${rest === '}' ? '}' : `,${rest}`}`.replace('EVENT', open.eventId);
        expect(expectRefused(await send(name, { body }), `${field}: ${value}`), `${field}: ${value}`).toBe(
          'invalid_request',
        );
      }
    }
  });

  it('refuses numbers out of range, and says which field is wrong', async () => {
    const tooMuch: [RouteName, Record<string, unknown>][] = [
      ['updateEvent', { spin_ms: 60_001 }],
      ['updateEvent', { spin_ms: -1 }],
      ['updateEvent', { number_width: 0 }],
      ['updateEvent', { number_width: 7 }],
      ['updateEvent', { capacity: 0 }],
      ['updateEvent', { capacity: 1_000_001 }],
      ['updateEvent', { name: 'x'.repeat(81) }],
      ['updateEvent', { wifi_ssid: 'x'.repeat(33) }],
      ['updateEvent', {}],
      ['createPrize', { name: 'Car', quantity: 0 }],
      ['createPrize', { name: 'Car', quantity: 100_001 }],
      ['createPrize', { name: 'Car', rank: 1_000 }],
      ['createPrize', { name: 'x'.repeat(121) }],
      ['createPrize', { name: '\u00a0' }],
      ['draw', { prize_id: 'x', count: 0 }],
      ['draw', { prize_id: 'x', count: 1, reserves: -1 }],
      ['draw', { prize_id: 'x', prize_name: 'Car', prize_rank: 1, count: 1 }],
      ['draw', { prize_name: 'Car', prize_rank: 1 }],
      ['register', { event_id: open.eventId, entropy_commitment: 'AB'.repeat(32) }],
      ['register', { event_id: open.eventId, entropy_commitment: 'ab'.repeat(31) }],
      ['register', { event_id: open.eventId, session_token: 'with space' }],
      ['register', { event_id: open.eventId, session_token: 'x'.repeat(257) }],
      ['register', { event_id: '../x' }],
      ['orderPrizes', { prize_ids: ['x', 'x'] }],
      ['changePassword', { password: 'short' }],
      ['claim', { code: 'x'.repeat(33) }],
      ['claim', { code: "' OR 1=1 --" }],
    ];
    for (const [name, body] of tooMuch) {
      const answer = await send(name, { body: JSON.stringify(body) });
      expect(expectRefused(answer, name), JSON.stringify(body)).toBe('invalid_request');
      expect(refusalOf(answer).details).toHaveProperty('where', expect.stringMatching(/^body/));
    }
  });

  it('refuses absurd pages', async () => {
    for (const query of [
      'after=-1',
      'after=1.5',
      'after=1e999',
      'after=NaN',
      'after=',
      'after=9007199254740993',
      'limit=0',
      'limit=1001',
      'limit=x',
      'limit=1&limit=2',
      'limit[]=1',
      'limit[a]=1',
      '__proto__=1',
      'after=1;DROP',
      '%00=1',
      'after=%ff',
    ]) {
      const answer = await send('participants', { path: `${pathOf('participants')}?${query}` });
      expect(expectRefused(answer, query), query).toBe('invalid_request');
    }
  });

  it('refuses odd ids in paths', async () => {
    const odd = [
      '%00',
      '%2e%2e',
      '..%2f..%2fetc%2fpasswd',
      'a%20b',
      '%',
      '%zz',
      '%ff',
      'x'.repeat(65),
      'x'.repeat(101),
      'x'.repeat(5_000),
      '%F0%9F%8E%81',
      '__proto__',
      'constructor',
      "'%20OR%201=1",
    ];
    for (const id of odd) {
      for (const name of ['proof', 'receipt', 'prizes', 'draws', 'updatePrize'] as const) {
        const params = {
          draw_id: id,
          prize_id: id,
          ...(name === 'prizes' || name === 'draws' ? { event_id: id } : {}),
        };
        const body = PATHS[name][0] === 'GET' ? {} : { body: '{"name":"Car"}' };
        expectRefused(await send(name, { path: pathOf(name, params), ...body }), `${name} ${id}`);
      }
    }
  });

  it('serves nothing but the built files', async () => {
    const paths = [
      '/assets/',
      '/assets/..',
      '/assets/../../package.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/index.html',
      '/assets/..%5c..%5cpackage.json',
      '/p/../../../../etc/passwd',
      '/p/%2e%2e%2findex.html',
      '/p/....//....//etc/passwd',
      '/assets/%00',
      '/p/a%00.js',
      '/assets//etc/passwd',
      '/images/..%2f..%2fpackage.json.webp',
      '/images/.webp',
      '/images/%00.webp',
      '/luckydraw.sqlite3',
      '/.git/config',
      '/src/host/createHost.ts',
      '//etc/passwd',
      '/\\etc\\passwd',
      '/lottery/../../etc/passwd',
      '/swagger-ui/static/../../../package.json',
      '/swagger-ui/static/..%2f..%2fpackage.json',
      '/backups/',
      '/data/luckydraw.sqlite3',
    ];
    for (const path of paths) {
      const answer = await open.client.raw({ path });
      expectRefused(answer, path);
      expect(answer.text).not.toContain('lucky-draw-kiosk');
    }
  });

  it('refuses unknown paths and methods', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])
      for (const path of ['/nowhere', '/api', '/api/luckydraw', '/api/luckydraw/admin', '/api/luckydraw/admin/x/y/z/w'])
        expectRefused(await open.client.raw({ method, path }), `${method} ${path}`);
    for (const method of ['POST', 'PUT', 'DELETE']) expectRefused(await open.client.raw({ method, path: '/lottery' }));
  });

  it('refuses very long addresses and headers', async () => {
    for (const length of [5_000, 15_000, 20_000, 100_000]) {
      expectRefused(await open.client.raw({ path: `/${'x'.repeat(length)}` }), `path ${length}`);
      expectRefused(await open.client.raw({ path: `/api/luckydraw/event?x=${'x'.repeat(length)}` }), `query ${length}`);
    }
    expectRefused(await open.client.raw({ path: '/health', headers: { 'x-long': 'x'.repeat(100_000) } }));
  });

  it.each(['', ' ', 'with space', 'tab\there', 'x'.repeat(256), 'ünï', 'a, b'])(
    'refuses the Idempotency-Key %j',
    async (key) => {
      const answer = await send('createPrize', { body: '{"name":"Car"}', headers: { 'idempotency-key': key } });
      expect(expectRefused(answer)).toBe('invalid_request');
    },
  );

  it('answers raw garbage in its own words', async () => {
    const host = `Host: 127.0.0.1:${open.host.port}\r\n`;
    const garbage = [
      'nonsense\r\n\r\n',
      '\0\0\0\0\r\n\r\n',
      'GET\r\n\r\n',
      `GET / HTTP/9.9\r\n${host}\r\n`,
      `GET / HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`,
      `POST /api/luckydraw/register HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST /api/luckydraw/register HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n`,
      `GET / HTTP/1.1\r\n${host}Bad Header: x\r\n\r\n`,
      `\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003`,
      `GET ${'x'.repeat(200_000)} HTTP/1.1\r\n${host}\r\n`,
    ];
    for (const bytes of garbage) {
      const said = await exchange(open.url, Buffer.from(bytes, 'latin1'));
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(said)?.[1]);
      const text = said.slice(said.indexOf('\r\n\r\n') + 4);
      expect(refusalOf({ status, text }).code, JSON.stringify(bytes.slice(0, 80))).toMatch(
        /^(invalid_request|host_not_allowed)$/,
      );
    }
  });

  it('survives clients that break off in the middle of a body', async () => {
    const head = `POST /api/luckydraw/register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"event_id"`;
    await Promise.all(Array.from({ length: 30 }, () => sendAndBreakOff(open.url, head)));
  });

  it('never answers 5xx, whatever JSON comes', async () => {
    const name = fc.constantFrom(...takingJson);
    const keys = fc.constantFrom(
      'event_id',
      'session_token',
      'name',
      'rank',
      'quantity',
      'count',
      'prize_id',
      'prize_name',
      'prize_rank',
      'spin_ms',
      'prize_ids',
      'code',
      'preferred',
      'reserves',
      'ticket',
    );
    const bodies = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.dictionary(keys, fc.jsonValue()).map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(name, bodies, async (route, body) => {
        // Guessed tickets would be slowed down, which is not the subject here.
        if (['login', 'setUp', 'redeemTicket', 'redeemLoginCode', 'changePassword'].includes(route)) return;
        const answer = await send(route, { body });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) refusalOf(answer);
      }),
      { numRuns: 400 },
    );
  });

  it('knows no refusal that says more than its code list', () => {
    for (const [code, status] of Object.entries(ERROR_STATUS)) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });
});
