import { describe, expect, it } from 'vitest';
import { verifyCouponDraw } from '../../../../src/core/campaigns/couponDraw.ts';
import { hostForTest, upTo, type TestHost } from '../../../support/host.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { campaignWish, couponType, DAY_MS, drawAs, mobileOf, newCampaign, newUser } from './support.ts';

const users = (open: TestHost, count: number): Promise<string[]> =>
  Promise.all(upTo(count).map((nth) => newUser(open, nth)));

describe('drawing a coupon', () => {
  it('wins a coupon or nothing, once a day, and says when to come again', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const campaign = await newCampaign(open);
    const user = await newUser(open, 1);
    const first = await drawAs(open, user, campaign);
    expect(first.status).toBe(201);
    expect(first.data).toMatchObject({ won: true, coupon: { type: 'Coffee' }, day: 2 });
    expect(first.data.coupon?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){2}$/);
    const again = await drawAs(open, user, campaign);
    expect(again.code).toBe('already_drawn_today');
    // Noon in UTC is nine in the evening in Seoul.
    const midnight = new Date(clock.now() + 3 * 60 * 60_000).toISOString();
    expect(again.details).toEqual({ next_draw_at: midnight });
    expect(first.data.next_draw_at).toBe(midnight);
    clock.advance(3 * 60 * 60_000 - 1);
    expect((await drawAs(open, user, campaign)).code).toBe('already_drawn_today');
    clock.advance(1);
    expect((await drawAs(open, user, campaign)).data.day).toBe(3);
  });

  it('is listed with the others a page at a time, the newest first', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const ids: string[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      ids.unshift(await newCampaign(open));
      clock.advance(1);
    }
    const page = async (query: { after?: number; limit?: number }) => {
      const { campaigns, next_after } = (await open.admin('campaigns', { query })).data;
      return [campaigns.map(({ id }) => id), next_after];
    };
    expect(await page({ limit: 2 })).toEqual([ids.slice(0, 2), 2]);
    expect(await page({ after: 2, limit: 2 })).toEqual([ids.slice(2), null]);
    expect(await page({})).toEqual([ids, null]);
  });

  it('gives one coupon to 64 who draw at once where one is left', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const campaign = await newCampaign(open, campaignWish([couponType({ total_quota: 1 })]));
    const answers = await Promise.all((await users(open, 64)).map((user) => drawAs(open, user, campaign)));
    expect(answers.filter(({ data }) => data.won)).toHaveLength(1);
    const { data } = await open.admin('campaigns', {});
    expect(data.campaigns[0]?.coupon_types[0]).toMatchObject({ won: 1, left: 0, left_today: 0 });
    expect(data.campaigns[0]?.draws).toBe(64);
  });

  it('gives one draw to a customer who draws many times in the same instant', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const campaign = await newCampaign(open);
    const user = await newUser(open, 1);
    const answers = await Promise.all(upTo(64).map(() => drawAs(open, user, campaign)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(63);
    const { data } = await open.admin('campaignDraws', { params: { campaign_id: campaign } });
    expect(data.draws).toHaveLength(1);
  });

  it('answers the same to the same Idempotency-Key, in the same instant and after a restart', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const campaign = await newCampaign(open);
    const user = await newUser(open, 1);
    const answers = await Promise.all(upTo(32).map(() => drawAs(open, user, campaign, 'one-press-of-a-button')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const again = await open.reopen();
    expect((await drawAs(again, user, campaign, 'one-press-of-a-button')).text).toBe(answers[0]?.text);
    expect((await drawAs(again, user, campaign, 'another-press-of-it')).code).toBe('already_drawn_today');
    const other = await newUser(again, 2);
    expect((await drawAs(again, other, campaign, 'one-press-of-a-button')).code).toBe('idempotency_key_reused');
  });

  it('wins nothing where the type that was hit has run out, and the others keep their chances', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const campaign = await newCampaign(
      open,
      campaignWish([
        couponType({ name: 'Half', probability: 0.5, total_quota: 1 }),
        couponType({ name: 'Other', probability: 0.5, total_quota: 1_000_000, daily_quota: 1_000_000 }),
      ]),
    );
    const answers = await Promise.all((await users(open, 300)).map((user) => drawAs(open, user, campaign)));
    const of = (type: string): number => answers.filter(({ data }) => data.coupon?.type === type).length;
    expect(of('Half')).toBe(1);
    // 300 tosses of a coin: outside of this once in 10^15.
    expect(of('Other')).toBeGreaterThan(80);
    expect(of('Other')).toBeLessThan(220);
    const { data } = await open.admin('campaignFigures', { params: { campaign_id: campaign } });
    expect(data.coupon_types.map(({ hits, won, expected }) => ({ hits, won, expected }))).toEqual([
      { hits: 300 - of('Other'), won: 1, expected: 150 },
      { hits: of('Other'), won: of('Other'), expected: 150 },
    ]);
    expect(data.days).toEqual([{ day: 2, date: '2026-11-20', draws: 300, won: [1, of('Other')] }]);
  });

  it('brings the daily quota back at midnight, up to the total one, and after a restart', async () => {
    const clock = createManualClock();
    let open = await hostForTest({ clock });
    const campaign = await newCampaign(open, campaignWish([couponType({ daily_quota: 2, total_quota: 5 })]));
    const wins: number[] = [];
    let nth = 0;
    for (let day = 0; day < 4; day += 1) {
      const answers = [];
      for (let draw = 0; draw < 4; draw += 1) {
        if (draw === 2) open = await open.reopen();
        answers.push(await drawAs(open, await newUser(open, (nth += 1)), campaign));
      }
      wins.push(answers.filter(({ data }) => data.won).length);
      clock.advance(DAY_MS);
    }
    expect(wins).toEqual([2, 2, 1, 0]);
  });

  it('refuses who is unknown, and what is not open', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const user = await newUser(open, 1);
    const campaign = await newCampaign(open);
    expect((await drawAs(open, 'nobody', campaign)).code).toBe('user_not_found');
    expect((await drawAs(open, user, 'nowhere')).code).toBe('campaign_not_found');
    await open.admin('updateCampaign', { params: { campaign_id: campaign }, body: { paused: true } });
    expect((await drawAs(open, user, campaign)).code).toBe('campaign_paused');
    await open.admin('updateCampaign', {
      params: { campaign_id: campaign },
      body: { paused: false, starts_at: new Date(clock.now() + 60_000).toISOString() },
    });
    expect((await drawAs(open, user, campaign)).code).toBe('campaign_not_started');
    clock.advance(60_000);
    expect((await drawAs(open, user, campaign)).status).toBe(201);
    clock.advance(1);
    await open.admin('updateCampaign', {
      params: { campaign_id: campaign },
      body: { ends_at: new Date(clock.now()).toISOString() },
    });
    expect((await drawAs(open, await newUser(open, 2), campaign)).code).toBe('campaign_ended');
  });

  it('draws from the chances as they are now, never from those before a change', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const campaign = await newCampaign(open);
    const [first, second, third] = await users(open, 3);
    expect((await drawAs(open, first ?? '', campaign)).data.won).toBe(true);
    const { data } = await open.admin('campaigns', {});
    const type = data.campaigns[0]?.coupon_types[0];
    const change = (probability: number) =>
      open.admin('updateCampaign', {
        params: { campaign_id: campaign },
        body: { coupon_types: [couponType({ probability, ...(type ? { id: type.id } : {}) })] },
      });
    await change(0);
    expect((await drawAs(open, second ?? '', campaign)).data.won).toBe(false);
    await change(1);
    expect((await drawAs(open, third ?? '', campaign)).data.won).toBe(true);
  });

  it('keeps the day where the clock goes back after a restart', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const campaign = await newCampaign(open, campaignWish([couponType({ daily_quota: 1 })]));
    const [first, second] = await users(open, 2);
    expect((await drawAs(open, first ?? '', campaign)).data.won).toBe(true);
    const again = await open.reopen({ clock: createManualClock(clock.now() - DAY_MS / 2) });
    expect((await drawAs(again, first ?? '', campaign)).code).toBe('already_drawn_today');
    expect((await drawAs(again, second ?? '', campaign)).data).toMatchObject({ won: false, day: 2 });
  });
});

