import type { customerPaths } from '../../../contract/campaigns/paths.ts';
import { customerHash, rulesHash } from '../../../core/campaigns/couponDraw.ts';
import { stageOf } from '../../../core/campaigns/rules.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { keyReused, sendKeptReply } from '../../platform/http/change.ts';
import { idempotentRequest } from '../../platform/http/idempotency.ts';
import { createPlaceLimit } from '../../platform/http/placeLimit.ts';
import { addressOf, envelope, iso, isoOrNull, type Handlers } from '../../platform/http/routeCall.ts';
import { nextDrawAt } from './currentDay.ts';
import { masked } from './mobile.ts';
import type { Campaigns } from './service.ts';
import type { CampaignsStore, DrawnCoupon } from './store.ts';
import { publicCampaign } from './views.ts';

const REFUSALS = {
  user_not_found: 'There is no such customer.',
  campaign_not_found: 'There is no such campaign.',
  campaign_not_started: 'This campaign has not started yet.',
  campaign_paused: 'This campaign is paused. Try again later.',
  campaign_ended: 'This campaign is over.',
  number_not_verified: 'Prove your number with the code that is sent to it first.',
} as const;

const drawnData = ({ drawId, day, coupon, nextDrawAt }: DrawnCoupon) => ({
  draw_id: drawId,
  won: coupon !== null,
  day,
  ...(coupon ? { coupon: { code: coupon.code, type: coupon.type } } : {}),
  next_draw_at: isoOrNull(nextDrawAt),
});

export const createCustomerHandlers = (
  { clock, random, once }: Pick<Platform, 'clock' | 'random' | 'once'>,
  store: Pick<CampaignsStore, 'storedDraw'>,
  campaigns: Campaigns,
  { registrationLimit, origin }: { readonly registrationLimit: number; readonly origin: () => string },
): Handlers<keyof typeof customerPaths> => {
  const limit = createPlaceLimit(registrationLimit, () => clock.now());

  return {
    createUser: (call) =>
      once(call, async () => {
        const { body, request, reply } = call;
        if (!limit.take(addressOf(request))) {
          reply.header('retry-after', '60');
          return refuse('too_many_users', 'Too many numbers came from this network in the last minute. Wait a minute.');
        }
        const created = await campaigns.createUser(body.mobile, body.country, body.name ?? '');
        return created.ok ? accept({ data: { id: created.value } }) : created;
      }),

    sendUserCode: async ({ body }) => {
      const sent = await campaigns.sendCode(body.user_id);
      if (!sent.ok) return sent;
      const { user, validUntil } = sent.value;
      return accept({ data: { mobile: masked(user), valid_until: iso(validUntil) } });
    },

    verifyUser: async ({ body }) => {
      const verified = await campaigns.verify(body.user_id, body.code);
      return verified.ok ? accept({ data: {} }) : verified;
    },

    campaign: async ({ params }) => {
      const found = await campaigns.now(params.campaign_id);
      return found.ok ? accept({ data: publicCampaign(found.value, clock.now(), origin()) }) : found;
    },

    drawCoupon: async ({ body, caller, request, reply }) => {
      const asked = idempotentRequest(request, caller, body, clock.now(), random);
      const outcome = await campaigns.draw({
        userId: body.user_id,
        campaignId: body.campaign_id,
        value: body.value,
        idempotent: asked && asked.keep((draw) => ({ status: 201, body: envelope(drawnData(draw)) })),
      });
      switch (outcome.kind) {
        case 'drawn':
          return accept({ data: drawnData(outcome.draw) });
        case 'repeated':
          return asked ? sendKeptReply(reply, asked, outcome.kept) : keyReused();
        case 'drawn_already':
          return refuse('already_drawn_today', 'You have drawn today. Come back tomorrow.', {
            next_draw_at: isoOrNull(outcome.nextDrawAt),
          });
        case 'refused':
          return refuse(outcome.code, REFUSALS[outcome.code]);
      }
    },

    nextDraw: async ({ query }) => {
      const found = await campaigns.now(query.campaign_id);
      if (!found.ok) return found;
      const user = await campaigns.user(query.user_id);
      if (!user) return refuse('user_not_found', REFUSALS.user_not_found);
      const { campaign, day } = found.value;
      const drawnToday = campaigns.hasDrawnToday(campaign, query.user_id);
      const now = clock.now();
      const open = stageOf({ ...campaign, paused: false }, now);
      const next = drawnToday ? nextDrawAt(campaign, day) : Math.max(now, campaign.startsAt);
      return accept({
        data: {
          drawn_today: drawnToday,
          verified: user.verified,
          next_draw_at: isoOrNull(open === 'ended' ? null : next),
        },
      });
    },

    couponDraw: async ({ params }) => {
      const draw = await store.storedDraw(params.draw_id);
      if (!draw) return refuse('coupon_draw_not_found', 'There is no such draw.');
      const { coupon } = draw;
      const revealed = await campaigns.reveal(draw.campaignId, draw.day);
      return accept({
        data: {
          draw_id: draw.drawId,
          campaign_id: draw.campaignId,
          day: draw.day,
          drawn_at: iso(draw.at),
          won: coupon !== null,
          coupon: coupon && {
            code: coupon.code,
            type: coupon.type,
            description: coupon.description,
            redeemed_at: isoOrNull(coupon.redeemedAt),
          },
          proof: revealed.ok
            ? {
                statement: {
                  v: 'ld1' as const,
                  campaign: draw.campaignId,
                  day: draw.day,
                  customer: customerHash(draw.userId),
                  rules: rulesHash(draw.rules),
                  value: draw.value,
                },
                rules: draw.rules.map(([type, probability]): [string, string] => [type, probability]),
                seal: revealed.value.campaign.seal,
                reveal: revealed.value.reveal,
                hit: draw.hit,
              }
            : null,
        },
      });
    },

    campaignDay: async ({ params }) => {
      const day = Number(params.day);
      const revealed = await campaigns.reveal(params.campaign_id, day);
      if (!revealed.ok) return revealed;
      const { campaign, reveal } = revealed.value;
      return accept({
        data: { campaign_id: campaign.id, day, date: campaigns.dateOf(campaign, day), seal: campaign.seal, reveal },
      });
    },
  };
};
