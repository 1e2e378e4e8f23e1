import { Type } from 'typebox';
import { AscendingPage, Hex32, Id } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Line, Moment, Nullable, OptionalLine } from '../shared/text.ts';
import { CAMPAIGN_LIMITS, ONE_TIME_CODE_DIGITS } from './limits.ts';
import { AdminCampaign, CampaignDraw, CampaignFigures, CouponProof, PublicCampaign, StaffCoupon } from './views.ts';

const CampaignParams = Closed({ campaign_id: Id });
const GivenMoment = Type.String({ format: 'date-time', maxLength: 40 });
const Mobile = Line(CAMPAIGN_LIMITS.mobile);
const Code = Line(CAMPAIGN_LIMITS.couponCode);

/** Read by the rules, which say what is wrong with it. */
const AnyNumber = Type.Number({ maximum: Number.MAX_SAFE_INTEGER });
/** A few more than there may be, which the rules refuse with a code of their own. */
const MAX_TYPES = { maxItems: 100 };

const couponTypeFields = {
  name: Line(CAMPAIGN_LIMITS.couponName),
  description: Type.Optional(OptionalLine(CAMPAIGN_LIMITS.couponDescription)),
  // What they may be is refused with codes of their own, and not by the schema.
  probability: Type.Union([AnyNumber, Type.String({ maxLength: 32 })]),
  total_quota: AnyNumber,
  daily_quota: AnyNumber,
};
const campaignFields = {
  name: Line(CAMPAIGN_LIMITS.name),
  starts_at: GivenMoment,
  ends_at: GivenMoment,
  time_zone: Type.String({ minLength: 1, maxLength: CAMPAIGN_LIMITS.timeZone }),
};
const campaignOptions = {
  /** Numbers are proved by a one-time code before their first draw. */
  needs_code: Type.Optional(Type.Boolean()),
  /** Everybody is told how many coupons are left today. */
  show_left: Type.Optional(Type.Boolean()),
  paused: Type.Optional(Type.Boolean()),
};

const campaignFaults = [
  'time_zone_unknown',
  'campaign_ends_before_start',
  'campaign_too_long',
  'coupon_types_missing',
  'probability_out_of_range',
  'probabilities_over_one',
  'quota_out_of_range',
] as const;