describe('customers', () => {
  it('are one for each number, however it is written', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const campaign = await newCampaign(open);
    const ids = [];
    for (const mobile of ['010-1234-5678', '+821012345678', '+82 (0)10 1234 5678', '01012345678']) {
      const created = await open.call('createUser', { body: { mobile } });
      expect(created.status).toBe(201);
      ids.push(created.data.id);
    }
    expect(new Set(ids).size).toBe(1);
    await drawAs(open, ids[0] ?? '', campaign);
    const { data } = await open.admin('campaignDraws', {
      params: { campaign_id: campaign },
      query: { mobile: '010 1234 5678' },
    });
    expect(data.draws.map(({ mobile }) => mobile)).toEqual(['+82 ••••5678']);
    const none = await open.admin('campaignDraws', {
      params: { campaign_id: campaign },
      query: { mobile: mobileOf(7) },
    });
    expect(none.data.draws).toEqual([]);
  });

  it.each(['12', 'hello', '+82', '02-123-4567', '+1 555', '010-1234-5678 ext. 9', '++821012345678'])(
    'have a mobile number, which %s is not',
    async (mobile) => {
      const open = await hostForTest({ clock: createManualClock() });
      expect((await open.call('createUser', { body: { mobile } })).code).toBe('mobile_not_valid');
    },
  );
});

