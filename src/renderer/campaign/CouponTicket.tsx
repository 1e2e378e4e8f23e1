import { Qr } from '../common/Qr.tsx';
import type { Texts } from './texts.ts';

/** A coupon: what it is for, its code, and the QR code that leads staff to it. */
export const CouponTicket = ({
  campaign,
  type,
  code,
  redeemed,
  t,
}: {
  campaign: string;
  type: string;
  code: string;
  redeemed: boolean;
  t: Texts;
}) => (
  <section class={redeemed ? 'ticket spent' : 'ticket'} aria-label={`${t.code} ${type}`}>
    <p class="stub" dir="auto">
      {campaign}
    </p>
    <h2 dir="auto">{type}</h2>
    {redeemed ? (
      <p class="verdict good">✓ {t.redeemed}</p>
    ) : (
      <Qr text={`${location.origin}/redeem#${code}`} label={`${t.code} ${code}`} />
    )}
    <p class="code" data-testid="coupon-code">
      {code}
    </p>
  </section>
);
