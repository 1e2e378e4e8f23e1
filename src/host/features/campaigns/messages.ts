/** What other systems are told: SMS to customers, and coupons won. The outbox brings them there. */
import type { OutboxEvent } from '../../platform/storage/auditedChange.ts';
import { masked } from './mobile.ts';
import type { WonCoupon } from './store.ts';

const KOREA = '82';

/**
 * An SMS in the language of the number's country; English keeps to the alphabet of GSM, of which 160 letters are one
 * message. `customer`: whose messages keep their order.
 */
const sms = (
  { customerId, mobile, callingCode }: { customerId: number; mobile: string; callingCode: string },
  at: number,
  text: { readonly korean: string; readonly english: string },
): OutboxEvent => ({
  type: 'smsRequested',
  subject: `customer:${customerId}`,
  at,
  data: { to: mobile, text: callingCode === KOREA ? text.korean : text.english },
});

export const couponWonEvents = (won: WonCoupon): OutboxEvent[] => [
  {
    type: 'couponWon',
    subject: `campaign:${won.campaignId}`,
    at: won.at,
    data: {
      campaign_id: won.campaignId,
      campaign: won.campaign,
      draw_id: won.drawId,
      day: won.day,
      coupon_type_id: won.coupon.typeId,
      coupon_type: won.coupon.type,
      mobile: masked(won),
      won_at: new Date(won.at).toISOString(),
    },
  },
  sms(won, won.at, {
    korean: `[${won.campaign}] 축하합니다, 당첨되셨습니다. ${won.coupon.type} 쿠폰: ${won.coupon.code}`,
    english: `[${won.campaign}] You won: ${won.coupon.type}. Your coupon: ${won.coupon.code}`,
  }),
];

export const oneTimeCodeEvents = (
  user: { customerId: number; mobile: string; callingCode: string },
  code: string,
  at: number,
): OutboxEvent[] => [
  sms(user, at, {
    korean: `[럭키드로우] 인증번호: ${code}`,
    english: `[Lucky Draw] Your code: ${code}`,
  }),
];
