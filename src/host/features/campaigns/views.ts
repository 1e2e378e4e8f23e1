import type {
  AdminCampaign,
  CampaignDraw,
  CampaignFigures,
  PublicCampaign,
  StaffCoupon,
} from '../../../contract/campaigns/views.ts';
import { dayOf } from '../../../core/campaigns/days.ts';
import { expectedWins, readProbability, writeProbability } from '../../../core/campaigns/probability.ts';
import { leftToday, stageOf } from '../../../core/campaigns/rules.ts';
import { iso, isoOrNull } from '../../platform/http/routeCall.ts';
import { masked } from './mobile.ts';
import type { CampaignNow } from './service.ts';
import type { CampaignRecord, CouponRecord, DrawRow, Figures } from './store.ts';

/** `at`: now, ms since 1970. `origin`: where phones find the host, with a slash at its end. */
export const publicCampaign = (
  { campaign, day, wonToday, recentWins }: CampaignNow,
  at: number,
  origin: string,
): PublicCampaign => ({
  id: campaign.id,
  url: `${origin}campaign/${campaign.id}`,
  name: campaign.name,
  stage: stageOf(campaign, at),
  starts_at: iso(campaign.startsAt),
  ends_at: iso(campaign.endsAt),
  time_zone: campaign.timeZone,
  needs_code: campaign.needsCode,
  day: day.day,
  date: day.date,
  next_day_at: iso(day.endsAt),
  seal: campaign.seal,
  rules: campaign.rules,
  coupon_types: campaign.types.map((type) => ({
    id: type.id,
    name: type.name,
    description: type.description,
    probability: writeProbability(type.probability),
    left_today: campaign.showLeft ? leftToday(type, { total: type.won, today: wonToday(type) }) : null,
  })),
  recent_wins: recentWins.map((win) => ({ coupon_type: win.type, mobile: masked(win), won_at: iso(win.at) })),
});

export const adminCampaign = (
  { campaign, day, wonToday }: Pick<CampaignNow, 'campaign' | 'day' | 'wonToday'>,
  at: number,
  origin: string,
): AdminCampaign => ({
  id: campaign.id,
  url: `${origin}campaign/${campaign.id}`,
  name: campaign.name,
  stage: stageOf(campaign, at),
  starts_at: iso(campaign.startsAt),
  ends_at: iso(campaign.endsAt),
  time_zone: campaign.timeZone,
  paused: campaign.paused,
  needs_code: campaign.needsCode,
  show_left: campaign.showLeft,
  day: day.day,
  draws: campaign.draws,
  draws_today: campaign.openDay === day.day ? campaign.drawsToday : 0,
  seal: campaign.seal,
  coupon_types: campaign.types.map((type) => ({
    id: type.id,
    name: type.name,
    description: type.description,
    probability: writeProbability(type.probability),
    total_quota: type.totalQuota,
    daily_quota: type.dailyQuota,
    won: type.won,
    won_today: wonToday(type),
    left: type.totalQuota - type.won,
    left_today: leftToday(type, { total: type.won, today: wonToday(type) }),
  })),
  created_at: iso(campaign.createdAt),
});

export const campaignFigures = (campaign: CampaignRecord, figures: Figures): CampaignFigures => ({
  draws: campaign.draws,
  days: figures.days.map(({ day, draws }) => ({
    day,
    date: dayOf(campaign, day).date,
    draws,
    won: figures.types.map((type) => type.days.find((one) => one.day === day)?.won ?? 0),
  })),
  coupon_types: figures.types.map(({ id, name, hits, won, redeemed }) => ({
    id,
    name,
    hits,
    won,
    redeemed,
    expected: expectedWins(
      figures.rules.flatMap(({ rules, draws }) =>
        rules
          .filter(([type]) => type === id)
          .map(([, probability]) => ({ draws, probability: readProbability(probability) ?? 0n })),
      ),
    ),
  })),
});

export const campaignDraw = (row: DrawRow): CampaignDraw => ({
  number: row.number,
  draw_id: row.drawId,
  day: row.day,
  drawn_at: iso(row.at),
  mobile: masked(row),
  won: row.type !== null,
  coupon_type: row.type,
  redeemed_at: isoOrNull(row.redeemedAt),
});

export const staffCoupon = (coupon: CouponRecord): StaffCoupon => ({
  code: coupon.code,
  campaign_id: coupon.campaignId,
  campaign: coupon.campaign,
  type: coupon.type,
  description: coupon.description,
  mobile: masked(coupon),
  won_at: iso(coupon.wonAt),
  redeemed_at: isoOrNull(coupon.redeemedAt),
});