describe('a campaign', () => {
  const later = (days: number): string => new Date(Date.UTC(2026, 10, 20) + days * DAY_MS).toISOString();
  it.each([
    ['probability_out_of_range', campaignWish([couponType({ probability: -0.1 })])],
    ['probability_out_of_range', campaignWish([couponType({ probability: 1.1 })])],
    [
      'probabilities_over_one',
      campaignWish([couponType({ probability: 0.7 }), couponType({ probability: 0.30000000000000004 })]),
    ],
    ['quota_out_of_range', campaignWish([couponType({ total_quota: 0 })])],
    ['quota_out_of_range', campaignWish([couponType({ daily_quota: 1.5 })])],
    ['coupon_types_missing', campaignWish([])],
    ['campaign_ends_before_start', campaignWish(undefined, { starts_at: later(3), ends_at: later(3) })],
    ['campaign_too_long', campaignWish(undefined, { ends_at: later(3_000) })],
    ['time_zone_unknown', campaignWish(undefined, { time_zone: 'Mars/Olympus' })],
    ['time_zone_unknown', campaignWish(undefined, { time_zone: '+09:00' })],
    ['invalid_request', campaignWish(undefined, { starts_at: 'tomorrow' })],
  ] as const)('is refused with %s', async (code, body) => {
    const open = await hostForTest({ clock: createManualClock() });
    expect((await open.admin('createCampaign', { body })).code).toBe(code);
    expect((await open.call('createCampaign', { body })).code).toBe('unauthorized');
  });

  it('takes chances that are one together, tenths included', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const types = upTo(10).map((nth) => couponType({ name: `${nth}`, probability: 0.1 }));
    const { status, data } = await open.admin('createCampaign', { body: campaignWish(types) });
    expect(status).toBe(201);
    expect(data.coupon_types.map(({ probability }) => probability)).toEqual(types.map(() => '0.1'));
  });

  it('cannot be moved in time once somebody has drawn, nor a quota below what was won', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const id = await newCampaign(open);
    await Promise.all((await users(open, 3)).map((user) => drawAs(open, user, id)));
    const change = (body: Parameters<typeof open.admin<'updateCampaign'>>[1]['body']) =>
      open.admin('updateCampaign', { params: { campaign_id: id }, body });
    expect((await change({ time_zone: 'Europe/Berlin' })).code).toBe('campaign_has_draws');
    const type = (await open.admin('campaigns', {})).data.campaigns[0]?.coupon_types[0];
    const types = (total_quota: number) => [couponType({ total_quota, ...(type ? { id: type.id } : {}) })];
    expect((await change({ coupon_types: types(2) })).code).toBe('quota_below_won');
    expect((await change({ coupon_types: types(3) })).data.coupon_types[0]).toMatchObject({ won: 3, left: 0 });
    expect((await change({ coupon_types: [couponType({ id: 'unknown' })] })).code).toBe('coupon_type_not_found');
  });
});

