import { createHash } from 'node:crypto';
import { CAMPAIGN_DAYS, NO_VALUE } from '../../../core/campaigns/couponDraw.ts';
import { couponCode, COUPON_CODE_BYTES, readCouponCode } from '../../../core/campaigns/couponCode.ts';
import { dateAt, dayOf, type CampaignDay } from '../../../core/campaigns/days.ts';
import { checkCampaign, type CampaignFault } from '../../../core/campaigns/rules.ts';
import { CAMPAIGN_LIMITS, ONE_TIME_CODE_DIGITS } from '../../../contract/campaigns/limits.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { createGroupCommit } from '../../platform/groupCommit.ts';
import { newId } from '../../platform/random.ts';
import type { AuditedChange } from '../../platform/storage/auditedChange.ts';
import { createDays, nextDrawAt } from './currentDay.ts';
import { createDrawnToday } from './drawnToday.ts';
import { couponWonEvents, oneTimeCodeEvents } from './messages.ts';
import type { CampaignCounts } from './counts.ts';
import { readMobile } from './mobile.ts';
import type {
  CampaignRecord,
  CampaignSettings,
  CampaignsStore,
  CouponRecord,
  CouponTypeSettings,
  CustomerUser,
  DrawOutcome,
  DrawParts,
  DrawRequest,
  RecentWin,
} from './store.ts';

/** Draws of one commit at most. */
const MAX_DRAWS = 1_000;
const CODE_GOOD_MS = 10 * 60_000;
const CODE_ATTEMPTS = 5;
const CODE_EVERY_MS = 60_000;

/** A coupon type as an organiser wants it; `id`: of one that is there. */
export interface CouponTypeWish {
  readonly id?: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly probability: number | string;
  readonly totalQuota: number;
  readonly dailyQuota: number;
}

/** Moments are ms since 1970. */
export interface CampaignWish {
  readonly name: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  readonly paused: boolean;
  readonly needsCode: boolean;
  readonly showLeft: boolean;
  readonly types: readonly CouponTypeWish[];
}

/** A campaign as it stands now. */
export interface CampaignNow {
  readonly campaign: CampaignRecord;
  readonly day: CampaignDay;
  /** Of the type, on `day`. */
  readonly wonToday: (type: { readonly wonToday: number }) => number;
  readonly recentWins: readonly RecentWin[];
}

const noSuchCampaign = () => refuse('campaign_not_found', 'There is no such campaign.');
const noSuchUser = () => refuse('user_not_found', 'There is no such customer.');

const hashOfCode = (userId: string, code: string): Uint8Array =>
  createHash('sha256').update(`one-time code of ${userId}: ${code}`).digest();

