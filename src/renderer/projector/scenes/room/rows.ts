/** The rows of a vote on the projector. Pure. */
import type { Bar, BallotText, PublicRoom } from '../../../../contract/rooms/views.ts';

export interface Row {
  readonly text: BallotText;
  /** Of the longest bar, 0 to 1. */
  readonly share: number;
  readonly votes: number | null;
}

/** A ballot of so many texts is shown whole, in its own order; of a longer one the longest bars are. */
export const WHOLE_BALLOT = 10;

/** The rows of a running vote, `most` at most. */
export const rowsOf = (
  { ballot, ballot_count }: Pick<PublicRoom, 'ballot' | 'ballot_count'>,
  bars: readonly Bar[],
  most: number,
): readonly Row[] => {
  const barOf = new Map(bars.map((bar) => [bar.text_id, bar]));
  const rowOf = (text: BallotText): Row => {
    const bar = barOf.get(text.text_id);
    return { text, share: bar?.share ?? 0, votes: bar?.votes ?? null };
  };
  if (ballot_count <= WHOLE_BALLOT || bars.length === 0) return ballot.slice(0, most).map(rowOf);
  const textOf = new Map(ballot.map((text) => [text.text_id, text]));
  return bars
    .flatMap(({ text_id }) => textOf.get(text_id) ?? [])
    .slice(0, most)
    .map(rowOf);
};
