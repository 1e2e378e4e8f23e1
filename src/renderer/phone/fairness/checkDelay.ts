/** Goes back through the delay of a revealed draw, piece by piece, so that the page stays awake. */
import type { PublicDraw } from '../../../contract/stage/views.ts';
import { isAnnouncement } from '../../../core/fairness/announcement.ts';
import { isHex } from '../../../core/fairness/bytes.ts';
import { delayFault } from '../../../core/fairness/draw.ts';
import { isEntropy } from '../../../core/fairness/entropy.ts';
import { laterTask } from '../../common/laterTask.ts';

/** So long the page works in one go; then the browser may paint and answer touches. */
const SLICE_MS = 6;

/**
 * Whether the delay goes back to where the draw's own values say it must begin; null where the host tells too little to say
 * so, or once `isWanted` is false. `announcement`: of any form.
 */
export const checkDelay = async (
  { delay_result: result, reveal, entropy }: PublicDraw,
  announcement: unknown,
  isWanted: () => boolean,
): Promise<boolean | null> => {
  if (result === null || !isHex(reveal) || !isAnnouncement(announcement) || !entropy?.every(isEntropy)) return null;
  const work = delayFault({ announcement, chainLink: reveal, entropy }, result);
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value === null;
    if (performance.now() - since < SLICE_MS) continue;
    await laterTask();
    if (!isWanted()) return null;
    since = performance.now();
  }
};
