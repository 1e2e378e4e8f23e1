import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { createClient, type Client } from '../support/client.ts';
import { upTo } from '../support/host.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { startServe } from './serveProcess.ts';

const ROUNDS = 8;
const PHONES = 20;
const PASSWORD = 'torture-password';
const HOUR_MS = 60 * 60_000;
const SCARCE = { total: 40, daily: 40 };

/** The same on each run, and different in each round. */
const pseudoRandom = (round: number, below: number): number => ((round * 2_654_435_761) >>> 8) % below;

interface Answered {
  readonly drawId: string;
  readonly code: string | null;
}

/** A request that was sent; `answer` null: the kill came before the answer. */
interface Try {
  readonly userId: string;
  readonly key: string;
  answer: Answered | null;
}

it(`loses no coupon and gives none twice through ${ROUNDS} kills`, { timeout: 120_000 }, async () => {
  const dataDir = temporaryFolder();
  const tries: Try[] = [];
  const redeemed = new Set<string>();
  /** Sent to be redeemed, and not answered. */
  const inDoubt = new Set<string>();
  let token = '';
  let campaign = '';
  let people = 0;
  let foundAfterKill = 0;

  const drawWith = async (client: Client, one: Try): Promise<void> => {
    const { status, data } = await client.call('drawCoupon', {
      body: { user_id: one.userId, campaign_id: campaign },
      key: one.key,
    });
    expect(status).toBe(201);
    const answer = { drawId: data.draw_id, code: data.coupon?.code ?? null };
    // Whoever repeats a request is told the same.
    if (one.answer) expect(answer).toEqual(one.answer);
    one.answer = answer;
  };

  const allDraws = async (client: Client) => {
    const draws: { draw_id: string; coupon_type: string | null; redeemed_at: string | null }[] = [];
    for (let after: number | null = 0; after !== null;) {
      const { data }: Awaited<ReturnType<typeof page>> = await page(client, after);
      draws.push(...data.draws);
      after = data.next_after;
    }
    return draws;
  };

  for (let round = 0; round <= ROUNDS; round += 1) {
    const serve = await startServe(dataDir, PASSWORD);
    onTestFinished(async () => void (await serve.kill()));
    const client = createClient(serve.url, serve.eventId);
    if (round === 0) {
      token = (await client.call('login', { body: { password: PASSWORD } })).data.token;
      const now = Date.now();
      const { data } = await client.call('createCampaign', {
        token,
        body: {
          name: 'Torture',
          // A zone in which it is not near midnight while this runs, so that one draw each is all.
          time_zone: new Date(now).getUTCHours() < 12 ? 'Etc/GMT-6' : 'Etc/GMT+6',
          starts_at: new Date(now - HOUR_MS).toISOString(),
          ends_at: new Date(now + 10 * 24 * HOUR_MS).toISOString(),
          coupon_types: [
            { name: 'Plenty', probability: '0.5', total_quota: 1_000_000, daily_quota: 1_000_000 },
            { name: 'Scarce', probability: '0.25', total_quota: SCARCE.total, daily_quota: SCARCE.daily },
          ],
        },
      });
      campaign = data.id;
    }

    // What was stored before the kill, first as it is, then after everybody has asked again.
    const stored = new Set((await allDraws(client)).map(({ draw_id }) => draw_id));
    const cutOff = tries.filter(({ answer }) => answer === null);
    for (const { answer } of tries) if (answer) expect(stored.has(answer.drawId)).toBe(true);
    for (const one of cutOff) await drawWith(client, one);
    foundAfterKill += cutOff.filter(({ answer }) => answer && stored.has(answer.drawId)).length;
    for (const one of tries.filter((_, index) => index % 5 === round % 5)) await drawWith(client, one);

    const draws = await allDraws(client);
    expect(draws.length).toBe(tries.length);
    expect(new Set(draws.map(({ draw_id }) => draw_id))).toEqual(new Set(tries.map(({ answer }) => answer?.drawId)));
    const codes = tries.flatMap(({ answer }) => answer?.code ?? []);
    expect(new Set(codes).size).toBe(codes.length);
    expect(draws.filter(({ coupon_type }) => coupon_type !== null).length).toBe(codes.length);
    const scarce = draws.filter(({ coupon_type }) => coupon_type === 'Scarce').length;
    expect(scarce).toBeLessThanOrEqual(SCARCE.total);
    const { data: figures } = await client.call('campaignFigures', { token, params: { campaign_id: campaign } });
    const wonOf = (name: string) => figures.coupon_types.find((type) => type.name === name)?.won;
    expect(wonOf('Scarce')).toBe(scarce);
    expect(wonOf('Plenty')).toBe(codes.length - scarce);
    // A redeeming that was answered stays; one in doubt is redeemed once, now or before.
    for (const code of redeemed) {
      expect((await client.call('redeemCoupon', { token, body: { code } })).code).toBe('already_redeemed');
    }
    for (const code of inDoubt) {
      const again = await client.call('redeemCoupon', { token, body: { code } });
      expect(again.status === 200 || again.code === 'already_redeemed').toBe(true);
      redeemed.add(code);
    }
    inDoubt.clear();
    expect((await allDraws(client)).filter(({ redeemed_at }) => redeemed_at !== null).length).toBe(redeemed.size);
    if (round === ROUNDS) {
      expect(scarce).toBe(SCARCE.total);
      expect(redeemed.size).toBeGreaterThan(ROUNDS);
      expect(foundAfterKill).toBeGreaterThan(0);
      client.close();
      return;
    }

    const power = { on: true };
    const drawOn = async (): Promise<void> => {
      while (power.on) {
        try {
          const { data } = await client.call('createUser', { body: { mobile: `+8210${10_000_000 + (people += 1)}` } });
          const one: Try = { userId: data.id, key: randomUUID(), answer: null };
          tries.push(one);
          await drawWith(client, one);
        } catch (error) {
          // The connection went with the host: this phone asks again when it is back.
          if (power.on) throw error;
          return;
        }
      }
    };
    const redeemOn = async (): Promise<void> => {
      for (let next = 0; power.on;) {
        const code = codesOf(tries)[next];
        if (code === undefined || redeemed.has(code)) {
          next = code === undefined ? next : next + 1;
          await new Promise((resolve) => setImmediate(resolve));
          continue;
        }
        inDoubt.add(code);
        try {
          const { status } = await client.call('redeemCoupon', { token, body: { code } });
          expect(status).toBe(200);
        } catch (error) {
          if (power.on) throw error;
          return;
        }
        inDoubt.delete(code);
        redeemed.add(code);
      }
    };
    const before = tries.length;
    const running = [...upTo(PHONES).map(drawOn), redeemOn()];
    while (tries.length < before + 2 * PHONES) await new Promise((resolve) => setImmediate(resolve));
    // The moment of the kill is the subject of this test: no event could be awaited instead.
    await new Promise((resolve) => setTimeout(resolve, pseudoRandom(round + 1, 200)));
    power.on = false;
    await serve.kill();
    await Promise.all(running);
    client.close();
  }

  function page(client: Client, after: number) {
    return client.call('campaignDraws', { token, params: { campaign_id: campaign }, query: { after, limit: 500 } });
  }
});

const codesOf = (tries: readonly Try[]): string[] => tries.flatMap(({ answer }) => answer?.code ?? []);
