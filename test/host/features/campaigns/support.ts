import type { RouteBody } from '../../../../src/contract/routes.ts';
import type { TestHost } from '../../../support/host.ts';
import { NOON } from '../../../support/manualClock.ts';

export const DAY_MS = 24 * 60 * 60_000;
type Wish = RouteBody<'createCampaign'>;
type TypeWish = Wish['coupon_types'][number] & { readonly id?: string };

export const couponType = (more: Partial<TypeWish> = {}) => ({
  name: 'Coffee',
  probability: 1,
  total_quota: 100,
  daily_quota: 100,
  ...more,
});

/** Ten days around the test clock's noon. */
export const campaignWish = (types: readonly TypeWish[] = [couponType()], more: Partial<Wish> = {}): Wish => ({
  name: 'Summer',
  starts_at: new Date(NOON - DAY_MS).toISOString(),
  ends_at: new Date(NOON + 9 * DAY_MS).toISOString(),
  time_zone: 'Asia/Seoul',
  coupon_types: [...types],
  ...more,
});

export const newCampaign = async (open: TestHost, wish = campaignWish()): Promise<string> =>
  (await open.admin('createCampaign', { body: wish })).data.id;

/** The number of the nth customer. */
export const mobileOf = (nth: number): string => `+8210${String(10_000_000 + nth)}`;

export const newUser = async (open: TestHost, nth: number): Promise<string> =>
  (await open.call('createUser', { body: { mobile: mobileOf(nth) } })).data.id;

export const drawAs = (open: TestHost, userId: string, campaignId: string, key?: string) =>
  open.call('drawCoupon', { body: { user_id: userId, campaign_id: campaignId }, ...(key ? { key } : {}) });
