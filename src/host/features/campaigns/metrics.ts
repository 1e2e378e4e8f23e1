import { leftToday, stageOf } from '../../../core/campaigns/rules.ts';
import { gauge, type Metric } from '../../platform/metrics.ts';
import type { Campaigns } from './service.ts';

/** Of more campaigns than this at a time, nobody is told what is left: each type would be one more series to keep. */
const MAX_CAMPAIGNS = 20;

const counter = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  kind: 'counter',
  values: [{ labels: {}, value }],
});

/** How campaigns are doing at `now` (ms since 1970), for Prometheus: the newest of those that run, by type. */
export const campaignMetrics = (
  { all, counts, dayNow }: Pick<Campaigns, 'all' | 'counts' | 'dayNow'>,
  now: number,
): Metric[] => {
  const running = all().filter((campaign) => stageOf(campaign, now) === 'open');
  const left = running.slice(0, MAX_CAMPAIGNS).flatMap((campaign) => {
    const isOpenDay = campaign.openDay === dayNow(campaign).day;
    return campaign.types.map((type) => ({
      labels: { campaign: campaign.id, type: type.id, name: type.name },
      total: type.totalQuota - type.won,
      today: leftToday(type, { total: type.won, today: isOpenDay ? type.wonToday : 0 }),
    }));
  });
  return [
    counter('luckydraw_campaign_draws_total', 'Coupon draws since the host was started', counts.draws),
    counter('luckydraw_campaign_wins_total', 'Coupons won since the host was started', counts.wins),
    counter(
      'luckydraw_campaign_refused_repeats_total',
      'Draws refused since the host was started, because the customer had drawn on that day',
      counts.repeats,
    ),
    counter('luckydraw_coupons_redeemed_total', 'Coupons redeemed since the host was started', counts.redeemed),
    gauge('luckydraw_campaigns_running', 'Campaigns in which customers can draw now', running.length),
    {
      name: 'luckydraw_coupons_left',
      help: `Coupons that can still be won, by type of the ${MAX_CAMPAIGNS} newest running campaigns`,
      kind: 'gauge',
      values: left.map(({ labels, total }) => ({ labels, value: total })),
    },
    {
      name: 'luckydraw_coupons_left_today',
      help: 'The same, on the current day',
      kind: 'gauge',
      values: left.map(({ labels, today }) => ({ labels, value: today })),
    },
  ];
};
