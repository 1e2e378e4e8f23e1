import { dayLink } from '../../../core/campaigns/couponDraw.ts';
import type { CampaignDay } from '../../../core/campaigns/days.ts';
import { isLeft, stageOf } from '../../../core/campaigns/rules.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import { createHits, customerHashOf } from './couponHash.ts';
import { createDays, nextDrawAt } from './currentDay.ts';
import type { CampaignReader, CampaignRow } from './rows.sqlite.ts';
import type { CampaignsStore, CouponTypeRecord, DrawnCoupon, DrawOutcome, DrawParts, DrawRequest } from './store.ts';

interface UserRow {
  customer_id: number;
  verified_at: number | null;
  mobile: string;
  calling_code: string;
}

/** `hash`: what stands for the user in statements. */
interface User extends UserRow {
  readonly hash: string;
}

/** A coupon type while a batch is drawn: how many there were before, and what the batch adds. */
interface Counted {
  readonly type: CouponTypeRecord;
  hits: number;
  won: number;
}

/** A campaign on one day while a batch is drawn; its counters are written once, at the end. */
interface Opened {
  readonly row: CampaignRow;
  readonly day: CampaignDay;
  readonly hit: ReturnType<typeof createHits>;
  readonly types: ReadonlyMap<string, Counted>;
  draws: number;
}

const STAGE_REFUSAL = {
  not_started: 'campaign_not_started',
  paused: 'campaign_paused',
  ended: 'campaign_ended',
} as const;

const MAX_LINKS = 200;
const MAX_USERS = 200_000;

