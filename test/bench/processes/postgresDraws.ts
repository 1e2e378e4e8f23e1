/** The rules of a campaign's draw as one transaction on PostgreSQL, by the `pg` client, behind the host's own server. */
import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { ROUTES } from '../../../src/contract/routes.ts';
import { createClock } from '../../../src/host/platform/clock.ts';
import { createCallers } from '../../../src/host/platform/http/caller.ts';
import { createAddresses } from '../../../src/host/platform/http/addresses.ts';
import { createGuard } from '../../../src/host/platform/http/guard.ts';
import { createServer } from '../../../src/host/platform/http/server.ts';
import { createTurns } from '../../../src/host/platform/http/turns.ts';
import { createProblems } from '../../../src/host/platform/problems.ts';
import { serveCommands } from '../child.ts';

/** More make two cores no faster. */
const CONNECTIONS = 20;

const TABLES = `
CREATE TABLE users (id text PRIMARY KEY, customer_id integer NOT NULL UNIQUE);
CREATE TABLE campaigns (id text PRIMARY KEY, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, time_zone text NOT NULL);
CREATE TABLE coupon_types (id integer PRIMARY KEY, name text NOT NULL, ends_before integer NOT NULL,
  total_quota integer NOT NULL, daily_quota integer NOT NULL, won integer NOT NULL DEFAULT 0);
CREATE TABLE coupon_days (type_id integer NOT NULL, campaign_id text NOT NULL, day date NOT NULL, won integer NOT NULL,
  PRIMARY KEY (type_id, campaign_id, day));
CREATE TABLE draws (id text PRIMARY KEY, campaign_id text NOT NULL, customer_id integer NOT NULL, day date NOT NULL,
  at timestamptz NOT NULL, hit integer, UNIQUE (campaign_id, day, customer_id));
CREATE TABLE coupons (code text PRIMARY KEY, draw_id text NOT NULL UNIQUE, type_id integer NOT NULL);
INSERT INTO coupon_types (id, name, ends_before, total_quota, daily_quota) VALUES
  (1, 'Coffee', 100000, 1000000, 1000000), (2, 'Car', 101000, 3, 1);
`;
const PARTS_OF_ONE = 1_000_000;

const draw = async (client: pg.PoolClient, userId: string, campaignId: string) => {
  const { rows } = await client.query<{ customer_id: number; day: string; next: Date }>({
    name: 'open',
    text: `SELECT u.customer_id, (now() AT TIME ZONE c.time_zone)::date::text AS day,
      (((now() AT TIME ZONE c.time_zone)::date + 1)::timestamp AT TIME ZONE c.time_zone) AS next
      FROM campaigns c, users u WHERE c.id = $1 AND u.id = $2 AND now() >= c.starts_at AND now() < c.ends_at`,
    values: [campaignId, userId],
  });
  const open = rows[0];
  if (!open) return null;
  const types = await client.query<{ id: number; name: string; ends_before: number }>({
    name: 'types',
    text: 'SELECT id, name, ends_before FROM coupon_types ORDER BY ends_before',
  });
  const number = randomInt(PARTS_OF_ONE);
  const hit = types.rows.find((type) => number < type.ends_before);
  const drawId = randomUUID();
  const drawn = await client.query({
    name: 'draw',
    text: `INSERT INTO draws (id, campaign_id, customer_id, day, at, hit) VALUES ($1, $2, $3, $4, now(), $5)
      ON CONFLICT (campaign_id, day, customer_id) DO NOTHING`,
    values: [drawId, campaignId, open.customer_id, open.day, hit?.id ?? null],
  });
  if (drawn.rowCount === 0) return null;
  let coupon: { code: string; type: string } | undefined;
  if (hit) {
    // The row of the type is locked from here on, so that the day's is counted by one at a time.
    const left = await client.query({
      name: 'quota',
      text: `UPDATE coupon_types t SET won = won + 1 WHERE id = $1 AND won < total_quota AND daily_quota > coalesce(
        (SELECT d.won FROM coupon_days d WHERE d.type_id = t.id AND d.campaign_id = $2 AND d.day = $3), 0)`,
      values: [hit.id, campaignId, open.day],
    });
    if (left.rowCount === 1) {
      coupon = { code: randomUUID(), type: hit.name };
      await client.query({
        name: 'day',
        text: `INSERT INTO coupon_days (type_id, campaign_id, day, won) VALUES ($1, $2, $3, 1)
          ON CONFLICT (type_id, campaign_id, day) DO UPDATE SET won = coupon_days.won + 1`,
        values: [hit.id, campaignId, open.day],
      });
      await client.query({
        name: 'coupon',
        text: 'INSERT INTO coupons (code, draw_id, type_id) VALUES ($1, $2, $3)',
        values: [coupon.code, drawId, hit.id],
      });
    }
  }
  return { draw_id: drawId, won: coupon !== undefined, coupon, next_draw_at: open.next.toISOString() };
};

let pool: pg.Pool | null = null;

const commands = {
  start: async ({ url, users }: { url: string; users: readonly string[] }): Promise<number> => {
    const connections = new pg.Pool({ connectionString: url, max: CONNECTIONS });
    pool = connections;
    await connections.query(TABLES);
    await connections.query(
      'INSERT INTO users SELECT id, place FROM unnest($1::text[]) WITH ORDINALITY AS u (id, place)',
      [users],
    );
    const clock = createClock();
    const app = await createServer({
      logger: pino({ level: 'warn' }),
      guard: createGuard(null),
      addressOf: createAddresses([]),
      takeTurn: createTurns(),
      refuseOnce: async () => null,
      observations: { request: () => undefined, refused: () => undefined },
      problems: createProblems(() => clock.now()),
      features: [],
      callers: createCallers([]),
      version: '0',
      registerPages: async () => undefined,
    });
    app.post<{ Body: { user_id: string; campaign_id: string } }>(
      '/draw',
      { schema: { body: ROUTES.drawCoupon.body } },
      async ({ body }, reply) => {
        const client = await connections.connect();
        try {
          await client.query('BEGIN');
          const data = await draw(client, body.user_id, body.campaign_id);
          await client.query('COMMIT');
          reply.code(data ? 201 : 409).header('cache-control', 'no-store');
          return { success: data !== null, data };
        } finally {
          client.release();
        }
      },
    );
    await app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
    const address = app.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  },

  addCampaign: async (id: string): Promise<void> => {
    await pool?.query("INSERT INTO campaigns VALUES ($1, now() - interval '1 day', now() + interval '5 days', 'UTC')", [
      id,
    ]);
  },
};

export type PostgresDraws = typeof commands;
serveCommands(commands);
