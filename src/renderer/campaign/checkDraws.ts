/** Checks this phone's earlier draws once their days are over. Loaded when there is something to check. */
import { verifyCouponDraw, type CouponCheck } from '../../core/campaigns/couponDraw.ts';
import { call } from '../common/api.ts';
import type { Press } from './keptDraws.ts';

export interface Checked {
  /** Draws that were checked and are fair. */
  readonly fair: number;
  /** The first check that failed; null: none did. */
  readonly failed: CouponCheck | null;
}

export const checkDraws = async (presses: readonly Press[]): Promise<Checked> => {
  let fair = 0;
  for (const press of presses) {
    if (!press.answer) continue;
    const found = await call('couponDraw', { params: { draw_id: press.answer.draw_id } });
    if (!found.ok || found.value.proof === null) continue;
    // Won, though nothing was hit: the host cannot have it both ways.
    const failed = verifyCouponDraw(found.value.proof, press);
    if (failed) return { fair, failed };
    if (press.answer.won && found.value.proof.hit === null) return { fair, failed: 'hit' };
    fair += 1;
  }
  return { fair, failed: null };
};
