/** What a campaign may be, and what a draw of a coupon comes to. */
import { accept, refuse, type Result } from '../result.ts';
import { CAMPAIGN_DAYS, type CouponRule } from './couponDraw.ts';
import { dateAt, dayAt, isTimeZone } from './days.ts';
import { CERTAIN, readProbability, writeProbability } from './probability.ts';

export const MAX_COUPON_TYPES = 50;
export const MAX_QUOTA = 1_000_000_000;

/** A coupon type as somebody wants it. */
export interface WantedType {
  readonly name: string;
  readonly probability: number | string;
  readonly totalQuota: number;
  readonly dailyQuota: number;
}

/** Moments are ms since 1970. */
export interface WantedCampaign {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  readonly types: readonly WantedType[];
}

export type CampaignFault =
  | 'time_zone_unknown'
  | 'campaign_ends_before_start'
  | 'campaign_too_long'
  | 'coupon_types_missing'
  | 'probability_out_of_range'
  | 'probabilities_over_one'
  | 'quota_out_of_range';

const isQuota = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= MAX_QUOTA;

/** Whether a campaign can be as it is wanted; answers the exact probabilities, in the order of the types. */
export const checkCampaign = (wanted: WantedCampaign): Result<readonly bigint[], CampaignFault> => {
  if (!isTimeZone(wanted.timeZone)) {
    return refuse('time_zone_unknown', 'There is no such time zone. Use a name such as Asia/Seoul.');
  }
  if (wanted.endsAt <= wanted.startsAt) {
    return refuse('campaign_ends_before_start', 'The campaign must end after it starts.');
  }
  const calendar = { timeZone: wanted.timeZone, firstDate: dateAt(wanted.timeZone, wanted.startsAt) };
  if (dayAt(calendar, wanted.endsAt - 1).day > CAMPAIGN_DAYS) {
    return refuse('campaign_too_long', `A campaign lasts ${CAMPAIGN_DAYS} days at most.`);
  }
  if (wanted.types.length === 0 || wanted.types.length > MAX_COUPON_TYPES) {
    return refuse('coupon_types_missing', `A campaign has 1 to ${MAX_COUPON_TYPES} coupon types.`);
  }
  const exact: bigint[] = [];
  for (const [index, type] of wanted.types.entries()) {
    const probability = readProbability(type.probability);
    if (probability === null) {
      return refuse(
        'probability_out_of_range',
        `The probability of ${type.name} must be from 0 to 1, with 18 decimals at most.`,
        { coupon_type: index },
      );
    }
    if (!isQuota(type.totalQuota) || !isQuota(type.dailyQuota)) {
      return refuse('quota_out_of_range', `The quotas of ${type.name} must be whole numbers from 1.`, {
        coupon_type: index,
      });
    }
    exact.push(probability);
  }
  if (exact.reduce((sum, one) => sum + one, 0n) > CERTAIN) {
    return refuse('probabilities_over_one', 'The probabilities are more than 1 together.');
  }
  return accept(exact);
};

/** What is drawn from, as it stands in the proof of each draw. */
export const rulesOf = (types: readonly { readonly id: string; readonly probability: bigint }[]): CouponRule[] =>
  types.map(({ id, probability }) => [id, writeProbability(probability)] as const);

/** Where a campaign stands now. */
export type CampaignStage = 'not_started' | 'open' | 'paused' | 'ended';

export const stageOf = (
  campaign: { readonly startsAt: number; readonly endsAt: number; readonly paused: boolean },
  at: number,
): CampaignStage => {
  if (at >= campaign.endsAt) return 'ended';
  if (at < campaign.startsAt) return 'not_started';
  return campaign.paused ? 'paused' : 'open';
};

/** How many of a coupon type have been won: ever, and on the day of the draw. */
export interface Won {
  readonly total: number;
  readonly today: number;
}

/** Whether the type that was hit has a coupon left; if not, the customer wins nothing, and no other type instead. */
export const isLeft = (type: { readonly totalQuota: number; readonly dailyQuota: number }, won: Won): boolean =>
  won.total < type.totalQuota && won.today < type.dailyQuota;

/** How many can still be won on this day. */
export const leftToday = (type: { readonly totalQuota: number; readonly dailyQuota: number }, won: Won): number =>
  Math.max(0, Math.min(type.totalQuota - won.total, type.dailyQuota - won.today));
