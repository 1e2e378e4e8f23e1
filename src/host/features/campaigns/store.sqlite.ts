import { CAMPAIGN_LIMITS } from '../../../contract/campaigns/limits.ts';
import { canonicalJson } from '../../../core/fairness/canonicalJson.ts';
import { dayLink, type CouponRule } from '../../../core/campaigns/couponDraw.ts';
import { writeProbability } from '../../../core/campaigns/probability.ts';
import { rulesOf } from '../../../core/campaigns/rules.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../platform/storage/sqlite/migrate.ts';
import { createCustomersPart } from './customers.sqlite.ts';
import { createDrawsPart } from './draws.sqlite.ts';
import { campaigns } from './migrations/0012-campaigns.ts';
import { couponBy, createCampaignReader, type CampaignRow } from './rows.sqlite.ts';
import type { CampaignsStore, CampaignSettings, CouponTypeSettings } from './store.ts';

export const campaignsMigrations: readonly Migration[] = [{ feature: 'campaigns', version: 12, sql: campaigns }];

/** For the log: settings without what is only worked out of them. */
const noted = (settings: CampaignSettings, types: readonly CouponTypeSettings[]) => ({
  name: settings.name,
  startsAt: settings.startsAt,
  endsAt: settings.endsAt,
  timeZone: settings.timeZone,
  paused: settings.paused,
  needsCode: settings.needsCode,
  showLeft: settings.showLeft,
  couponTypes: types.map((type) => ({ ...type, probability: writeProbability(type.probability) })),
});