describe('redeeming', () => {
  it('is for staff and organisers, and happens once', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    const campaign = await newCampaign(open);
    const drawn = await drawAs(open, await newUser(open, 1), campaign);
    const code = drawn.data.coupon?.code ?? '';
    expect((await open.call('redeemCoupon', { body: { code } })).code).toBe('unauthorized');
    expect((await open.call('staffLogin', { body: { password: 'table-seven' } })).code).toBe('wrong_password');
    await open.admin('setStaffPassword', { body: { password: 'table-seven' } });
    const { data: staff } = await open.call('staffLogin', { body: { password: 'table-seven' } });
    expect((await open.call('campaigns', { token: staff.token })).code).toBe('unauthorized');
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    expect((await open.call('coupon', { params: { code: typed }, token: staff.token })).data).toMatchObject({
      type: 'Coffee',
      mobile: '+82 ••••0001',
      redeemed_at: null,
    });
    const answers = await Promise.all(
      upTo(16).map(() => open.call('redeemCoupon', { body: { code }, token: staff.token })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 15 }, () => 409)]);
    expect((await open.admin('redeemCoupon', { body: { code } })).code).toBe('already_redeemed');
    expect((await open.admin('redeemCoupon', { body: { code: 'AAAAA-AAAAA-AAAAA' } })).code).toBe('coupon_not_found');
    await open.admin('setStaffPassword', { body: { password: null } });
    expect((await open.call('redeemCoupon', { body: { code }, token: staff.token })).code).toBe('unauthorized');
  });
});

describe('the fairness of a draw', () => {
  it('is proved to its customer when the day is over, and not before', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const campaign = await newCampaign(open);
    const user = await newUser(open, 1);
    const { data: shown } = await open.call('campaign', { params: { campaign_id: campaign } });
    const value = 'ab'.repeat(32);
    const { data: drawn } = await open.call('drawCoupon', { body: { user_id: user, campaign_id: campaign, value } });
    const day = { campaign_id: campaign, day: String(shown.day) };
    expect((await open.call('campaignDay', { params: day })).code).toBe('campaign_day_not_over');
    expect((await open.call('couponDraw', { params: { draw_id: drawn.draw_id } })).data.proof).toBeNull();
    clock.advance(DAY_MS);
    const { data } = await open.call('couponDraw', { params: { draw_id: drawn.draw_id } });
    const kept = { userId: user, campaign, day: shown.day, seal: shown.seal, rules: shown.rules, value };
    expect(verifyCouponDraw(data.proof, kept)).toBeNull();
    expect(verifyCouponDraw(data.proof, { ...kept, value: 'cd'.repeat(32) })).toBe('own');
    expect((await open.call('campaignDay', { params: day })).data.reveal).toBe(data.proof?.reveal);
    // Whose clock goes back now draws on the day that has begun, never on the one whose secret is known.
    const again = await open.reopen({ clock: createManualClock(clock.now() - DAY_MS) });
    expect((await drawAs(again, user, campaign)).data.day).toBe(shown.day + 1);
  });
});

describe('a number that must be proved', () => {
  it('draws after the right code only, and few wrong ones are taken', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const campaign = await newCampaign(open, campaignWish(undefined, { needs_code: true }));
    const user = await newUser(open, 1);
    expect((await drawAs(open, user, campaign)).code).toBe('number_not_verified');
    const sent = await open.call('sendUserCode', { body: { user_id: user } });
    expect(sent.data.mobile).toBe('+82 ••••0001');
    expect((await open.call('sendUserCode', { body: { user_id: user } })).code).toBe('code_sent_just_now');
    expect((await open.call('verifyUser', { body: { user_id: user, code: '12345' } })).code).toBe('invalid_request');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const tried = await open.call('verifyUser', { body: { user_id: 'nobody', code: '000000' } });
      expect(tried.code).toBe('user_not_found');
    }
    expect((await drawAs(open, user, campaign)).code).toBe('number_not_verified');
  });
});

describe('a host without campaigns', () => {
  it('has none of their routes', async () => {
    const open = await hostForTest({ config: { without: ['campaigns'] } });
    const answer = await open.client.raw({ path: '/api/campaign/x' });
    expect(answer.status).toBe(404);
  });
});
