import type { PublicDraw } from '../../contract/stage/views.ts';

/**
 * Whose the prizes of a revealed draw are now, in the order of drawing: whoever was absent has given way to the reserve
 * who stepped in, as soon as the reels have stood for them.
 */
export const standingWinners = ({ winners, forfeits }: Pick<PublicDraw, 'winners' | 'forfeits'>): number[] => {
  const after = new Map(forfeits.map(({ draw_number, stepped_in }) => [draw_number, stepped_in]));
  const standing = (number: number): number[] => {
    const next = after.get(number);
    if (next === undefined) return [number];
    return next === null ? [] : standing(next);
  };
  return (winners ?? []).flatMap(({ draw_number }) => standing(draw_number));
};