/** The draws of coupons: the hot path of the campaigns' store. */
export const createDrawsPart = ({ sql, commit, keptReply }: Kernel, reader: CampaignReader) => {
  const days = createDays();
  /** A day's secret is hundreds of hashes away from the tip. */
  const links = new Map<string, string>();

  const users = new Map<string, User>();

  const linkOf = (row: Pick<CampaignRow, 'tip' | 'seal'>, day: number): string => {
    const key = `${row.seal.toString('hex')} ${day}`;
    const known = links.get(key);
    if (known !== undefined) return known;
    if (links.size >= MAX_LINKS) links.clear();
    const link = dayLink(row.tip.toString('hex'), day);
    links.set(key, link);
    return link;
  };

  /** Whose a user is never changes; whether it is proved does, so where that counts, the row is read. */
  const userOf = (id: string, needsProof: boolean): User | null => {
    const known = users.get(id);
    if (known && (!needsProof || known.verified_at !== null)) return known;
    const row = sql<UserRow>(
      `SELECT u.customer_id, u.verified_at, c.mobile, c.calling_code
      FROM campaign_users u JOIN campaign_customers c ON c.id = u.customer_id WHERE u.id = ?`,
    ).get(id);
    if (!row) return null;
    const user = { ...row, hash: customerHashOf(id) };
    if (users.size >= MAX_USERS) users.clear();
    users.set(id, user);
    return user;
  };

  const hitsOf = (row: CampaignRow, day: number): Opened['hit'] => {
    const { distribution } = reader.rulesOf(row.rules_id);
    return createHits(linkOf(row, day), { v: 'ld1', campaign: row.id, day, rules: distribution.hash }, distribution);
  };

  const calendarOf = (row: CampaignRow, openDay: number) => ({
    timeZone: row.time_zone,
    firstDate: row.first_date,
    openDay,
  });

  const openDay = (row: CampaignRow, day: CampaignDay): Opened => ({
    row,
    day,
    hit: hitsOf(row, day.day),
    types: new Map(reader.typesOn(row.id, day.day).map((type) => [type.id, { type, hits: 0, won: 0 }])),
    draws: 0,
  });

  const writeCounters = (tx: Transaction, { row, day, draws, types }: Opened): void => {
    if (draws === 0) return;
    tx.sql('UPDATE campaigns SET draws = draws + ?, open_day = max(open_day, ?) WHERE id = ?').run(
      draws,
      day.day,
      row.id,
    );
    tx.sql('UPDATE campaign_rules SET draws = draws + ? WHERE id = ?').run(draws, row.rules_id);
    tx.sql(
      `INSERT INTO campaign_days (campaign_id, day, draws) VALUES (?, ?, ?)
      ON CONFLICT (campaign_id, day) DO UPDATE SET draws = draws + excluded.draws`,
    ).run(row.id, day.day, draws);
    for (const { type, hits, won } of types.values()) {
      if (hits === 0) continue;
      tx.sql(
        `INSERT INTO coupon_days (type_id, day, hits, won) VALUES (?, ?, ?, ?)
        ON CONFLICT (type_id, day) DO UPDATE SET hits = hits + excluded.hits, won = won + excluded.won`,
      ).run(type.id, day.day, hits, won);
      if (won > 0) tx.sql('UPDATE coupon_types SET won = won + ? WHERE id = ?').run(won, type.id);
    }
  };

  const freshCode = (next: () => string): string => {
    const find = sql('SELECT 1 FROM coupons WHERE code = ?');
    let code = next();
    while (find.get(code)) code = next();
    return code;
  };

  const drawAll = (tx: Transaction, requests: readonly DrawRequest[], parts: DrawParts) => {
    const opened = new Map<string, Opened>();
    const insertDraw = tx.sql(
      `INSERT INTO campaign_draws (id, campaign_id, customer_id, user_id, day, at, rules_id, value, hit)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (campaign_id, day, customer_id) DO NOTHING`,
    );

    /** The campaign on the day of a draw made at `at`; null: there is no such campaign. */
    const campaignAt = (id: string, at: number): Opened | null => {
      const known = opened.get(id);
      if (known && known.day.startsAt <= at && at < known.day.endsAt) return known;
      const row = known?.row ?? reader.rowOf(id);
      if (!row) return null;
      const day = days.forDraws(calendarOf(row, known?.day.day ?? row.open_day), at);
      if (known?.day.day === day.day) return known;
      // Midnight has struck within the batch.
      if (known) writeCounters(tx, known);
      const campaign = openDay(row, day);
      opened.set(id, campaign);
      return campaign;
    };

    const one = (request: DrawRequest): DrawOutcome => {
      const kept = request.idempotent ? keptReply(request.idempotent.key) : null;
      if (kept) return { kind: 'repeated', kept };
      const refused = (code: Extract<DrawOutcome, { kind: 'refused' }>['code']) => ({ kind: 'refused', code }) as const;
      const row = opened.get(request.campaignId)?.row ?? reader.rowOf(request.campaignId);
      if (!row) return refused('campaign_not_found');
      const stage = stageOf({ startsAt: row.starts_at, endsAt: row.ends_at, paused: row.paused === 1 }, request.at);
      if (stage !== 'open') return refused(STAGE_REFUSAL[stage]);
      const user = userOf(request.userId, row.needs_code === 1);
      if (!user) return refused('user_not_found');
      if (row.needs_code === 1 && user.verified_at === null) return refused('number_not_verified');
      const campaign = campaignAt(request.campaignId, request.at);
      if (!campaign) return refused('campaign_not_found');
      const { day } = campaign;
      const customerId = user.customer_id;
      const next = nextDrawAt({ endsAt: row.ends_at }, day);
      const hit = campaign.hit(user.hash, request.value);
      const counted = hit === null ? undefined : campaign.types.get(hit);
      let coupon: DrawnCoupon['coupon'] = null;
      const { changes, lastInsertRowid } = insertDraw.run(
        request.drawId,
        row.id,
        customerId,
        request.userId,
        day.day,
        request.at,
        row.rules_id,
        Buffer.from(request.value, 'hex'),
        hit,
      );
      if (changes === 0) return { kind: 'drawn_already', customerId, day: day.day, nextDrawAt: next };
      campaign.draws += 1;
      if (counted) {
        const { type } = counted;
        counted.hits += 1;
        if (isLeft(type, { total: type.won + counted.won, today: type.wonToday + counted.won })) {
          counted.won += 1;
          coupon = { code: freshCode(parts.couponCode), typeId: type.id, type: type.name };
          tx.sql('INSERT INTO coupons (code, draw_number, campaign_id, type_id, won_at) VALUES (?, ?, ?, ?, ?)').run(
            coupon.code,
            lastInsertRowid,
            row.id,
            type.id,
            request.at,
          );
        }
      }
      const draw: DrawnCoupon = {
        drawId: request.drawId,
        campaignId: row.id,
        customerId,
        day: day.day,
        at: request.at,
        coupon,
        nextDrawAt: next,
      };
      if (coupon) {
        const { mobile, calling_code: callingCode } = user;
        tx.emit(parts.tell({ ...draw, coupon, campaign: row.name, mobile, callingCode }));
      }
      tx.keep(request.idempotent, draw);
      return { kind: 'drawn', draw };
    };

    const outcomes = requests.map(one);
    for (const campaign of opened.values()) writeCounters(tx, campaign);
    return { outcomes, campaigns: [...opened.keys()].map(reader.certain) };
  };

  return {
    linkOf,
    store: { draw: (requests, parts) => commit((tx) => drawAll(tx, requests, parts)) } satisfies Pick<
      CampaignsStore,
      'draw'
    >,
  };
};