/** The campaigns, as of now. Changes are committed, then kept at hand. */
export const createCampaigns = async (
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  store: CampaignsStore,
  activeEventId: () => string,
) => {
  const days = createDays();
  const drawn = createDrawnToday();
  const known = new Map<string, CampaignRecord>();
  const counts: CampaignCounts = { draws: 0, wins: 0, repeats: 0, redeemed: 0 };
  const wins = new Map<string, readonly RecentWin[]>();

  /** Campaigns of which somebody has won since the recent wins were read. */
  const staleWins = new Set<string>();
  /** Draws and changes are committed in one order, and may be heard of in another. */
  const keep = (campaign: CampaignRecord): void => {
    const current = known.get(campaign.id);
    if (!current || current.revision <= campaign.revision) known.set(campaign.id, campaign);
  };
  /** By the record, which is another one after each change. */
  const dayOfRecord = new WeakMap<CampaignRecord, CampaignDay>();
  const dayNow = (campaign: CampaignRecord): CampaignDay => {
    const now = clock.now();
    const day = dayOfRecord.get(campaign);
    if (day && day.startsAt <= now && now < day.endsAt) return day;
    const today = days.forDraws(campaign, now);
    dayOfRecord.set(campaign, today);
    return today;
  };

  for (const campaign of await store.campaigns()) {
    known.set(campaign.id, campaign);
    wins.set(campaign.id, await store.recentWins(campaign.id, CAMPAIGN_LIMITS.recentWins));
    if (campaign.openDay === 0) continue;
    for (const { userId, customerId } of await store.drawnOn(campaign.id, campaign.openDay)) {
      drawn.knows(userId, customerId);
      drawn.add(campaign.id, campaign.openDay, customerId);
    }
  }

  const parts: DrawParts = {
    couponCode: () => couponCode(random.bytes(COUPON_CODE_BYTES)),
    tell: couponWonEvents,
  };
  const couponDraws = createGroupCommit(async (requests: readonly DrawRequest[]) => {
    const { outcomes, campaigns } = await store.draw(requests, parts);
    const changed = new Set<string>();
    for (const outcome of outcomes) {
      if (outcome.kind !== 'drawn') continue;
      const { draw } = outcome;
      drawn.add(draw.campaignId, draw.day, draw.customerId);
      counts.draws += 1;
      if (!draw.coupon) continue;
      counts.wins += 1;
      changed.add(draw.campaignId);
    }
    for (const campaign of campaigns) keep(campaign);
    for (const id of changed) staleWins.add(id);
    return outcomes;
  }, MAX_DRAWS);
  const knownCustomer = async (userId: string): Promise<CustomerUser | null> => {
    const user = await store.user(userId);
    if (user) drawn.knows(userId, user.customerId);
    return user;
  };

  const check = (
    wish: CampaignWish,
    current: CampaignRecord | null,
  ): Result<
    { readonly settings: CampaignSettings; readonly types: readonly CouponTypeSettings[] },
    CampaignFault | 'coupon_type_not_found'
  > => {
    const checked = checkCampaign(wish);
    if (!checked.ok) return checked;
    const used = new Set<string>();
    const types: CouponTypeSettings[] = [];
    for (const [index, type] of wish.types.entries()) {
      const isThere = type.id === undefined || current?.types.some(({ id }) => id === type.id) === true;
      if (!isThere || (type.id !== undefined && used.has(type.id))) {
        return refuse('coupon_type_not_found', 'The campaign has no such coupon type.', { coupon_type: index });
      }
      const id = type.id ?? newId(random);
      used.add(id);
      types.push({
        id,
        name: type.name,
        description: type.description,
        probability: checked.value[index] ?? 0n,
        totalQuota: type.totalQuota,
        dailyQuota: type.dailyQuota,
      });
    }
    const { types: _, ...settings } = wish;
    return accept({ settings: { ...settings, firstDate: dateAt(wish.timeZone, wish.startsAt) }, types });
  };

  return {
    counts: counts as Readonly<CampaignCounts>,
    all: (): CampaignRecord[] => [...known.values()].sort((one, other) => other.createdAt - one.createdAt),
    find: (id: string): CampaignRecord | null => known.get(id) ?? null,

    now: async (id: string): Promise<Result<CampaignNow, 'campaign_not_found'>> => {
      const campaign = known.get(id);
      if (!campaign) return noSuchCampaign();
      if (staleWins.delete(id)) wins.set(id, await store.recentWins(id, CAMPAIGN_LIMITS.recentWins));
      const day = dayNow(campaign);
      return accept({
        campaign,
        day,
        wonToday: ({ wonToday }) => (campaign.openDay === day.day ? wonToday : 0),
        recentWins: wins.get(id) ?? [],
      });
    },
    dayNow,
    dateOf: (campaign: CampaignRecord, day: number): string => dayOf(campaign, day).date,

    create: async (
      wish: CampaignWish,
      change: AuditedChange<CampaignRecord>,
    ): Promise<Result<CampaignRecord, CampaignFault | 'coupon_type_not_found'>> => {
      const checked = check(wish, null);
      if (!checked.ok) return checked;
      const { settings, types } = checked.value;
      const created = await store.create(
        { ...settings, id: newId(random), createdAt: change.at },
        types,
        random.bytes(32),
        activeEventId(),
        change,
      );
      keep(created);
      return accept(created);
    },

    /** Within the campaign's queue. */
    update: async (
      id: string,
      wishFor: (current: CampaignRecord) => CampaignWish,
      change: AuditedChange<CampaignRecord>,
    ): Promise<
      Result<
        CampaignRecord,
        CampaignFault | 'campaign_not_found' | 'coupon_type_not_found' | 'campaign_has_draws' | 'quota_below_won'
      >
    > => {
      const current = known.get(id);
      if (!current) return noSuchCampaign();
      const checked = check(wishFor(current), current);
      if (!checked.ok) return checked;
      const { settings, types } = checked.value;
      const recounted = settings.startsAt !== current.startsAt || settings.timeZone !== current.timeZone;
      const outcome = await store.update(
        id,
        settings,
        types,
        recounted ? random.bytes(32) : null,
        activeEventId(),
        change,
      );
      if (outcome.kind === 'has_draws') {
        return refuse(
          'campaign_has_draws',
          'Somebody has drawn: the start and the time zone, by which days are counted, stay as they are.',
        );
      }
      if (outcome.kind === 'quota_below_won') {
        return refuse('quota_below_won', 'More than that have been won already.', { coupon_type: outcome.typeId });
      }
      if (recounted) drawn.forget(id);
      keep(outcome.campaign);
      return accept(outcome.campaign);
    },

    createUser: async (
      typed: string,
      country: string | undefined,
      name: string,
    ): Promise<Result<string, 'mobile_not_valid'>> => {
      const mobile = readMobile(typed, country);
      if (!mobile) return refuse('mobile_not_valid', 'This is not a mobile number.');
      const { id, user } = await store.createUser({
        id: newId(random),
        mobile: mobile.e164,
        callingCode: mobile.callingCode,
        name,
        at: clock.now(),
      });
      drawn.knows(id, user.customerId);
      return accept(id);
    },

    sendCode: async (
      userId: string,
    ): Promise<Result<{ user: CustomerUser; validUntil: number }, 'user_not_found' | 'code_sent_just_now'>> => {
      const user = await knownCustomer(userId);
      if (!user) return noSuchUser();
      const at = clock.now();
      if (user.codeSentAt !== null && Math.abs(at - user.codeSentAt) < CODE_EVERY_MS) {
        return refuse('code_sent_just_now', 'A code was sent just now. Wait a minute before you ask for another.');
      }
      // Of 48 bits, so that no digits are likelier than others by more than one in 10^8.
      const number = Buffer.from(random.bytes(6)).readUIntBE(0, 6) % 10 ** ONE_TIME_CODE_DIGITS;
      const code = String(number).padStart(ONE_TIME_CODE_DIGITS, '0');
      await store.putCode(userId, hashOfCode(userId, code), at, oneTimeCodeEvents(user, code, at));
      return accept({ user, validUntil: at + CODE_GOOD_MS });
    },

    verify: async (userId: string, code: string): Promise<Result<void, 'user_not_found' | 'wrong_code'>> => {
      const user = await knownCustomer(userId);
      if (!user) return noSuchUser();
      const at = clock.now();
      const isRight = await store.tryCode(userId, hashOfCode(userId, code), at, at - CODE_GOOD_MS, CODE_ATTEMPTS);
      return isRight
        ? accept(undefined)
        : refuse('wrong_code', 'This code is wrong or has expired. Ask for a new one.');
    },
    user: knownCustomer,

    /** Draws; who has drawn on this day is refused from memory. */
    draw: async (
      request: Pick<DrawRequest, 'userId' | 'campaignId' | 'idempotent'> & { readonly value: string | undefined },
    ): Promise<DrawOutcome> => {
      const campaign = known.get(request.campaignId);
      if (!campaign) return { kind: 'refused', code: 'campaign_not_found' };
      const day = dayNow(campaign);
      // With a key, it may be the same request again: the store knows.
      if (request.idempotent === null && drawn.has(campaign.id, day.day, request.userId)) {
        counts.repeats += 1;
        const customerId = drawn.customerOf(request.userId) ?? 0;
        return { kind: 'drawn_already', customerId, day: day.day, nextDrawAt: nextDrawAt(campaign, day) };
      }
      const outcome = await couponDraws.submit({
        // By time first, so that the index of ids grows at its end: random places would write a page for each draw.
        drawId: `${clock.now().toString(36)}${newId(random)}`,
        campaignId: request.campaignId,
        userId: request.userId,
        value: request.value ?? NO_VALUE,
        at: clock.now(),
        idempotent: request.idempotent,
      });
      if (outcome.kind === 'drawn') drawn.knows(request.userId, outcome.draw.customerId);
      if (outcome.kind === 'drawn_already') {
        counts.repeats += 1;
        drawn.add(campaign.id, outcome.day, outcome.customerId);
        drawn.knows(request.userId, outcome.customerId);
      }
      return outcome;
    },

    hasDrawnToday: (campaign: CampaignRecord, userId: string): boolean =>
      drawn.has(campaign.id, dayNow(campaign).day, userId),

    /** The secret of a day that is over. */
    reveal: async (
      id: string,
      day: number,
    ): Promise<
      Result<{ reveal: string; campaign: CampaignRecord }, 'campaign_not_found' | 'campaign_day_not_over'>
    > => {
      const campaign = known.get(id);
      if (!campaign) return noSuchCampaign();
      const today = dayNow(campaign).day;
      if (day < 1 || day >= today || day > CAMPAIGN_DAYS) {
        return refuse('campaign_day_not_over', 'The secret of a day is told when the day is over.');
      }
      const { reveal, openDay } = await store.reveal(id, day, today);
      const current = known.get(id) ?? campaign;
      if (openDay > current.openDay) {
        // The counters of the day before are not those of this one.
        keep({
          ...current,
          openDay,
          drawsToday: 0,
          types: current.types.map((type) => ({ ...type, wonToday: 0 })),
        });
      }
      return accept({ reveal, campaign });
    },

    coupon: async (typed: string): Promise<Result<CouponRecord, 'coupon_not_found'>> => {
      const coupon = await store.coupon(readCouponCode(typed));
      return coupon ? accept(coupon) : refuse('coupon_not_found', 'There is no coupon with this code.');
    },

    redeem: async (
      typed: string,
      change: AuditedChange<CouponRecord>,
    ): Promise<Result<CouponRecord, 'coupon_not_found' | 'already_redeemed'>> => {
      const outcome = await store.redeem(readCouponCode(typed), activeEventId(), change);
      switch (outcome.kind) {
        case 'unknown':
          return refuse('coupon_not_found', 'There is no coupon with this code.');
        case 'already':
          return refuse('already_redeemed', 'This coupon has been redeemed already.', {
            redeemed_at: new Date(outcome.coupon.redeemedAt ?? 0).toISOString(),
          });
        case 'redeemed':
          counts.redeemed += 1;
          return accept(outcome.coupon);
      }
    },

    close: (): Promise<void> => couponDraws.idle(),
  };
};

export type Campaigns = Awaited<ReturnType<typeof createCampaigns>>;
