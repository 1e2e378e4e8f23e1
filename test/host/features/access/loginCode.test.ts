import { describe, expect, it } from 'vitest';
import { hostForTest, type TestHost } from '../../../support/host.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { connectScreen } from '../../../support/screens.ts';

const redeem = (open: TestHost, code: string) => open.call('redeemLoginCode', { body: { code } });
const make = async (open: TestHost): Promise<string> => {
  const made = await open.call('makeLoginCode', { token: open.adminToken });
  expect(made.status).toBe(201);
  expect(made.data.code).toMatch(/^[0-9]{6}$/);
  return made.data.code;
};
const other = (code: string, by: number): string => String((Number(code) + by) % 1_000_000).padStart(6, '0');

describe('the one-time code for a projector', () => {
  it('logs in once, and the session drives the projector but sets no password by itself', async () => {
    const open = await hostForTest();
    const code = await make(open);
    const answer = await redeem(open, code);
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']?.[0]).toContain('HttpOnly');
    const { token } = answer.data;
    const screen = await connectScreen(open.url, 'display', { token });
    expect((await screen.until(() => true)).control).not.toBeNull();
    const change = await open.call('changePassword', { token, body: { password: 'another password' } });
    expect(change.code).toBe('wrong_password');
    const again = await redeem(open, code);
    expect([again.status, again.code]).toEqual([401, 'code_not_valid']);
    expect(again.headers['set-cookie']).toBeUndefined();
    const { records } = (await open.admin('log', {})).data;
    expect(records.filter(({ action }) => action === 'login_code_made')).toHaveLength(1);
    expect(JSON.stringify(records.map(({ details }) => details))).not.toContain(`"${code}"`);
  });

  it('is good for five minutes, until the next one is made, and not after a restart', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const late = await make(open);
    clock.advance(5 * 60_000);
    expect((await redeem(open, late)).code).toBe('code_not_valid');
    const first = await make(open);
    const second = await make(open);
    if (first !== second) expect((await redeem(open, first)).code).toBe('code_not_valid');
    clock.advance(5 * 60_000 - 1);
    expect((await redeem(open, second)).status).toBe(200);
    const kept = await make(open);
    const reopened = await open.reopen({ clock });
    expect((await redeem(reopened, kept)).code).toBe('code_not_valid');
  });

  it('ends after five wrong ones, from wherever they came, and guessing is slowed down', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock, config: { trustProxy: ['127.0.0.1'] } });
    const from = (address: string, code: string) =>
      open.call('redeemLoginCode', { body: { code }, headers: { 'x-forwarded-for': address } });
    const code = await make(open);
    for (let nth = 1; nth <= 5; nth += 1) {
      expect((await from(`192.168.7.${nth}`, other(code, nth))).code).toBe('code_not_valid');
    }
    expect((await from('192.168.7.6', code)).code).toBe('code_not_valid');

    for (let nth = 1; nth <= 5; nth += 1) await from('192.168.8.1', '000000');
    const next = await make(open);
    const slowed = await from('192.168.8.1', next);
    expect([slowed.status, slowed.code]).toEqual([429, 'too_many_attempts']);
    expect((await from('192.168.8.2', next)).status).toBe(200);
  });

  it('is made by an organiser only, and refuses what is no code', async () => {
    const open = await hostForTest();
    expect((await open.call('makeLoginCode', {})).status).toBe(401);
    for (const code of ['', '12345', '1234567', 'abcdef']) {
      expect((await redeem(open, code)).status, code).toBe(400);
    }
    expect((await redeem(open, '123456')).code).toBe('code_not_valid');
  });
});
