/** What the fields of a campaign may hold at most, in characters. */
export const CAMPAIGN_LIMITS = {
  name: 80,
  couponName: 80,
  couponDescription: 500,
  userName: 80,
  /** A number as somebody types it. */
  mobile: 32,
  /** A coupon's code as somebody types it, spaces and dashes included. */
  couponCode: 40,
  timeZone: 64,
} as const;

/** Digits of a one-time code. */
export const ONE_TIME_CODE_DIGITS = 6;
