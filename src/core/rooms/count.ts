/** Counting a vote: each ballot names texts, each text on the ballot gets one vote from each ballot that names it. */

/** `votes` of a text. Texts with as many votes have the same rank: 1, 1, 3. */
export interface Ranked {
  readonly textId: number;
  readonly votes: number;
  readonly rank: number;
}

/** The texts of the ballot, the best first, equal ones in their own order. `votesOf`: 0 for a text that nobody chose. */
export const rankTexts = (onBallot: readonly number[], votesOf: (textId: number) => number): Ranked[] => {
  const sorted = onBallot
    .map((textId) => ({ textId, votes: votesOf(textId) }))
    .sort((one, other) => other.votes - one.votes || one.textId - other.textId);
  let rank = 1;
  return sorted.map((text, index) => {
    if (index > 0 && text.votes !== sorted[index - 1]?.votes) rank = index + 1;
    return { ...text, rank };
  });
};

/** The texts on the first place, of a ranking; several are a tie. Empty where nobody voted. */
export const firstOf = (ranking: readonly Ranked[]): number[] =>
  ranking.filter(({ rank, votes }) => rank === 1 && votes > 0).map(({ textId }) => textId);

/** Length of a bar as a share of the longest, 0 to 1, in steps of 1/20: more would tell the numbers. */
export const shareOf = (votes: number, most: number): number =>
  most === 0 ? 0 : Math.max(votes > 0 ? 0.05 : 0, Math.round((votes / most) * 20) / 20);
