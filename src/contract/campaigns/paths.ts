import type { Paths } from '../shared/spec.ts';

/** What a customer's phone and the booth ask. */
export const customerPaths = {
  createUser: ['POST', '/api/user'],
  sendUserCode: ['POST', '/api/user/code'],
  verifyUser: ['POST', '/api/user/verify'],
  campaign: ['GET', '/api/campaign/:campaign_id'],
  drawCoupon: ['POST', '/api/draw'],
  nextDraw: ['GET', '/api/draw'],
  couponDraw: ['GET', '/api/draw/:draw_id'],
  campaignDay: ['GET', '/api/campaign/:campaign_id/days/:day'],
} as const satisfies Paths;

export const redeemPaths = {
  coupon: ['GET', '/api/coupon/:code'],
  redeemCoupon: ['POST', '/api/redeem'],
} as const satisfies Paths;

export const campaignAdminPaths = {
  createCampaign: ['POST', '/api/campaign'],
  campaigns: ['GET', '/api/campaign'],
  updateCampaign: ['PATCH', '/api/campaign/:campaign_id'],
  campaignFigures: ['GET', '/api/campaign/:campaign_id/figures'],
  campaignDraws: ['GET', '/api/campaign/:campaign_id/draws'],
} as const satisfies Paths;

export const campaignsPaths = { ...customerPaths, ...redeemPaths, ...campaignAdminPaths } as const;
