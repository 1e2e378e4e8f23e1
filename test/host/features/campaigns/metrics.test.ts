import { expect, it } from 'vitest';
import { hostForTest } from '../../../support/host.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { campaignWish, couponType, DAY_MS, drawAs, newCampaign, newUser } from './support.ts';

it('tells Prometheus what is drawn, won, refused, redeemed and left', async () => {
  const clock = createManualClock();
  const open = await hostForTest({ clock });
  const campaign = await newCampaign(open, campaignWish([couponType({ total_quota: 5, daily_quota: 2 })]));
  const soon = { starts_at: new Date(clock.now() + DAY_MS).toISOString() };
  const other = await newCampaign(open, campaignWish([couponType()], soon));
  const first = await newUser(open, 1);
  const won = await drawAs(open, first, campaign);
  await drawAs(open, await newUser(open, 2), campaign);
  await drawAs(open, await newUser(open, 3), campaign);
  expect((await drawAs(open, first, campaign)).code).toBe('already_drawn_today');
  expect((await drawAs(open, first, campaign, 'another-key-of-this-phone')).code).toBe('already_drawn_today');
  await open.admin('redeemCoupon', { body: { code: won.data.coupon?.code ?? '' } });

  const figures = async () => (await open.client.raw({ path: '/metrics' })).text;
  const now = await figures();
  for (const line of [
    'luckydraw_campaign_draws_total 3',
    'luckydraw_campaign_wins_total 2',
    'luckydraw_campaign_refused_repeats_total 2',
    'luckydraw_coupons_redeemed_total 1',
    'luckydraw_campaigns_running 1',
  ]) {
    expect(now.split('\n')).toContain(line);
  }
  const left = (text: string, name: string) =>
    new RegExp(`^${name}\\{campaign="${campaign}",type="[^"]+",name="Coffee"\\} (\\d+)$`, 'm').exec(text)?.[1];
  expect(left(now, 'luckydraw_coupons_left')).toBe('3');
  expect(left(now, 'luckydraw_coupons_left_today')).toBe('0');
  expect(now).not.toContain(other);
  clock.advance(DAY_MS);
  expect(left(await figures(), 'luckydraw_coupons_left_today')).toBe('2');
});
