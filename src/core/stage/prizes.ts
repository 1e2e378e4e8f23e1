/** What the rules of drawing need to know of a prize. */
export interface PrizeStock {
  readonly id: string;
  readonly quantity: number;
  readonly winnersPerDraw: number;
  /** Winners drawn for it so far. */
  readonly drawn: number;
}

/** How many are still to be won; never below zero. */
export const remaining = (prize: PrizeStock): number => Math.max(0, prize.quantity - prize.drawn);

/**
 * What the presenter's button starts next: the first prize of the show's order that is left, with as many winners as
 * it takes at a time, as are left of it and as can still win. Null when there is nothing left, or nobody.
 */
export const nextUp = (prizes: readonly PrizeStock[], eligible: number): { prizeId: string; count: number } | null => {
  const prize = prizes.find((candidate) => remaining(candidate) > 0);
  if (!prize || eligible < 1) return null;
  return { prizeId: prize.id, count: Math.min(prize.winnersPerDraw, remaining(prize), eligible) };
};
