import type { campaignAdminPaths, redeemPaths } from '../../../contract/campaigns/paths.ts';
import { writeProbability } from '../../../core/campaigns/probability.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { sliceOf } from '../../platform/listPage.ts';
import type { Handlers } from '../../platform/http/routeCall.ts';
import { readMobile } from './mobile.ts';
import type { Campaigns, CouponTypeWish } from './service.ts';
import type { CampaignRecord, CampaignsStore } from './store.ts';
import { adminCampaign, campaignDraw, campaignFigures, staffCoupon } from './views.ts';

const PAGE = 100;

interface WrittenType {
  id?: string;
  name: string;
  description?: string;
  probability: number | string;
  total_quota: number;
  daily_quota: number;
}

const readType = (type: WrittenType): CouponTypeWish => ({
  id: type.id,
  name: type.name,
  description: type.description ?? '',
  probability: type.probability,
  totalQuota: type.total_quota,
  dailyQuota: type.daily_quota,
});

/** What organisers do with campaigns, and staff with coupons. */
export const createCampaignAdminHandlers = (
  { clock, change }: Pick<Platform, 'clock' | 'change'>,
  store: Pick<CampaignsStore, 'figures' | 'draws'>,
  campaigns: Campaigns,
  origin: () => string,
): Handlers<keyof typeof campaignAdminPaths | keyof typeof redeemPaths> => {
  const view = (campaign: CampaignRecord) => {
    const day = campaigns.dayNow(campaign);
    return adminCampaign(
      { campaign, day, wonToday: ({ wonToday }) => (campaign.openDay === day.day ? wonToday : 0) },
      clock.now(),
      origin(),
    );
  };
  const noSuchCampaign = () => refuse('campaign_not_found', 'There is no such campaign.');

  return {
    createCampaign: (call) =>
      change(call, { queue: 'campaigns', body: call.body }, async (audit) => {
        const { body } = call;
        const created = await campaigns.create(
          {
            name: body.name,
            startsAt: Date.parse(body.starts_at),
            endsAt: Date.parse(body.ends_at),
            timeZone: body.time_zone,
            paused: body.paused ?? false,
            needsCode: body.needs_code ?? false,
            showLeft: body.show_left ?? false,
            types: body.coupon_types.map(readType),
          },
          audit(view),
        );
        return created.ok ? accept({ data: view(created.value) }) : created;
      }),

    campaigns: async ({ query }) => {
      const { items, nextAfter } = sliceOf(campaigns.all(), query.after ?? 0, query.limit ?? PAGE);
      return accept({ data: { campaigns: items.map(view), next_after: nextAfter } });
    },

    updateCampaign: (call) =>
      change(call, { queue: `campaign:${call.params.campaign_id}`, body: call.body }, async (audit) => {
        const { body, params } = call;
        const updated = await campaigns.update(
          params.campaign_id,
          (current) => ({
            name: body.name ?? current.name,
            startsAt: body.starts_at === undefined ? current.startsAt : Date.parse(body.starts_at),
            endsAt: body.ends_at === undefined ? current.endsAt : Date.parse(body.ends_at),
            timeZone: body.time_zone ?? current.timeZone,
            paused: body.paused ?? current.paused,
            needsCode: body.needs_code ?? current.needsCode,
            showLeft: body.show_left ?? current.showLeft,
            types:
              body.coupon_types?.map(readType) ??
              current.types.map((type) => ({ ...type, probability: writeProbability(type.probability) })),
          }),
          audit(view),
        );
        return updated.ok ? accept({ data: view(updated.value) }) : updated;
      }),

    campaignFigures: async ({ params }) => {
      const campaign = campaigns.find(params.campaign_id);
      if (!campaign) return noSuchCampaign();
      return accept({ data: campaignFigures(campaign, await store.figures(campaign.id)) });
    },

    campaignDraws: async ({ params, query }) => {
      const campaign = campaigns.find(params.campaign_id);
      if (!campaign) return noSuchCampaign();
      const mobile = query.mobile === undefined ? null : readMobile(query.mobile);
      if (query.mobile !== undefined && !mobile) return refuse('mobile_not_valid', 'This is not a mobile number.');
      const size = query.limit ?? PAGE;
      const rows = await store.draws(campaign.id, query.after ?? 0, size, mobile?.e164 ?? null);
      return accept({
        data: {
          draws: rows.map(campaignDraw),
          next_after: rows.length === size ? (rows.at(-1)?.number ?? null) : null,
        },
      });
    },

    coupon: async ({ params }) => {
      const found = await campaigns.coupon(params.code);
      return found.ok ? accept({ data: staffCoupon(found.value) }) : found;
    },

    redeemCoupon: (call) =>
      change(call, { queue: 'coupons', body: call.body }, async (audit) => {
        const redeemed = await campaigns.redeem(call.body.code, audit(staffCoupon));
        return redeemed.ok ? accept({ data: staffCoupon(redeemed.value) }) : redeemed;
      }),
  };
};
