/** What the fields of a campaign may hold at most, in characters. */
export const CAMPAIGN_LIMITS = {
  /** As the rules of core have them. */
  couponTypes: 50,
  days: 1024,
  /** Types of which figures are shown: those in use, and others that were won. */
  figuredTypes: 200,
  recentWins: 8,
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
