import { Type, type Static } from 'typebox';
import { Hex32 } from '../shared/fields.ts';
import { Closed, Count, Moment, Nullable } from '../shared/text.ts';
import { CAMPAIGN_LIMITS } from './limits.ts';

export const CampaignStage = Type.Union([
  Type.Literal('not_started'),
  Type.Literal('open'),
  Type.Literal('paused'),
  Type.Literal('ended'),
]);

/** The types' ids and chances, in the order in which they are drawn from: what `rules` is the hash of. */
const CouponRules = Type.Array(Type.Tuple([Type.String(), Type.String()]), { maxItems: CAMPAIGN_LIMITS.couponTypes });

/** A campaign as everybody may see it. */
export const PublicCampaign = Closed({
  id: Type.String(),
  /** Where customers' phones find it: what the booth's QR code holds. */
  url: Type.String(),
  name: Type.String(),
  stage: CampaignStage,
  starts_at: Moment,
  ends_at: Moment,
  time_zone: Type.String(),
  /** Whether a number must be proved by a one-time code before its first draw. */
  needs_code: Type.Boolean(),
  /** The day of draws made now, from 1; its date, and when the next one begins. */
  day: Type.Integer(),
  date: Type.String(),
  next_day_at: Moment,
  seal: Hex32,
  rules: Hex32,
  coupon_types: Type.Array(
    Closed({
      id: Type.String(),
      name: Type.String(),
      description: Type.String(),
      probability: Type.String(),
      /** Null where the organiser does not tell. */
      left_today: Nullable(Count),
    }),
    { maxItems: CAMPAIGN_LIMITS.couponTypes },
  ),
  recent_wins: Type.Array(Closed({ coupon_type: Type.String(), mobile: Type.String(), won_at: Moment }), {
    maxItems: CAMPAIGN_LIMITS.recentWins,
  }),
});
export type PublicCampaign = Static<typeof PublicCampaign>;

export const AdminCouponType = Closed({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  /** Exact, in decimal. */
  probability: Type.String(),
  total_quota: Type.Integer(),
  daily_quota: Type.Integer(),
  won: Count,
  won_today: Count,
  left: Count,
  left_today: Count,
});
export type AdminCouponType = Static<typeof AdminCouponType>;

export const AdminCampaign = Closed({
  id: Type.String(),
  url: Type.String(),
  name: Type.String(),
  stage: CampaignStage,
  starts_at: Moment,
  ends_at: Moment,
  time_zone: Type.String(),
  paused: Type.Boolean(),
  needs_code: Type.Boolean(),
  show_left: Type.Boolean(),
  day: Type.Integer(),
  draws: Count,
  draws_today: Count,
  seal: Hex32,
  coupon_types: Type.Array(AdminCouponType, { maxItems: CAMPAIGN_LIMITS.couponTypes }),
  created_at: Moment,
});
export type AdminCampaign = Static<typeof AdminCampaign>;

export const CampaignFigures = Closed({
  draws: Count,
  days: Type.Array(
    Closed({
      day: Type.Integer(),
      date: Type.String(),
      draws: Count,
      won: Type.Array(Count, { maxItems: CAMPAIGN_LIMITS.figuredTypes }),
    }),
    { maxItems: CAMPAIGN_LIMITS.days },
  ),
  coupon_types: Type.Array(
    Closed({
      id: Type.String(),
      name: Type.String(),
      /** Draws that hit it, wins, and hits to be expected by the rules of each draw. */
      hits: Count,
      won: Count,
      redeemed: Count,
      expected: Type.Number(),
    }),
    { maxItems: CAMPAIGN_LIMITS.figuredTypes },
  ),
});
export type CampaignFigures = Static<typeof CampaignFigures>;

export const CampaignDraw = Closed({
  number: Type.Integer(),
  draw_id: Type.String(),
  day: Type.Integer(),
  drawn_at: Moment,
  mobile: Type.String(),
  won: Type.Boolean(),
  coupon_type: Nullable(Type.String()),
  redeemed_at: Nullable(Moment),
});
export type CampaignDraw = Static<typeof CampaignDraw>;

export const StaffCoupon = Closed({
  code: Type.String(),
  campaign_id: Type.String(),
  campaign: Type.String(),
  type: Type.String(),
  description: Type.String(),
  mobile: Type.String(),
  won_at: Moment,
  redeemed_at: Nullable(Moment),
});
export type StaffCoupon = Static<typeof StaffCoupon>;

export const CouponProof = Closed({
  statement: Closed({
    v: Type.Literal('ld1'),
    campaign: Type.String(),
    day: Type.Integer(),
    customer: Hex32,
    rules: Hex32,
    value: Hex32,
  }),
  rules: CouponRules,
  seal: Hex32,
  reveal: Hex32,
  hit: Nullable(Type.String()),
});
