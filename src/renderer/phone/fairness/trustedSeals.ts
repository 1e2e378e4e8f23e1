/** The seals that this phone may trust: the one that it saw when it joined, and those that rightly followed it. */
import type { AudienceView, PublicDraw } from '../../../contract/stage/views.ts';
import { isHex } from '../../../core/fairness/bytes.ts';
import { chainLength } from '../../../core/fairness/chain.ts';
import type { TrustedSeal } from '../../common/storedFairness.ts';

/** The seals after this view. The same array where nothing is new. */
export const withSeals = (seals: readonly TrustedSeal[], view: AudienceView): readonly TrustedSeal[] => {
  const { draw } = view;
  let seen = seals;
  if (seen.length === 0) seen = isHex(view.seal) ? [{ epoch: null, seal: view.seal }] : seen;
  if (!draw) return seen;
  if (seen.some(({ epoch, seal }) => epoch === null && seal === draw.seal)) {
    seen = seen.map((one) => (one.seal === draw.seal ? { ...one, epoch: draw.epoch } : one));
  }
  // The last draw of a chain that is trusted: the next chain's seal is published with it.
  const isLast =
    draw.draw === chainLength && seen.some(({ epoch, seal }) => epoch === draw.epoch && seal === draw.seal);
  const isNew = view.seal !== draw.seal && !seen.some(({ epoch }) => epoch === draw.epoch + 1);
  return isLast && isNew && isHex(view.seal) ? [...seen, { epoch: draw.epoch + 1, seal: view.seal }] : seen;
};

/** `unknown`: another chain was begun while this phone was away, or it has seen no seal. */
export type SealComparison = 'same' | 'differs' | 'unknown';

/** A draw's seal against those that are trusted. `swapped`: this phone saw the seal change before its chain was used up. */
export const compareSeal = (seals: readonly TrustedSeal[], swapped: boolean, draw: PublicDraw): SealComparison => {
  if (seals.some(({ epoch, seal }) => epoch === draw.epoch && seal === draw.seal)) return 'same';
  if (swapped || seals.some(({ epoch }) => epoch === draw.epoch)) return 'differs';
  // Seen before any draw: there is no earlier chain than the first.
  return draw.epoch === 1 && seals.length > 0 ? 'differs' : 'unknown';
};

/** Whether a seal was changed between two views of one connection, before its chain was used up. */
export const isSealSwapped = (before: AudienceView, view: AudienceView): boolean =>
  before.id === view.id &&
  before.seal !== view.seal &&
  before.draw?.draw !== chainLength &&
  view.draw?.draw !== chainLength;
