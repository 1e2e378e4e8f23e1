import { accept, refuse, type Result } from '../result.ts';

/** A win as far as the rules of absence depend on it. Moments in ms since 1970. */
export interface KnownWin {
  readonly drawNumber: number;
  readonly claimedAt: number | null;
  readonly forfeitedAt: number | null;
}

/** May this number be called absent in a draw that was revealed? `wins`: of that draw, those who stepped in included. */
export const planForfeit = <W extends KnownWin>(
  wins: readonly W[],
  drawNumber: number,
): Result<W, 'not_a_winner' | 'already_claimed'> => {
  const win = wins.find((each) => each.drawNumber === drawNumber);
  if (!win) return refuse('not_a_winner', 'This number has not won in this draw.');
  if (win.forfeitedAt !== null) {
    return refuse('not_a_winner', 'This winner was marked as absent already: the prize is not theirs any more.');
  }
  if (win.claimedAt !== null) {
    return refuse('already_claimed', 'This prize was handed over already: its winner was here.');
  }
  return accept(win);
};

/**
 * Who steps in: the first of the reserves, in the order in which they were drawn, who has won nothing since. `hasWon`:
 * a win of any draw of this round, forfeited ones included. Null: no reserve is left.
 */
export const nextReserve = (reserves: readonly number[], hasWon: (drawNumber: number) => boolean): number | null =>
  reserves.find((drawNumber) => !hasWon(drawNumber)) ?? null;
