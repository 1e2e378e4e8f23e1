/** Paints the wall of many winners before the reveal: blurred digits behind windows, and shutters that fall. */
import type { ReelState } from '../../reels/reelAnimation.ts';
import { endlessMotions, positionAt, shutterTimes, type SpinTimes } from '../../reels/reels.ts';
import { paintSmearColumn } from '../../reels/smear.ts';

export interface WallPlan {
  /** The numbers are known before the reveal. */
  readonly known: boolean;
  readonly times: SpinTimes;
  readonly calm: boolean;
  /** Digits of a number. */
  readonly reels: number;
  /** Strips side by side; with other columns there are others to be painted. */
  readonly columns: number;
  /** Windows to be shut. */
  readonly windows: number;
}

/** Runs the wall below `root` until the reveal; answers what ends it early. */
export const animateWall = (
  root: HTMLElement,
  plan: WallPlan,
  state: { readonly current: ReelState },
): (() => void) => {
  const { known, times, calm, reels, columns, windows } = plan;
  const strips = [...root.querySelectorAll<HTMLCanvasElement>('.wall-strip canvas')].slice(0, columns);
  strips.forEach((strip, column) => void paintSmearColumn(strip, reels, column));
  const shutters = [...root.querySelectorAll('.wall-shutter')];
  const falls = shutterTimes(windows, times);
  const motions = endlessMotions(3, times);
  let frame = 0;
  let fallen = -1;
  let tick = -1;
  const draw = (): void => {
    const { elapsed, told, listener } = state.current;
    const now = elapsed();
    if (told || (known && now >= times.reveal)) {
      root.dataset['settled'] = 'true';
      listener.revealed();
      return;
    }
    if (!calm) {
      strips.forEach((strip, column) => {
        const motion = motions[column % motions.length];
        // A third of the strip's height is one turn of its digits, after which it looks the same.
        if (motion)
          strip.style.transform = `translateY(${(((positionAt(motion, now) + column * 3) % 10) / 10 - 1) * (100 / 3)}%)`;
      });
    }
    const down = falls.filter((fall) => now >= fall).length;
    for (const shutter of shutters.slice(Math.max(0, fallen), down)) shutter.classList.add('wall-shutter-down');
    if (fallen !== -1 && down > fallen) listener.stopped(down === windows);
    fallen = down;
    const first = motions[0];
    if (first && down < windows) {
      const nowTick = Math.floor(positionAt(first, now));
      if (tick !== -1 && nowTick !== tick) listener.ticked();
      tick = nowTick;
    }
    frame = requestAnimationFrame(draw);
  };
  draw();
  return () => cancelAnimationFrame(frame);
};
