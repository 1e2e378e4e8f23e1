import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PATHS, type RouteName } from '../../../../src/contract/paths.ts';
import { ROUTES } from '../../../../src/contract/routes.ts';
import { refusalOf } from '../../../support/client.ts';
import { hostForTest, upTo, type HostOptions, type TestHost } from '../../../support/host.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { connectScreen, refusalOfScreen } from '../../../support/screens.ts';
import { createTightStorage } from '../../../support/tightStorage.ts';

const PASSWORD = 'correct horse battery';
const HOUR = 60 * 60_000;
const withPassword = (options: HostOptions = {}): Promise<TestHost> =>
  hostForTest({ ...options, config: { adminPassword: PASSWORD, ...options.config } });
const login = (open: TestHost, password = PASSWORD) => open.call('login', { body: { password } });
const isIn = async (open: TestHost, token: string): Promise<boolean> =>
  (await open.call('session', { token })).status === 200;

const adminRoutes = (Object.keys(PATHS) as RouteName[]).filter((name) => ROUTES[name].access === 'admin');

describe('admin routes', () => {
  it('are all those below /admin but the ways in', () => {
    const below = (Object.keys(PATHS) as RouteName[]).filter((name) => PATHS[name][1].includes('/admin/'));
    expect(below.filter((name) => !adminRoutes.includes(name)).sort()).toEqual([
      'entrance',
      'login',
      'redeemLoginCode',
      'redeemTicket',
      'setUp',
    ]);
  });

  it('answer 401 to everybody without a session, before they look at anything else', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const phone = (await open.join(1))[0]?.session_token ?? '';
    const ended = (await open.call('redeemTicket', { body: { ticket: open.host.issueTicket() } })).data.token;
    await open.call('logout', { token: ended });
    const expired = open.adminToken;
    clock.advance(24 * HOUR);
    const ways: Record<string, string>[] = [
      {},
      { authorization: 'Bearer nobody' },
      { authorization: `Bearer ${phone}` },
      { authorization: `Bearer ${expired}` },
      { authorization: `Bearer ${ended}` },
      { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
      { cookie: `luckydraw_session=${expired}` },
      { cookie: 'luckydraw_session=; luckydraw_session=%00' },
      { cookie: `session=${expired}` },
    ];
    for (const name of adminRoutes) {
      const [method, template] = PATHS[name];
      for (const eventId of [open.eventId, 'other']) {
        const path = template.replace(':event_id', eventId).replace(/:\w+/g, 'x');
        for (const headers of ways) {
          for (const body of [undefined, '{not json', '{"unknown":1}']) {
            const sent = body === undefined ? {} : { body };
            const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
            const answer = await open.client.raw({ method, path, headers: { ...headers, ...type }, ...sent });
            expect(refusalOf(answer).code, `${method} ${path} ${JSON.stringify(headers)}`).toBe('unauthorized');
          }
        }
      }
    }
  });
});