export const campaignsRoutes = defineRoutes({
  createUser: {
    summary:
      'Name a customer by mobile number, international or in the form of `country` (KR); one customer for each number',
    access: 'public',
    body: Closed({
      name: Type.Optional(Line(CAMPAIGN_LIMITS.userName)),
      mobile: Mobile,
      country: Type.Optional(Type.String({ maxLength: 2, pattern: '^[A-Z]{2}$' })),
    }),
    data: Closed({ id: Type.String() }),
    status: [201],
    refusals: ['mobile_not_valid', 'too_many_users'],
  },
  sendUserCode: {
    summary: "Send a one-time code to the customer's number by SMS",
    access: 'public',
    body: Closed({ user_id: Id }),
    idempotent: false,
    data: Closed({ mobile: Type.String(), valid_until: Moment }),
    status: [201],
    refusals: ['user_not_found', 'code_sent_just_now'],
  },
  verifyUser: {
    summary: 'Prove the number with the one-time code',
    access: 'public',
    body: Closed({ user_id: Id, code: Type.String({ pattern: `^[0-9]{${ONE_TIME_CODE_DIGITS}}$` }) }),
    idempotent: false,
    data: Closed({}),
    status: [200],
    refusals: ['user_not_found', 'wrong_code'],
  },
  campaign: {
    summary: 'A campaign as everybody may see it',
    access: 'public',
    params: CampaignParams,
    data: PublicCampaign,
    status: [200],
    refusals: ['campaign_not_found'],
  },
  drawCoupon: {
    summary:
      "Draw, once a day for each campaign. `value`: 32 random bytes of the customer's phone that are mixed in (docs/fairness.md)",
    access: 'public',
    body: Closed({ user_id: Id, campaign_id: Id, value: Type.Optional(Hex32) }),
    data: Closed({
      draw_id: Type.String(),
      won: Type.Boolean(),
      day: Type.Integer(),
      coupon: Type.Optional(Closed({ code: Type.String(), type: Type.String() })),
      /** Null: the campaign ends before. */
      next_draw_at: Nullable(Moment),
    }),
    status: [201],
    refusals: [
      'user_not_found',
      'campaign_not_found',
      'campaign_not_started',
      'campaign_paused',
      'campaign_ended',
      'number_not_verified',
      'already_drawn_today',
    ],
  },
  nextDraw: {
    summary: 'When may this customer draw next?',
    access: 'public',
    query: Closed({ user_id: Id, campaign_id: Id }),
    data: Closed({
      drawn_today: Type.Boolean(),
      verified: Type.Boolean(),
      /** Now, or later; null: never, the campaign is over before. */
      next_draw_at: Nullable(Moment),
    }),
    status: [200],
    refusals: ['user_not_found', 'campaign_not_found'],
  },
  couponDraw: {
    summary: 'An own draw by its id, which only who drew knows: the coupon, and the proof once the day is over',
    access: 'public',
    params: Closed({ draw_id: Id }),
    data: Closed({
      draw_id: Type.String(),
      campaign_id: Type.String(),
      day: Type.Integer(),
      drawn_at: Moment,
      won: Type.Boolean(),
      coupon: Nullable(
        Closed({
          code: Type.String(),
          type: Type.String(),
          description: Type.String(),
          redeemed_at: Nullable(Moment),
        }),
      ),
      proof: Nullable(CouponProof),
    }),
    status: [200],
    refusals: ['coupon_draw_not_found'],
  },
  campaignDay: {
    summary: "The secret of a campaign's day, once it is over",
    access: 'public',
    params: Closed({ campaign_id: Id, day: Type.String({ maxLength: 4, pattern: '^[1-9][0-9]*$' }) }),
    data: Closed({ campaign_id: Type.String(), day: Type.Integer(), date: Type.String(), seal: Hex32, reveal: Hex32 }),
    status: [200],
    refusals: ['campaign_not_found', 'campaign_day_not_over'],
  },

  coupon: {
    summary: 'What a coupon is, before it is redeemed',
    access: 'staff',
    params: Closed({ code: Code }),
    data: StaffCoupon,
    status: [200],
    refusals: ['coupon_not_found'],
  },
  redeemCoupon: {
    summary: 'Redeem a coupon, once',
    access: 'staff',
    body: Closed({ code: Code }),
    data: StaffCoupon,
    status: [200],
    refusals: ['coupon_not_found', 'already_redeemed'],
  },

  createCampaign: {
    summary: 'Create a campaign',
    access: 'admin',
    body: Closed({
      ...campaignFields,
      ...campaignOptions,
      coupon_types: Type.Array(Closed(couponTypeFields), MAX_TYPES),
    }),
    data: AdminCampaign,
    status: [201],
    refusals: ['coupon_type_not_found', ...campaignFaults],
  },
  campaigns: {
    summary: 'All campaigns, newest first, a page at a time. `after`: so many are left out',
    access: 'admin',
    query: AscendingPage,
    data: Closed({ campaigns: Type.Array(AdminCampaign), next_after: Nullable(Count) }),
    status: [200],
    refusals: [],
  },
  updateCampaign: {
    summary: 'Change a campaign. `coupon_types` replaces the list: those without `id` are new, those left out end',
    access: 'admin',
    params: CampaignParams,
    body: Type.Partial(
      Closed({
        ...campaignFields,
        ...campaignOptions,
        coupon_types: Type.Array(Closed({ id: Type.Optional(Id), ...couponTypeFields }), MAX_TYPES),
      }),
      { additionalProperties: false, minProperties: 1 },
    ),
    data: AdminCampaign,
    status: [200],
    refusals: [
      'campaign_not_found',
      'coupon_type_not_found',
      'campaign_has_draws',
      'quota_below_won',
      ...campaignFaults,
    ],
  },
  campaignFigures: {
    summary: 'Draws and wins by day and by type, expected and actual',
    access: 'admin',
    params: CampaignParams,
    data: CampaignFigures,
    status: [200],
    refusals: ['campaign_not_found'],
  },
  campaignDraws: {
    summary: 'The draws of a campaign in their order, numbers masked; `mobile` finds those of one number',
    access: 'admin',
    params: CampaignParams,
    query: Closed({ ...AscendingPage.properties, mobile: Type.Optional(Mobile) }),
    data: Closed({ draws: Type.Array(CampaignDraw), next_after: Nullable(Type.Integer()) }),
    status: [200],
    refusals: ['campaign_not_found', 'mobile_not_valid'],
  },
});
