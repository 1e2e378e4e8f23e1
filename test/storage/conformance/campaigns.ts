import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  customerHash,
  dayLink,
  distributionOf,
  hitOf,
  rulesHash,
  verifyDay,
} from '../../../src/core/campaigns/couponDraw.ts';
import { dateAt, dayAt } from '../../../src/core/campaigns/days.ts';
import { CERTAIN } from '../../../src/core/campaigns/probability.ts';
import { rulesOf } from '../../../src/core/campaigns/rules.ts';
import type {
  CampaignRecord,
  CampaignsStore,
  CampaignSettings,
  CouponTypeSettings,
  DrawnCoupon,
  DrawOutcome,
  DrawParts,
  DrawRequest,
} from '../../../src/host/features/campaigns/store.ts';
import { upTo } from '../../support/upTo.ts';
import { AT, begin, changeBy, hash, hex, idempotent, type StoreUnderTest } from './begin.ts';

const DAY_MS = 24 * 60 * 60_000;
const TIP = hash('tip');

const settings = (more: Partial<CampaignSettings> = {}): CampaignSettings => ({
  name: 'Summer',
  startsAt: AT,
  endsAt: AT + 20 * DAY_MS,
  timeZone: 'Europe/Berlin',
  firstDate: dateAt(more.timeZone ?? 'Europe/Berlin', more.startsAt ?? AT),
  paused: false,
  needsCode: false,
  showLeft: true,
  ...more,
});

const couponType = (id: string, more: Partial<CouponTypeSettings> = {}): CouponTypeSettings => ({
  id,
  name: id,
  description: '',
  probability: CERTAIN,
  totalQuota: 3,
  dailyQuota: 2,
  ...more,
});

/** Codes that repeat: each comes twice in a row. */
const parts = (): DrawParts => {
  let calls = 0;
  return { couponCode: () => `CODE-${Math.floor(calls++ / 2)}`, tell: () => [] };
};

let draws = 0;
const request = (userId: string, more: Partial<DrawRequest> = {}): DrawRequest => ({
  drawId: `draw-${(draws += 1)}`,
  campaignId: 'c',
  userId,
  value: hex(hash(`value of ${userId}`)),
  at: AT,
  idempotent: null,
  ...more,
});

const create = (store: CampaignsStore, types: readonly CouponTypeSettings[], more: Partial<CampaignSettings> = {}) =>
  store.create({ ...settings(more), id: 'c', createdAt: AT }, types, TIP, 'event', changeBy());

const join = async (store: CampaignsStore, count: number): Promise<string[]> => {
  const ids = [];
  for (const nth of upTo(count)) {
    const { id } = await store.createUser({
      id: `user-${nth}`,
      mobile: `+8210${10_000_000 + nth}`,
      callingCode: '82',
      name: '',
      at: AT,
    });
    ids.push(id);
  }
  return ids;
};

const said = (outcome: DrawOutcome | undefined): string => {
  switch (outcome?.kind) {
    case 'drawn':
      return outcome.draw.coupon?.type ?? 'nothing';
    case 'refused':
      return outcome.code;
    default:
      return outcome?.kind ?? 'no outcome';
  }
};

