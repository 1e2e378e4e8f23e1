/** The rows of the campaigns' tables, and the records that the port makes of them. */
import { distributionOf, type CouponRule, type Distribution } from '../../../core/campaigns/couponDraw.ts';
import { readProbability } from '../../../core/campaigns/probability.ts';
import type { Sql } from '../../platform/storage/sqlite/kernel.ts';
import type { CampaignRecord, CouponRecord, CouponTypeRecord } from './store.ts';

export interface CampaignRow {
  id: string;
  name: string;
  starts_at: number;
  ends_at: number;
  time_zone: string;
  first_date: string;
  paused: number;
  needs_code: number;
  show_left: number;
  tip: Buffer;
  seal: Buffer;
  open_day: number;
  rules_id: number;
  draws: number;
  created_at: number;
}

interface TypeRow {
  id: string;
  name: string;
  description: string;
  probability: string;
  total_quota: number;
  daily_quota: number;
  won: number;
  won_today: number;
}

interface CouponRow {
  code: string;
  campaign_id: string;
  campaign: string;
  type: string;
  description: string;
  mobile: string;
  calling_code: string;
  won_at: number;
  redeemed_at: number | null;
}

export const COUPON_QUERY = `SELECT c.code, c.campaign_id, p.name AS campaign, t.name AS type, t.description, o.mobile,
  o.calling_code, c.won_at, c.redeemed_at
  FROM coupons c JOIN coupon_types t ON t.id = c.type_id JOIN campaigns p ON p.id = c.campaign_id
  JOIN campaign_draws d ON d.number = c.draw_number JOIN campaign_customers o ON o.id = d.customer_id`;

export const toCoupon = (row: CouponRow): CouponRecord => ({
  code: row.code,
  campaignId: row.campaign_id,
  campaign: row.campaign,
  type: row.type,
  description: row.description,
  mobile: row.mobile,
  callingCode: row.calling_code,
  wonAt: row.won_at,
  redeemedAt: row.redeemed_at,
});

/** What one coupon query found. */
export const couponBy = (sql: Sql, column: 'c.code' | 'c.draw_number', value: string | number): CouponRecord | null => {
  const row = sql<CouponRow>(`${COUPON_QUERY} WHERE ${column} = ?`).get(value);
  return row ? toCoupon(row) : null;
};

/** Reads of campaigns, within a read or a transaction. */
export const createCampaignReader = (sql: Sql) => {
  /** What was worked out of rules, by their text: no change, and no change that was undone, makes it stale. */
  const rules = new Map<string, { readonly rules: readonly CouponRule[]; readonly distribution: Distribution }>();
  const MAX_RULES = 500;

  const rulesOf = (id: number) => {
    const row = sql<{ rules: string }>('SELECT rules FROM campaign_rules WHERE id = ?').get(id);
    if (!row) throw new Error(`no such rules: ${id}`);
    const known = rules.get(row.rules);
    if (known) return known;
    const read = JSON.parse(row.rules) as CouponRule[];
    const made = { rules: read, distribution: distributionOf(read) };
    if (rules.size >= MAX_RULES) rules.clear();
    rules.set(row.rules, made);
    return made;
  };

  const rowOf = (id: string): CampaignRow | undefined =>
    sql<CampaignRow>('SELECT * FROM campaigns WHERE id = ?').get(id);

  const typesOn = (campaignId: string, day: number): CouponTypeRecord[] =>
    sql<TypeRow>(
      `SELECT t.id, t.name, t.description, t.probability, t.total_quota, t.daily_quota, t.won, coalesce(d.won, 0) AS won_today
      FROM coupon_types t LEFT JOIN coupon_days d ON d.type_id = t.id AND d.day = ?
      WHERE t.campaign_id = ? AND t.in_use = 1 ORDER BY t.position`,
    )
      .all(day, campaignId)
      .map((type) => ({
        id: type.id,
        name: type.name,
        description: type.description,
        probability: readProbability(type.probability) ?? 0n,
        totalQuota: type.total_quota,
        dailyQuota: type.daily_quota,
        won: type.won,
        wonToday: type.won_today,
      }));

  const drawsOn = (campaignId: string, day: number): number =>
    sql<number>('SELECT draws FROM campaign_days WHERE campaign_id = ? AND day = ?').pluck().get(campaignId, day) ?? 0;

  let revision = 0;
  const record = (row: CampaignRow): CampaignRecord => ({
    revision: (revision += 1),
    id: row.id,
    name: row.name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    timeZone: row.time_zone,
    firstDate: row.first_date,
    paused: row.paused === 1,
    needsCode: row.needs_code === 1,
    showLeft: row.show_left === 1,
    seal: row.seal.toString('hex'),
    rules: rulesOf(row.rules_id).distribution.hash,
    openDay: row.open_day,
    draws: row.draws,
    drawsToday: drawsOn(row.id, row.open_day),
    createdAt: row.created_at,
    types: typesOn(row.id, row.open_day),
  });

  return {
    rowOf,
    rulesOf,
    typesOn,
    record,
    /** One that is there for certain. */
    certain: (id: string): CampaignRecord => {
      const row = rowOf(id);
      if (!row) throw new Error(`no such campaign: ${id}`);
      return record(row);
    },
  };
};

export type CampaignReader = ReturnType<typeof createCampaignReader>;