export const createCampaignsStore = (kernel: Kernel): CampaignsStore => {
  const { sql, commit, read } = kernel;
  const reader = createCampaignReader(sql);
  const draws = createDrawsPart(kernel, reader);

  /** The types in use are these from now on; rules are written anew where they differ. Answers the rules' id. */
  const writeTypes = (tx: Transaction, id: string, types: readonly CouponTypeSettings[], current: number | null) => {
    tx.sql('UPDATE coupon_types SET in_use = 0 WHERE campaign_id = ?').run(id);
    types.forEach((type, position) => {
      tx.sql(
        `INSERT INTO coupon_types (id, campaign_id, position, name, description, probability, total_quota, daily_quota, won, in_use)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 1)
        ON CONFLICT (id) DO UPDATE SET position = excluded.position, name = excluded.name, description = excluded.description,
          probability = excluded.probability, total_quota = excluded.total_quota, daily_quota = excluded.daily_quota, in_use = 1`,
      ).run(
        type.id,
        id,
        position,
        type.name,
        type.description,
        writeProbability(type.probability),
        type.totalQuota,
        type.dailyQuota,
      );
    });
    const rules = canonicalJson(rulesOf(types));
    if (current !== null && canonicalJson(reader.rulesOf(current).rules) === rules) return current;
    const { lastInsertRowid } = tx
      .sql('INSERT INTO campaign_rules (campaign_id, rules, draws) VALUES (?, ?, 0)')
      .run(id, rules);
    return Number(lastInsertRowid);
  };

  const seal = (tip: Uint8Array): Buffer => Buffer.from(dayLink(Buffer.from(tip).toString('hex'), 0), 'hex');

  return {
    ...createCustomersPart(kernel),
    ...draws.store,

    campaigns: () =>
      read(() => sql<CampaignRow>('SELECT * FROM campaigns ORDER BY created_at DESC, id').all().map(reader.record)),

    create: (campaign, types, tip, eventId, change) =>
      commit((tx) => {
        tx.sql(
          `INSERT INTO campaigns (id, name, starts_at, ends_at, time_zone, first_date, paused, needs_code, show_left, tip, seal,
            open_day, rules_id, draws, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?)`,
        ).run(
          campaign.id,
          campaign.name,
          campaign.startsAt,
          campaign.endsAt,
          campaign.timeZone,
          campaign.firstDate,
          Number(campaign.paused),
          Number(campaign.needsCode),
          Number(campaign.showLeft),
          tip,
          seal(tip),
          campaign.createdAt,
        );
        const rulesId = writeTypes(tx, campaign.id, types, null);
        tx.sql('UPDATE campaigns SET rules_id = ? WHERE id = ?').run(rulesId, campaign.id);
        const created = reader.certain(campaign.id);
        tx.audit(eventId, change, created, 'campaign_created', {
          campaign: campaign.id,
          seal: created.seal,
          ...noted(campaign, types),
        });
        return created;
      }),

    update: (id, settings, types, newTip, eventId, change) =>
      commit((tx) => {
        const row = reader.rowOf(id);
        if (!row) throw new Error(`no such campaign: ${id}`);
        if (newTip && row.draws > 0) return { kind: 'has_draws' } as const;
        const won = sql<number>('SELECT won FROM coupon_types WHERE id = ?').pluck();
        const below = types.find((type) => (won.get(type.id) ?? 0) > type.totalQuota);
        if (below) return { kind: 'quota_below_won', typeId: below.id } as const;
        tx.sql(
          `UPDATE campaigns SET name = ?, starts_at = ?, ends_at = ?, time_zone = ?, first_date = ?, paused = ?, needs_code = ?,
            show_left = ?, rules_id = ? WHERE id = ?`,
        ).run(
          settings.name,
          settings.startsAt,
          settings.endsAt,
          settings.timeZone,
          settings.firstDate,
          Number(settings.paused),
          Number(settings.needsCode),
          Number(settings.showLeft),
          writeTypes(tx, id, types, row.rules_id),
          id,
        );
        if (newTip) {
          tx.sql('UPDATE campaigns SET tip = ?, seal = ?, open_day = 0 WHERE id = ?').run(newTip, seal(newTip), id);
        }
        const campaign = reader.certain(id);
        tx.audit(eventId, change, campaign, 'campaign_changed', {
          campaign: id,
          seal: campaign.seal,
          ...noted(settings, types),
        });
        return { kind: 'updated', campaign } as const;
      }),

    drawnOn: (campaignId, day) =>
      read(() =>
        sql<{ userId: string; customerId: number }>(
          `SELECT u.id AS userId, u.customer_id AS customerId FROM campaign_draws d
          JOIN campaign_users u ON u.customer_id = d.customer_id WHERE d.campaign_id = ? AND d.day = ?`,
        ).all(campaignId, day),
      ),

    recentWins: (campaignId, limit) =>
      read(() =>
        sql<{ type: string; mobile: string; callingCode: string; at: number }>(
          `SELECT t.name AS type, o.mobile, o.calling_code AS callingCode, c.won_at AS at
          FROM coupons c JOIN coupon_types t ON t.id = c.type_id JOIN campaign_draws d ON d.number = c.draw_number
          JOIN campaign_customers o ON o.id = d.customer_id WHERE c.campaign_id = ? ORDER BY c.won_at DESC LIMIT ?`,
        ).all(campaignId, limit),
      ),

    storedDraw: (drawId) =>
      read(() => {
        const row = sql<{
          number: number;
          campaign_id: string;
          user_id: string;
          day: number;
          at: number;
          rules_id: number;
          value: Buffer;
          hit: string | null;
        }>('SELECT number, campaign_id, user_id, day, at, rules_id, value, hit FROM campaign_draws WHERE id = ?').get(
          drawId,
        );
        if (!row) return null;
        return {
          drawId,
          campaignId: row.campaign_id,
          userId: row.user_id,
          day: row.day,
          at: row.at,
          value: row.value.toString('hex'),
          rules: reader.rulesOf(row.rules_id).rules,
          hit: row.hit,
          coupon: couponBy(sql, 'c.draw_number', row.number),
        };
      }),

    reveal: (campaignId, day, today) =>
      commit((tx) => {
        const row = reader.rowOf(campaignId);
        if (!row) throw new Error(`no such campaign: ${campaignId}`);
        const openDay = Math.max(today, row.open_day);
        if (openDay <= day) throw new Error('the day is not over');
        if (openDay > row.open_day) {
          tx.sql('UPDATE campaigns SET open_day = ? WHERE id = ?').run(openDay, campaignId);
        }
        return { reveal: draws.linkOf(row, day), openDay };
      }),

    coupon: (code) => read(() => couponBy(sql, 'c.code', code)),

    redeem: (code, eventId, change) =>
      commit((tx) => {
        const coupon = couponBy(sql, 'c.code', code);
        if (!coupon) return { kind: 'unknown' } as const;
        if (coupon.redeemedAt !== null) return { kind: 'already', coupon } as const;
        tx.sql('UPDATE coupons SET redeemed_at = ?, redeemed_by = ? WHERE code = ?').run(change.at, change.actor, code);
        const redeemed = { ...coupon, redeemedAt: change.at };
        tx.audit(eventId, change, redeemed, 'coupon_redeemed', {
          campaign: coupon.campaignId,
          type: coupon.type,
          // The start of it says which one; the whole would be a coupon.
          code: `${code.slice(0, 5)}…`,
        });
        return { kind: 'redeemed', coupon: redeemed } as const;
      }),

    figures: (campaignId) =>
      read(() => {
        const types = sql<{ id: string; name: string }>(
          `SELECT id, name FROM (SELECT id, name, position FROM coupon_types
            WHERE campaign_id = ? AND (in_use = 1 OR won > 0) ORDER BY in_use DESC, position, id LIMIT ?)
          ORDER BY position, id`,
        ).all(campaignId, CAMPAIGN_LIMITS.figuredTypes);
        const byDay = sql<{ day: number; hits: number; won: number }>(
          'SELECT day, hits, won FROM coupon_days WHERE type_id = ? ORDER BY day',
        );
        const redeemed = sql<number>(
          'SELECT count(*) FROM coupons WHERE campaign_id = ? AND type_id = ? AND redeemed_at IS NOT NULL',
        ).pluck();
        return {
          days: sql<{ day: number; draws: number }>(
            'SELECT day, draws FROM campaign_days WHERE campaign_id = ? ORDER BY day',
          ).all(campaignId),
          types: types.map(({ id, name }) => {
            const days = byDay.all(id);
            return {
              id,
              name,
              hits: days.reduce((sum, { hits }) => sum + hits, 0),
              won: days.reduce((sum, { won }) => sum + won, 0),
              redeemed: redeemed.get(campaignId, id) ?? 0,
              days: days.map(({ day, won }) => ({ day, won })),
            };
          }),
          rules: sql<{ rules: string; draws: number }>('SELECT rules, draws FROM campaign_rules WHERE campaign_id = ?')
            .all(campaignId)
            .map(({ rules, draws: made }) => ({ rules: JSON.parse(rules) as CouponRule[], draws: made })),
        };
      }),

    draws: (campaignId, after, limit, mobile) =>
      read(() =>
        sql<{
          number: number;
          drawId: string;
          day: number;
          at: number;
          mobile: string;
          callingCode: string;
          type: string | null;
          redeemedAt: number | null;
        }>(
          `SELECT d.number, d.id AS drawId, d.day, d.at, o.mobile, o.calling_code AS callingCode, t.name AS type,
            c.redeemed_at AS redeemedAt
          FROM campaign_draws d JOIN campaign_customers o ON o.id = d.customer_id
          LEFT JOIN coupons c ON c.draw_number = d.number LEFT JOIN coupon_types t ON t.id = c.type_id
          WHERE d.campaign_id = ? AND d.number > ? AND ${
            mobile === null
              ? '? IS NULL'
              : // The unique index finds a customer by day.
                `d.day IN (SELECT day FROM campaign_days WHERE campaign_id = d.campaign_id)
            AND d.customer_id = (SELECT id FROM campaign_customers WHERE mobile = ?)`
          }
          ORDER BY d.number LIMIT ?`,
        ).all(campaignId, after, mobile, limit),
      ),
  };
};
