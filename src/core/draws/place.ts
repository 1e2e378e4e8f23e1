import { chainLength } from '../fairness/chain.ts';

/** Where a draw stands among all of its owner's, over all epochs, from 1: what came earlier has a smaller place. */
export const placeOf = ({ epoch, draw }: { readonly epoch: number; readonly draw: number }): number =>
  (epoch - 1) * chainLength + draw;

/** The epoch and the draw number of a place; of place 0, before the first draw, epoch 1 and draw 0. */
export const drawAt = (place: number): { readonly epoch: number; readonly draw: number } => {
  const epoch = Math.max(1, Math.ceil(place / chainLength));
  return { epoch, draw: place - (epoch - 1) * chainLength };
};
