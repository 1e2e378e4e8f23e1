/** When the phones are told a result: not before the reels stand on the big screens. */
import { isUnderWay } from '../../../core/stage/stage.ts';
import type { ReelsReport } from '../../../contract/stage/live.ts';
import type { Clock } from '../../platform/clock.ts';
import type { StageState } from './stages.ts';

/** A projector that hangs, or is hidden, holds the phones up no longer than this after the reveal. */
export const MAX_WAIT_MS = 1_500;

/** The part of the stage that a reveal changes. */
type Picture = Pick<StageState, 'stage' | 'current'>;

/**
 * At the reveal the reels may still turn: on a slow machine frames come late. The projectors that said that their reels
 * turn for this draw are waited for, each until it says that they stand, is gone, or `MAX_WAIT_MS` are over; where there
 * is none, nobody is. Only what phones are sent waits: the result is stored, and whoever asks the host is told.
 *
 * `tell`: sends the phones `picture()`.
 */
export const createPhonesMoment = (clock: Pick<Clock, 'after'>, stage: () => Picture, tell: () => void) => {
  /** Which draw's reels turn on each projector. */
  const turning = new Map<AbortSignal, string>();
  let told: Picture = stage();
  let stopWaiting: (() => void) | null = null;

  const pass = (): void => {
    stopWaiting?.();
    stopWaiting = null;
    const { stage: name, current } = stage();
    told = { stage: name, current };
    if (!isUnderWay(name)) turning.clear();
  };

  const isAwaited = (): boolean => {
    const { stage: name, current } = stage();
    return (
      name === 'winner' &&
      isUnderWay(told.stage) &&
      told.current?.id === current?.id &&
      [...turning.values()].some((drawId) => drawId === current?.id)
    );
  };

  /** To be called when the stage has changed. */
  const follow = (): void => {
    if (!isAwaited()) pass();
    else
      stopWaiting ??= clock.after(MAX_WAIT_MS, () => {
        pass();
        tell();
      });
    tell();
  };

  return {
    follow,
    /** The stage as the phones may see it now. */
    picture: (): Picture => (stopWaiting ? told : stage()),
    /** `projector`: aborted when it has gone. */
    heard: (projector: AbortSignal, { draw_id: drawId, standing }: ReelsReport): void => {
      if (standing) turning.delete(projector);
      else turning.set(projector, drawId);
      if (stopWaiting) follow();
    },
    gone: (projector: AbortSignal): void => {
      turning.delete(projector);
      if (stopWaiting) follow();
    },
    close: (): void => stopWaiting?.(),
  };
};

export type PhonesMoment = ReturnType<typeof createPhonesMoment>;
