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

/** The prize that is drawn next: the chosen one while any of it is left, else the first of the show's order that is left. */
export const nextPrize = <P extends PrizeStock>(prizes: readonly P[], chosenId: string | null): P | null => {
  const left = prizes.filter((prize) => remaining(prize) > 0);
  return left.find(({ id }) => id === chosenId) ?? left[0] ?? null;
};

/**
 * What the presenter's button starts next: the next prize, with as many winners as
 * it takes at a time, as are left of it and as can still win. Null when there is nothing left, or nobody.
 */
export const nextUp = (
  prizes: readonly PrizeStock[],
  chosenId: string | null,
  eligible: number,
): { prizeId: string; count: number } | null => {
  const prize = nextPrize(prizes, chosenId);
  if (!prize || eligible < 1) return null;
  return { prizeId: prize.id, count: Math.min(prize.winnersPerDraw, remaining(prize), eligible) };
};