export const campaignsSuite = (store: StoreUnderTest): void => {
  describe(`campaigns in ${store.name}`, () => {
    it('give each customer one draw a day, up to the quotas, in one batch and over a reopening', async () => {
      const begun = await begin(store);
      const users = await join(begun.stores.campaigns, 5);
      await create(begun.stores.campaigns, [couponType('Coffee')]);
      const batch = [...users, users[0] ?? '', 'nobody'].map((user) => request(user));
      const first = await begun.stores.campaigns.draw([...batch, request('user-1', { campaignId: 'x' })], parts());
      expect(first.outcomes.map(said)).toEqual([
        'Coffee',
        'Coffee',
        'nothing',
        'nothing',
        'nothing',
        'drawn_already',
        'user_not_found',
        'campaign_not_found',
      ]);
      expect(first.campaigns[0]).toMatchObject({ openDay: 1, draws: 5, drawsToday: 5 });
      const again = (await begun.reopen()).campaigns;
      const second = await again.draw(
        users.map((user) => request(user, { at: AT + DAY_MS })),
        parts(),
      );
      // The third and last one; codes that are taken are not given again.
      expect(second.outcomes.map(said)).toEqual(['Coffee', 'nothing', 'nothing', 'nothing', 'nothing']);
      expect(second.campaigns[0]?.types[0]).toMatchObject({ won: 3, wonToday: 1 });
      const figures = await again.figures('c');
      expect(figures.days).toEqual([
        { day: 1, draws: 5 },
        { day: 2, draws: 5 },
      ]);
      expect(figures.types[0]).toMatchObject({ hits: 10, won: 3, redeemed: 0 });
      expect((await again.drawnOn('c', 2)).map(({ userId }) => userId).sort()).toEqual(users);
      expect((await again.draws('c', 0, 100, '+821010000001')).map(({ type }) => type)).toEqual(['Coffee', 'Coffee']);
      expect(await again.draws('c', 0, 3, null)).toHaveLength(3);
    });

    it('answer a repeated draw with what was kept, whatever came between', async () => {
      const begun = await begin(store);
      const [user = ''] = await join(begun.stores.campaigns, 1);
      await create(begun.stores.campaigns, [couponType('Coffee')]);
      const asked = (): DrawRequest => request(user, { idempotent: idempotent<DrawnCoupon>('press') });
      const first = await begun.stores.campaigns.draw([asked(), asked()], parts());
      expect(first.outcomes.map(({ kind }) => kind)).toEqual(['drawn', 'repeated']);
      const [again] = (await (await begun.reopen()).campaigns.draw([asked()], parts())).outcomes;
      if (again?.kind !== 'repeated') throw new Error('not repeated');
      expect(JSON.parse(Buffer.from(again.kept.reply).toString())).toMatchObject({ coupon: { type: 'Coffee' } });
    });

    it('redeem a coupon once', async () => {
      const begun = await begin(store);
      const { campaigns } = begun.stores;
      const [user = ''] = await join(campaigns, 1);
      await create(campaigns, [couponType('Coffee')]);
      await campaigns.draw([request(user)], parts());
      expect(await campaigns.coupon('CODE-0')).toMatchObject({ type: 'Coffee', redeemedAt: null });
      expect((await campaigns.redeem('CODE-0', 'event', changeBy())).kind).toBe('redeemed');
      const again = (await begun.reopen()).campaigns;
      expect((await again.redeem('CODE-0', 'event', changeBy())).kind).toBe('already');
      expect((await again.redeem('CODE-1', 'event', changeBy())).kind).toBe('unknown');
      expect((await again.figures('c')).types[0]?.redeemed).toBe(1);
      expect((await again.recentWins('c', 5)).map(({ type }) => type)).toEqual(['Coffee']);
    });

    it('tell the secret of a day, and let nobody draw on it any more', async () => {
      const begun = await begin(store);
      const { campaigns } = begun.stores;
      const [user = ''] = await join(campaigns, 1);
      const { seal } = await create(campaigns, [couponType('Coffee')]);
      const { reveal } = await campaigns.reveal('c', 1, 2);
      expect(verifyDay(seal, reveal, 1)).toBe(true);
      const again = (await begun.reopen()).campaigns;
      const [outcome] = (await again.draw([request(user)], parts())).outcomes;
      expect(outcome).toMatchObject({ kind: 'drawn', draw: { day: 2 } });
      await expect(again.reveal('c', 2, 2)).rejects.toThrow('not over');
    });

    it('change under one commit, and keep what draws are counted by', async () => {
      const begun = await begin(store);
      const { campaigns } = begun.stores;
      const users = await join(campaigns, 2);
      await create(campaigns, [couponType('Coffee'), couponType('Car', { probability: 0n })]);
      const change = (types: readonly CouponTypeSettings[], tip: Uint8Array | null = null) =>
        campaigns.update('c', settings(), types, tip, 'event', changeBy());
      await campaigns.draw(
        users.map((user) => request(user)),
        parts(),
      );
      expect((await change([couponType('Coffee')], hash('other'))).kind).toBe('has_draws');
      expect((await change([couponType('Coffee', { totalQuota: 1 })])).kind).toBe('quota_below_won');
      const updated = await change([couponType('Cup', { probability: CERTAIN / 2n })]);
      if (updated.kind !== 'updated') throw new Error(updated.kind);
      expect(updated.campaign.types.map(({ id }) => id)).toEqual(['Cup']);
      expect(updated.campaign.rules).toBe(rulesHash([['Cup', '0.5']]));
      expect((await campaigns.figures('c')).types.map(({ id, won }) => [id, won])).toEqual([
        ['Coffee', 2],
        ['Cup', 0],
      ]);
      expect((await (await begun.reopen()).campaigns.campaigns())[0]).toMatchObject({ draws: 2, openDay: 1 });
    });

    it('take a code once, in its time, after few wrong ones, and for one user', async () => {
      const begun = await begin(store);
      const { campaigns } = begun.stores;
      const [user = ''] = await join(campaigns, 1);
      await campaigns.putCode(user, hash('123456'), AT, []);
      expect(await campaigns.tryCode(user, hash('111111'), AT, AT - 1, 2)).toBe(false);
      expect(await campaigns.tryCode(user, hash('123456'), AT, AT, 2)).toBe(false);
      expect(await campaigns.tryCode(user, hash('222222'), AT, AT - 1, 2)).toBe(false);
      expect(await campaigns.tryCode(user, hash('123456'), AT, AT - 1, 2)).toBe(false);
      await campaigns.putCode(user, hash('654321'), AT + 1, []);
      expect(await campaigns.tryCode(user, hash('654321'), AT + 1, AT, 2)).toBe(true);
      expect(await campaigns.tryCode(user, hash('654321'), AT + 1, AT, 2)).toBe(false);
      expect((await campaigns.user(user))?.verified).toBe(true);
      // Somebody else who types the number is somebody else until it is proved again.
      const other = await campaigns.createUser({
        id: 'stranger',
        mobile: '+821010000001',
        callingCode: '82',
        name: '',
        at: AT,
      });
      expect(other).toMatchObject({ id: 'stranger', user: { verified: false } });
    });

    it('do what a model of the rules says, whatever happens in whatever order', async () => {
      const operation = fc.oneof(
        {
          weight: 8,
          arbitrary: fc.record({
            kind: fc.constant('draw' as const),
            users: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }),
          }),
        },
        {
          weight: 3,
          arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }),
        },
        {
          weight: 1,
          arbitrary: fc.record({ kind: fc.constant('back' as const), hours: fc.integer({ min: 1, max: 40 }) }),
        },
        { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
        { weight: 1, arbitrary: fc.constant({ kind: 'repeat' as const }) },
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant('change' as const),
            percent: fc.integer({ min: 0, max: 50 }),
            daily: fc.integer({ min: 1, max: 4 }),
          }),
        },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('Asia/Seoul', 'Europe/Berlin', 'America/Santiago'),
          // Both ways of the clocks change within the days that follow.
          fc.constantFrom(AT, Date.UTC(2026, 9, 24, 20), Date.UTC(2026, 8, 5, 12)),
          fc.array(operation, { maxLength: 25 }),
          async (timeZone, startsAt, operations) => {
            const begun = await begin(store);
            let { campaigns } = begun.stores;
            await join(campaigns, 6);
            const campaign = settings({ timeZone, startsAt, endsAt: startsAt + 30 * DAY_MS });
            let types = [
              couponType('a', { probability: CERTAIN / 2n, totalQuota: 9, dailyQuota: 2 }),
              couponType('b', { probability: CERTAIN / 3n, totalQuota: 4, dailyQuota: 3 }),
            ];
            await create(campaigns, types, campaign);
            let now = startsAt;
            let openDay = 0;
            const drawn = new Set<string>();
            const total = new Map<string, number>();
            const byDay = new Map<string, number>();
            let last: { asked: DrawRequest; outcome: DrawOutcome } | null = null;

            const expected = (asked: DrawRequest): string => {
              if (now < startsAt) return 'campaign_not_started';
              if (now >= campaign.endsAt) return 'campaign_ended';
              const day = Math.max(openDay, dayAt(campaign, now).day);
              if (drawn.has(`${asked.userId} ${day}`)) return 'drawn_already';
              openDay = day;
              drawn.add(`${asked.userId} ${day}`);
              const distribution = distributionOf(rulesOf(types));
              const statement = {
                v: 'ld1' as const,
                campaign: 'c',
                day,
                customer: customerHash(asked.userId),
                rules: distribution.hash,
                value: asked.value,
              };
              const hit = hitOf(dayLink(hex(TIP), day), statement, distribution);
              const type = types.find(({ id }) => id === hit);
              if (!type) return 'nothing';
              const today = byDay.get(`${type.id} ${day}`) ?? 0;
              const ever = total.get(type.id) ?? 0;
              if (ever >= type.totalQuota || today >= type.dailyQuota) return 'nothing';
              byDay.set(`${type.id} ${day}`, today + 1);
              total.set(type.id, ever + 1);
              return type.id;
            };

            for (const each of operations) {
              if (each.kind === 'wait') now += each.hours * 3_600_000;
              if (each.kind === 'back') now -= each.hours * 3_600_000;
              if (each.kind === 'crash') ({ campaigns } = await begun.reopen());
              if (each.kind === 'change') {
                types = types.map((type) => ({
                  ...type,
                  probability: (CERTAIN * BigInt(each.percent)) / 100n,
                  dailyQuota: each.daily,
                }));
                const updated = await campaigns.update('c', campaign, types, null, 'event', changeBy());
                expect(updated.kind).toBe('updated');
              }
              if (each.kind === 'draw') {
                const batch = each.users.map((nth, index) => {
                  const asked = request(`user-${nth}`, { at: now, value: hex(hash(`${now} ${nth} ${index}`)) });
                  return { ...asked, idempotent: idempotent<DrawnCoupon>(asked.drawId) };
                });
                const { outcomes } = await campaigns.draw(batch, parts());
                expect(outcomes.map(said)).toEqual(batch.map(expected));
                const place = outcomes.findIndex(({ kind }) => kind === 'drawn');
                const [asked, outcome] = [batch[place], outcomes[place]];
                if (asked && outcome) last = { asked, outcome };
              }
              if (each.kind === 'repeat' && last?.outcome.kind === 'drawn') {
                // The answer was lost, and the host with it: the same press again.
                ({ campaigns } = await begun.reopen());
                const [outcome] = (await campaigns.draw([{ ...last.asked, at: now }], parts())).outcomes;
                if (outcome?.kind !== 'repeated') throw new Error(`not repeated: ${said(outcome)}`);
                expect(JSON.parse(Buffer.from(outcome.kept.reply).toString())).toEqual(last.outcome.draw);
              }
            }
            const [record] = (await (await begun.reopen()).campaigns.campaigns()) as [CampaignRecord];
            expect(record.draws).toBe(drawn.size);
            for (const type of record.types) expect(type.won).toBe(total.get(type.id) ?? 0);
            await begun.stores.platform.close();
          },
        ),
        { numRuns: 40 },
      );
    });
  });
};
