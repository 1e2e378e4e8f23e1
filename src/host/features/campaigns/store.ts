import type { CouponRule } from '../../../core/campaigns/couponDraw.ts';
import type { AuditedChange, IdempotentReply, KeptReply, OutboxEvent } from '../../platform/storage/auditedChange.ts';

/** Moments are ms since 1970; hashes and secrets hex. */
export interface CouponTypeRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Of 10^18. */
  readonly probability: bigint;
  readonly totalQuota: number;
  readonly dailyQuota: number;
  readonly won: number;
  /** On `openDay`. */
  readonly wonToday: number;
}

export interface CampaignRecord {
  /** Of two records of one campaign, the higher is the later one, while the store is open. */
  readonly revision: number;
  readonly id: string;
  readonly name: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  /** The date of day 1. */
  readonly firstDate: string;
  readonly paused: boolean;
  readonly needsCode: boolean;
  readonly showLeft: boolean;
  readonly seal: string;
  /** Hash of what is drawn from. */
  readonly rules: string;
  /** The last day on which somebody drew, or before which secrets were published: never goes back, whatever the clock does. */
  readonly openDay: number;
  readonly draws: number;
  readonly drawsToday: number;
  readonly createdAt: number;
  /** Those in use, in the order in which they are drawn from. */
  readonly types: readonly CouponTypeRecord[];
}

export type CampaignSettings = Pick<
  CampaignRecord,
  'name' | 'startsAt' | 'endsAt' | 'timeZone' | 'firstDate' | 'paused' | 'needsCode' | 'showLeft'
>;
export type CouponTypeSettings = Omit<CouponTypeRecord, 'won' | 'wonToday'>;

export interface CustomerUser {
  readonly customerId: number;
  readonly verified: boolean;
  readonly mobile: string;
  readonly callingCode: string;
  /** Of the last one-time code; null: none was sent. */
  readonly codeSentAt: number | null;
}

export interface DrawRequest {
  readonly drawId: string;
  readonly campaignId: string;
  readonly userId: string;
  /** What the customer's phone added: 32 bytes. */
  readonly value: string;
  readonly at: number;
  readonly idempotent: IdempotentReply<DrawnCoupon> | null;
}

export interface DrawnCoupon {
  readonly drawId: string;
  readonly campaignId: string;
  readonly customerId: number;
  readonly day: number;
  readonly at: number;
  readonly coupon: { readonly code: string; readonly typeId: string; readonly type: string } | null;
  /** Null: the campaign ends before. */
  readonly nextDrawAt: number | null;
}

/** For whom a coupon was won; for what other systems are told. */
export interface WonCoupon extends DrawnCoupon {
  readonly coupon: NonNullable<DrawnCoupon['coupon']>;
  readonly campaign: string;
  readonly mobile: string;
  readonly callingCode: string;
}

export type DrawOutcome =
  | { readonly kind: 'drawn'; readonly draw: DrawnCoupon }
  | { readonly kind: 'repeated'; readonly kept: KeptReply }
  | {
      readonly kind: 'refused';
      readonly code:
        | 'user_not_found'
        | 'campaign_not_found'
        | 'campaign_not_started'
        | 'campaign_paused'
        | 'campaign_ended'
        | 'number_not_verified';
    }
  | {
      readonly kind: 'drawn_already';
      readonly customerId: number;
      readonly day: number;
      readonly nextDrawAt: number | null;
    };

/** Parts of a draw's making that are the host's: fresh codes (called again while one is taken), and what is told. */
export interface DrawParts {
  readonly couponCode: () => string;
  readonly tell: (won: WonCoupon) => readonly OutboxEvent[];
}

export interface RecentWin {
  readonly type: string;
  readonly mobile: string;
  readonly callingCode: string;
  readonly at: number;
}

export interface CouponRecord {
  readonly code: string;
  readonly campaignId: string;
  readonly campaign: string;
  readonly type: string;
  readonly description: string;
  readonly mobile: string;
  readonly callingCode: string;
  readonly wonAt: number;
  readonly redeemedAt: number | null;
}

