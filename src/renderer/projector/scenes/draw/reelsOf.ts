import type { PublicDraw } from '../../../../contract/stage/views.ts';

/**
 * What the reels of the draw on the stage turn for: its winners, or the one reserve who steps in for somebody absent.
 * Moments are the host's clock, in ms since 1970.
 */
export interface ReelsOf {
  /** How many winners. */
  readonly count: number;
  /** Null until everybody may know. */
  readonly winners: readonly { readonly draw_number: number }[] | null;
  readonly started_at: number;
  /** 0: the result is still being computed. */
  readonly decided_at: number;
  readonly stopping_at: number;
  readonly reveal_at: number;
  /** The winner whose place is taken; null in the draw itself. */
  readonly absent: number | null;
}

export const reelsOf = (draw: PublicDraw): ReelsOf => {
  const { step_in: stepIn } = draw;
  if (!stepIn) return { ...draw, absent: null };
  return {
    ...stepIn,
    decided_at: stepIn.started_at,
    count: 1,
    winners: stepIn.draw_number === null ? null : [{ draw_number: stepIn.draw_number }],
  };
};