describe('the password', () => {
  it('lets in whoever has it, by Bearer and by a cookie that scripts and other sites cannot use', async () => {
    const open = await withPassword();
    const answer = await login(open);
    expect(answer.status).toBe(200);
    const { token } = answer.data;
    expect(token).toMatch(/^[\w-]{43,}$/);
    const cookies = answer.headers['set-cookie'] ?? [];
    expect(cookies).toHaveLength(1);
    const [pair, ...attributes] = (cookies[0] ?? '').split('; ');
    expect(pair).toBe(`luckydraw_session=${token}`);
    expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Strict']));
    // Over plain http a secure cookie would never come back.
    expect(attributes).not.toContain('Secure');
    const headers = { cookie: pair ?? '' };
    expect((await open.call('session', { headers })).data).toMatchObject({ role: 'admin', event_id: open.eventId });
    expect(await isIn(open, token)).toBe(true);
  });

  it('makes the cookie secure behind an https address', async () => {
    const open = await withPassword({ config: { publicUrl: 'https://draw.example.org' } });
    const sent = { body: { password: PASSWORD }, headers: { host: 'draw.example.org' } };
    expect((await open.call('login', sent)).headers['set-cookie']?.[0]).toContain('; Secure');
  });

  it('lets nobody in who has not got it', async () => {
    const open = await withPassword();
    for (const password of ['wrong', PASSWORD.toUpperCase(), `${PASSWORD} `]) {
      const answer = await login(open, password);
      expect(answer.code).toBe('wrong_password');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('may be typed in any composition of its letters', async () => {
    const open = await hostForTest({ config: { adminPassword: '비밀번호열두글자'.normalize('NFC') } });
    expect((await login(open, '비밀번호열두글자'.normalize('NFD'))).status).toBe(200);
  });

  it('slows guessing down, and opens again by itself', async () => {
    const clock = createManualClock();
    const open = await withPassword({ clock });
    for (let guess = 0; guess < 5; guess += 1) expect((await login(open, 'wrong')).code).toBe('wrong_password');
    const waits: number[] = [];
    for (let guess = 0; guess < 3; guess += 1) {
      const slowed = await login(open, 'wrong');
      expect(slowed.code).toBe('too_many_attempts');
      const wait = Number(slowed.headers['retry-after']);
      waits.push(wait);
      // The right password has to wait as well, or it could be told from a wrong one.
      expect((await login(open)).code).toBe('too_many_attempts');
      clock.advance(wait * 1_000);
      expect((await login(open, 'wrong')).code).toBe('wrong_password');
    }
    expect(waits).toEqual([1, 2, 4]);
    clock.advance(60_000);
    expect((await login(open)).status).toBe(200);
    // Whoever got in starts afresh.
    expect((await login(open, 'wrong')).code).toBe('wrong_password');
  });

  it(
    'is asked of the organiser at this machine at once, while a thousand addresses guess',
    { timeout: 90_000 },
    async () => {
      const open = await withPassword({ config: { trustProxy: ['127.0.0.1'] } });
      const from = (address: string, password: string) =>
        open.call('login', { body: { password }, headers: { 'x-forwarded-for': address } });
      // A tablet that was logged in before.
      expect((await from('192.168.7.7', PASSWORD)).status).toBe(200);
      const attack = { on: true, codes: new Set<unknown>(), guesses: 0 };
      const guessOn = async (nth: number): Promise<void> => {
        for (let n = nth; attack.on; n += 20) {
          attack.codes.add((await from(`10.0.${(n >> 8) % 4}.${n % 256}`, 'wrong')).code);
          attack.guesses += 1;
        }
      };
      const guessing = upTo(20).map(guessOn);
      for (let login = 0; login < 3; login += 1) {
        const page = await open.client.raw({ path: '/lottery/admin' });
        expect(page.status).toBe(200);
        expect((await open.call('login', { body: { password: PASSWORD } })).status).toBe(200);
        expect((await from('192.168.7.7', PASSWORD)).status).toBe(200);
        const body = { ticket: open.host.issueTicket() };
        expect((await open.call('redeemTicket', { body })).status).toBe(200);
      }
      attack.on = false;
      await Promise.all(guessing);
      expect([...attack.codes].sort()).toEqual(['too_many_attempts', 'wrong_password']);
      expect(attack.guesses).toBeGreaterThan(50);
    },
  );

  it('is counted by IPv6 network, however its addresses are written', async () => {
    const open = await withPassword({ clock: createManualClock(), config: { trustProxy: ['127.0.0.1'] } });
    const guess = async (address: string) =>
      (await open.call('login', { body: { password: 'wrong' }, headers: { 'x-forwarded-for': address } })).code;
    for (const address of [
      '2001:db8::1',
      '2001:db8:0:0:7::2',
      '2001:db8:0:0:ffff:1:2:3',
      '2001:db8::4:4',
      '2001:0db8::5',
    ])
      expect(await guess(address)).toBe('wrong_password');
    expect(await guess('2001:db8::99')).toBe('too_many_attempts');
    expect(await guess('2001:db8:0:1::1')).toBe('wrong_password');
    expect(await guess('203.0.113.9')).toBe('wrong_password');
  });

  it('is counted by what a proxy says only where that proxy is trusted', async () => {
    const open = await withPassword({ clock: createManualClock() });
    const guess = async (address: string) =>
      (await open.call('login', { body: { password: 'wrong' }, headers: { 'x-forwarded-for': address } })).code;
    for (let n = 1; n <= 5; n += 1) expect(await guess(`203.0.113.${n}`)).toBe('wrong_password');
    expect(await guess('203.0.113.6')).toBe('too_many_attempts');
    // Whoever sits at this machine is somebody else.
    expect((await login(open)).status).toBe(200);
  });

  it('takes no effect where the change could not be stored', async () => {
    const disk = createTightStorage();
    const open = await withPassword({ openStores: disk.openStores });
    const { token } = (await login(open)).data;
    disk.fail();
    const body = { current: PASSWORD, password: 'another password' };
    const failed = await open.call('changePassword', { token, body });
    expect([failed.status, failed.code]).toEqual([507, 'storage_full']);
    disk.mend();
    expect((await login(open, 'another password')).code).toBe('wrong_password');
    expect((await login(open)).status).toBe(200);
    expect((await open.call('changePassword', { token, body })).status).toBe(200);
    expect((await login(open, 'another password')).status).toBe(200);
  });

  it('is checked a few times at once only, however many ask', async () => {
    const open = await withPassword();
    const answers = await Promise.all(Array.from({ length: 30 }, () => login(open, 'wrong')));
    const slowed = answers.filter(({ code }) => code === 'too_many_attempts');
    expect(slowed.length).toBeGreaterThan(20);
    for (const { headers } of slowed) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('when changed ends all other sessions, and their sockets', async () => {
    const open = await withPassword();
    const [mine, other] = [(await login(open)).data.token, (await login(open)).data.token];
    const [myDesk, otherDesk] = [
      await connectScreen(open.url, 'operator', { token: mine }),
      await connectScreen(open.url, 'operator', { token: other }),
    ];
    const otherProjector = await connectScreen(open.url, 'display', { token: other });
    const body = { current: PASSWORD, password: 'another horse' };
    expect((await open.call('changePassword', { token: mine, body: { ...body, current: 'wrong' } })).code).toBe(
      'wrong_password',
    );
    expect((await open.call('changePassword', { token: mine, body: { password: body.password } })).code).toBe(
      'wrong_password',
    );
    expect(await isIn(open, other)).toBe(true);
    expect((await open.call('changePassword', { token: mine, body })).status).toBe(200);
    expect(await isIn(open, mine)).toBe(true);
    expect(await isIn(open, other)).toBe(false);
    await Promise.all([otherDesk.ended, otherProjector.ended]);
    expect(myDesk.socket.connected).toBe(true);
    expect((await login(open)).code).toBe('wrong_password');
    expect((await login(open, 'another horse')).status).toBe(200);
  });

  it('can be set without the old one in the windows of the host itself', async () => {
    const open = await withPassword();
    const { token } = (await open.call('redeemTicket', { body: { ticket: open.host.issueTicket() } })).data;
    expect((await open.call('changePassword', { token, body: { password: 'another horse' } })).status).toBe(200);
    expect((await login(open, 'another horse')).status).toBe(200);
  });

  it('given at a later start changes nothing', async () => {
    const open = await withPassword();
    const again = await open.reopen({ config: { adminPassword: 'something else' } });
    expect((await login(again, 'something else')).code).toBe('wrong_password');
    expect((await login(again)).status).toBe(200);
  });

  it('is nowhere in the data, nor is any token', async () => {
    const open = await withPassword();
    const { token } = (await login(open)).data;
    const phones = await open.join(3);
    const keyed = await open.call('register', { body: { event_id: open.eventId }, key: 'a-key-of-a-phone' });
    await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 }, key: 'a-key-of-the-admin' });
    await open.close();
    const files = readdirSync(open.dataDir).map((file) => readFileSync(join(open.dataDir, file)));
    const all = Buffer.concat(files);
    const secrets = [
      PASSWORD,
      token,
      open.adminToken,
      keyed.data.session_token,
      'a-key-of-a-phone',
      'a-key-of-the-admin',
    ];
    secrets.push(...phones.map(({ session_token }) => session_token));
    for (const secret of secrets) {
      expect(all.includes(secret)).toBe(false);
      expect(all.includes(Buffer.from(secret).toString('base64'))).toBe(false);
      expect(all.includes(Buffer.from(secret).toString('hex'))).toBe(false);
      expect(all.includes(Buffer.from(secret, 'base64url'))).toBe(false);
    }
    // What is searched is where they would be.
    expect(all.includes('admin_password')).toBe(true);
  });
});

describe('the set-up link', () => {
  const tokenOf = (open: TestHost): string => new URL(open.host.setupUrl() ?? '').hash.replace('#setup=', '');

  it('sets the first password, once', async () => {
    const open = await hostForTest();
    const token = tokenOf(open);
    expect((await open.call('setUp', { body: { setup_token: 'guessed', password: PASSWORD } })).code).toBe(
      'link_not_valid',
    );
    const body = { setup_token: token, password: PASSWORD };
    const both = await Promise.all([open.call('setUp', { body }), open.call('setUp', { body })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    const done = both.find(({ status }) => status === 201);
    expect(await isIn(open, done?.data.token ?? '')).toBe(true);
    expect(done?.headers['set-cookie']?.[0]).toContain('HttpOnly');
    expect(open.host.setupUrl()).toBeNull();
    expect((await open.call('setUp', { body })).code).toBe('already_set_up');
    expect((await login(open)).status).toBe(200);
  });

  it('is not spent by a set-up that could not be stored', async () => {
    const disk = createTightStorage();
    const open = await hostForTest({ openStores: disk.openStores });
    const body = { setup_token: tokenOf(open), password: PASSWORD };
    disk.fail();
    expect((await open.call('setUp', { body })).code).toBe('storage_full');
    disk.mend();
    expect(open.host.setupUrl()).not.toBeNull();
    expect((await open.call('setUp', { body })).status).toBe(201);
    expect((await login(open)).status).toBe(200);
  });

  it('is another one at each start, until a password is set', async () => {
    const open = await hostForTest();
    const first = tokenOf(open);
    const again = await open.reopen();
    expect(tokenOf(again)).not.toBe(first);
    expect((await again.call('setUp', { body: { setup_token: first, password: PASSWORD } })).code).toBe(
      'link_not_valid',
    );
    await again.call('setUp', { body: { setup_token: tokenOf(again), password: PASSWORD } });
    expect((await again.reopen()).host.setupUrl()).toBeNull();
  });

  it('is not there where the first password was given', async () => {
    const open = await withPassword();
    expect(open.host.setupUrl()).toBeNull();
    expect((await open.call('setUp', { body: { setup_token: 'x', password: PASSWORD } })).code).toBe('already_set_up');
  });
});

describe('a ticket', () => {
  it('lets a window of the host in, once', async () => {
    const open = await hostForTest();
    const body = { ticket: open.host.issueTicket() };
    const both = await Promise.all([open.call('redeemTicket', { body }), open.call('redeemTicket', { body })]);
    expect(both.map(({ code }) => code).sort()).toEqual(['link_not_valid', null]);
  });

  it('is good for a minute', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const [early, late] = [open.host.issueTicket(), open.host.issueTicket()];
    clock.advance(59_999);
    expect((await open.call('redeemTicket', { body: { ticket: early } })).status).toBe(200);
    clock.advance(1);
    expect((await open.call('redeemTicket', { body: { ticket: late } })).code).toBe('link_not_valid');
  });

  it('is not good for the next start', async () => {
    const open = await hostForTest();
    const ticket = open.host.issueTicket();
    const again = await open.reopen();
    expect((await again.call('redeemTicket', { body: { ticket } })).code).toBe('link_not_valid');
  });
});

describe('a session', () => {
  it('survives a restart', async () => {
    const open = await hostForTest();
    const again = await open.reopen();
    expect(await isIn(again, open.adminToken)).toBe(true);
  });

  it('ends after a day without use', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    clock.advance(24 * HOUR);
    expect(await isIn(open, open.adminToken)).toBe(false);
  });

  it('lasts as long as a screen is connected on it, which keeps its role', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const projector = await connectScreen(open.url, 'display', { token: open.adminToken });
    for (let hour = 0; hour < 72; hour += 8) {
      clock.advance(8 * HOUR);
      // What the clock has set off is done when an answer that was asked for later is here.
      await open.call('health', {});
    }
    await open.join(1);
    clock.advance(1_000);
    await desk.until(({ count }) => count === 1);
    expect((await projector.until(({ count }) => count === 1)).control).not.toBeNull();
    expect(await isIn(open, open.adminToken)).toBe(true);
  });

  it('lasts as long as it is used', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    for (let hour = 0; hour < 72; hour += 8) {
      clock.advance(8 * HOUR);
      expect(await isIn(open, open.adminToken)).toBe(true);
    }
    clock.advance(25 * HOUR);
    expect(await isIn(open, open.adminToken)).toBe(false);
  });

  it('ends at logout at once, also for its sockets', async () => {
    const open = await hostForTest();
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const answer = await open.admin('logout', {});
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^luckydraw_session=;.*Expires=Thu, 01 Jan 1970/);
    expect(await isIn(open, open.adminToken)).toBe(false);
    await desk.ended;
    expect(await refusalOfScreen(open.url, { channel: 'operator', token: open.adminToken })).toBe('unauthorized');
  });
});

describe('sockets', () => {
  it('let nobody operate without a session', async () => {
    const open = await hostForTest();
    const [phone] = await open.join(1);
    for (const token of [undefined, '', 'nobody', phone?.session_token, 1, {}, null])
      expect(await refusalOfScreen(open.url, { channel: 'operator', token })).toBe('unauthorized');
    await connectScreen(open.url, 'operator', { token: open.adminToken });
    await connectScreen(open.url, 'operator', { cookie: `luckydraw_session=${open.adminToken}` });
  });

  it('give a projector without a session no control', async () => {
    const open = await hostForTest();
    expect((await connectScreen(open.url, 'display')).view().control).toBeNull();
    expect((await connectScreen(open.url, 'display', { token: 'nobody' })).view().control).toBeNull();
    expect((await connectScreen(open.url, 'display', { token: open.adminToken })).view().control).not.toBeNull();
  });
});
