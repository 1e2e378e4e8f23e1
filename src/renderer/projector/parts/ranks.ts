import type { PublicPrize } from '../../../contract/event/views.ts';

/** Ranks are worth showing only where they tell prizes apart. */
export const ranksTell = (prizes: readonly PublicPrize[]): boolean =>
  new Set(prizes.map((prize) => prize.rank)).size > 1;
