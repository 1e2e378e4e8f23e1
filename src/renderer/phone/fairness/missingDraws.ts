/** What became of draw numbers of which this phone saw no result. */
import type { PublicDraw } from '../../../contract/stage/views.ts';
import { call } from '../../common/api.ts';

/** `said`: what the host says of it; null: nothing. */
export interface MissingDraw {
  readonly draw: number;
  readonly said: 'abandoned' | 'erased' | null;
}

/**
 * Asks the host for the draws of `numbers`, all before this one, and answers those of which it shows no result. Null where it
 * does not answer. A draw that was held while this phone was away is no riddle: its result and proof are there.
 */
export const missingDraws = async (
  draw: PublicDraw,
  numbers: readonly number[],
  timeoutMs: number,
): Promise<readonly MissingDraw[] | null> => {
  if (numbers.length === 0) return [];
  const list = await call('publicDraws', { query: {}, timeoutMs });
  if (!list.ok) return null;
  const { draws, incidents } = list.value;
  const shown = new Set(draws.filter(({ epoch }) => epoch === draw.epoch).map((one) => one.draw));
  const fates = new Map<number, MissingDraw['said']>();
  for (const { epoch, draw: number, what } of incidents) {
    if (epoch === draw.epoch && (what === 'abandoned' || what === 'erased')) fates.set(number, what);
  }
  return numbers
    .filter((number) => !shown.has(number))
    .map((number) => ({ draw: number, said: fates.get(number) ?? null }));
};