export type RedeemOutcome =
  | { readonly kind: 'redeemed'; readonly coupon: CouponRecord }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'already'; readonly coupon: CouponRecord };

/** A draw with everything that its proof needs besides the day's secret. */
export interface StoredDraw {
  readonly drawId: string;
  readonly campaignId: string;
  readonly userId: string;
  readonly day: number;
  readonly at: number;
  readonly value: string;
  readonly rules: readonly CouponRule[];
  readonly hit: string | null;
  readonly coupon: CouponRecord | null;
}

export interface DrawRow {
  readonly number: number;
  readonly drawId: string;
  readonly day: number;
  readonly at: number;
  readonly mobile: string;
  readonly callingCode: string;
  readonly type: string | null;
  readonly redeemedAt: number | null;
}

export interface Figures {
  readonly days: readonly { readonly day: number; readonly draws: number }[];
  readonly types: readonly {
    readonly id: string;
    readonly name: string;
    readonly hits: number;
    readonly won: number;
    readonly redeemed: number;
    readonly days: readonly { readonly day: number; readonly won: number }[];
  }[];
  /** What was drawn from, and how often. */
  readonly rules: readonly { readonly rules: readonly CouponRule[]; readonly draws: number }[];
}

/** Campaigns, their customers, draws and coupons. */
export interface CampaignsStore {
  campaigns(): Promise<CampaignRecord[]>;
  create(
    campaign: CampaignSettings & { readonly id: string; readonly createdAt: number },
    types: readonly CouponTypeSettings[],
    tip: Uint8Array,
    eventId: string,
    change: AuditedChange<CampaignRecord>,
  ): Promise<CampaignRecord>;
  /** `newTip`: begins another chain of secrets, where the days are counted anew; only before the first draw. */
  update(
    id: string,
    settings: CampaignSettings,
    types: readonly CouponTypeSettings[],
    newTip: Uint8Array | null,
    eventId: string,
    change: AuditedChange<CampaignRecord>,
  ): Promise<
    | { readonly kind: 'updated'; readonly campaign: CampaignRecord }
    | { readonly kind: 'has_draws' }
    | { readonly kind: 'quota_below_won'; readonly typeId: string }
  >;

  /** A user of this number: the one that there is while it has proved nothing, else another (`id`). */
  createUser(user: {
    readonly id: string;
    readonly mobile: string;
    readonly callingCode: string;
    readonly name: string;
    readonly at: number;
  }): Promise<{ readonly id: string; readonly user: CustomerUser }>;
  user(id: string): Promise<CustomerUser | null>;
  putCode(userId: string, hash: Uint8Array, at: number, tell: readonly OutboxEvent[]): Promise<void>;
  /** Whether the code is the one sent since `sentAfter`; at most `attempts` may be wrong. */
  tryCode(userId: string, hash: Uint8Array, at: number, sentAfter: number, attempts: number): Promise<boolean>;

  /** All of them under one commit, in their order; the campaigns as they are then. */
  draw(
    requests: readonly DrawRequest[],
    parts: DrawParts,
  ): Promise<{ readonly outcomes: DrawOutcome[]; readonly campaigns: CampaignRecord[] }>;
  /** Who has drawn on a day, by user (all users of the same customer). */
  drawnOn(campaignId: string, day: number): Promise<{ readonly userId: string; readonly customerId: number }[]>;
  recentWins(campaignId: string, limit: number): Promise<RecentWin[]>;
  storedDraw(drawId: string): Promise<StoredDraw | null>;
  /** The secret of a day that is over on `today`: from this commit on, nobody draws on a day before `today`. */
  reveal(
    campaignId: string,
    day: number,
    today: number,
  ): Promise<{ readonly reveal: string; readonly openDay: number }>;

  coupon(code: string): Promise<CouponRecord | null>;
  /** Once. Only a redeeming is logged and kept. */
  redeem(code: string, eventId: string, change: AuditedChange<CouponRecord>): Promise<RedeemOutcome>;

  figures(campaignId: string): Promise<Figures>;
  /** In their order, those after `after`; `mobile`: of this number only. */
  draws(campaignId: string, after: number, limit: number, mobile: string | null): Promise<DrawRow[]>;
}
