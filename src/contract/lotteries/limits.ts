/** Of automatic lotteries. Sums are whole numbers of the smallest unit, such as cents, so that none is ever rounded. */
export const LOTTERY_LIMITS = {
  name: 120,
  players: 100_000,
  winners: 1_000,
  sum: Number.MAX_SAFE_INTEGER,
  playerId: 128,
  messageId: 128,
  reason: 200,
  /** Dead letters of one page: each is as long as a message. */
  lettersPage: 100,
  /** Winners that the projector names; the others are counted. */
  shownWinners: 12,
} as const;
