/** Paints turning reels frame by frame, outside of React: transform and opacity only. */
import {
  SNAP_MS,
  blurAt,
  calmDigitAt,
  digitsOf,
  endlessMotions,
  landingMotions,
  positionAt,
  snapPosition,
  speedAt,
  type ReelMotion,
  type SpinTimes,
} from './reels.ts';
import { paintSmear, SMEAR_PITCH } from './smear.ts';

/** What the rest of the show is told while the reels turn. */
export interface ReelListener {
  /** A digit passes the pay line. */
  ticked(): void;
  /** One more reel stands; `last` when none turns any more. */
  stopped(last: boolean): void;
  /** The moment of the reveal; may be told more than once. */
  revealed(): void;
}

/** What changes while the reels turn, read anew for every frame. */
export interface ReelState {
  /** Ms since the draw began, by the host's clock. */
  readonly elapsed: () => number;
  /** The host has told the winners: whatever the clock says, the reels stand now. */
  readonly told: boolean;
  readonly listener: ReelListener;
}

export interface ReelPlan {
  /** How many machines of how many reels. */
  readonly count: number;
  readonly reels: number;
  /** The numbers, as soon as this screen knows them. */
  readonly numbers: readonly number[] | null;
  readonly times: SpinTimes;
  readonly calm: boolean;
  /** Width of a drum in pixels. */
  readonly drumPixels: number;
  /** Where the reels were when last painted without knowing their digits; kept by the caller from plan to plan. */
  readonly lastFree: { current: { readonly at: number; readonly positions: number[] } | null };
}

/** A drum carries ten digits: so many radians from one to the next. */
const STEP = Math.PI / 5;
/** Radius of the drum in widths of a drum. */
const RADIUS = 2.32;
/** Digits further from the pay line than this are behind the frame. */
const SEEN = 1.5;

interface Drum {
  readonly faces: readonly HTMLElement[];
  readonly smear: HTMLCanvasElement;
}

const drumsOf = (root: HTMLElement): Drum[][] =>
  [...root.querySelectorAll('.machine')].map((machine) =>
    [...machine.querySelectorAll('.drum')].flatMap((drum) => {
      const smear = drum.querySelector('canvas');
      return smear ? [{ faces: [...drum.querySelectorAll<HTMLElement>('.face')], smear }] : [];
    }),
  );

/** Paints one drum at a position: digits on a cylinder seen from the front, and the blur over them. */
const paintDrum = (
  { faces, smear }: Drum,
  drumPixels: number,
  { position, blur, presence }: { position: number; blur: number; presence: number },
): void => {
  faces.forEach((face, digit) => {
    // Digits from the pay line, -5 to 5; those above it come next.
    const away = ((((position - digit) % 10) + 15) % 10) - 5;
    const visible = Math.abs(away) < SEEN && blur < 1 && presence > 0;
    face.style.visibility = visible ? 'visible' : 'hidden';
    if (!visible) return;
    const angle = away * STEP;
    face.style.opacity = String((1 - blur) * presence);
    face.style.transform = `translateY(${Math.sin(angle) * RADIUS * drumPixels}px) scaleY(${Math.cos(angle)})`;
  });
  smear.style.opacity = String(blur);
  // The strip repeats after ten digits and runs downwards.
  if (blur > 0) smear.style.transform = `translateY(${((position % 10) - 10) * SMEAR_PITCH * drumPixels}px)`;
};

/** Runs the reels below `root` by the plan until they stand; answers what ends it early. */
export const animateReels = (
  root: HTMLElement,
  plan: ReelPlan,
  state: { readonly current: ReelState },
): (() => void) => {
  const { count, reels, numbers, times, calm, drumPixels, lastFree } = plan;
  const drums = drumsOf(root);
  for (const { smear } of drums.flat()) void paintSmear(smear);
  const digits = numbers?.map((drawNumber) => digitsOf(drawNumber, reels)) ?? null;
  const free = endlessMotions(reels, times);
  const motions: ReelMotion[][] = Array.from({ length: count }, (_, machine) => {
    const known = digits?.[machine];
    return known ? landingMotions(known, times) : free;
  });
  const first = motions[0] ?? [];
  let frame = 0;
  let standing = -1;
  let tick = -1;
  let told = false;

  const draw = (): void => {
    const { elapsed, told: winnersTold, listener } = state.current;
    const now = elapsed();
    const settled = digits !== null && (winnersTold || now >= times.reveal);
    const time = settled ? Infinity : now;
    // Told only at the reveal: from wherever the reels are, they snap to their digits.
    const since = settled && lastFree.current ? now - lastFree.current.at : SNAP_MS;
    const snapping = since < SNAP_MS;
    drums.forEach((row, machine) =>
      row.forEach((drum, reel) => {
        const motion = motions[machine]?.[reel];
        if (!motion) return;
        const digit = digits?.[machine]?.[reel];
        if (calm) {
          const presence = digit === undefined ? 0 : snapping ? since / SNAP_MS : calmDigitAt(motion, time);
          paintDrum(drum, drumPixels, { position: digit ?? 0, blur: 0, presence });
        } else if (snapping) {
          const position = snapPosition(lastFree.current?.positions[reel] ?? 0, digit ?? 0, since);
          paintDrum(drum, drumPixels, { position, blur: 0, presence: 1 });
        } else {
          const position = positionAt(motion, time);
          paintDrum(drum, drumPixels, { position, blur: blurAt(speedAt(motion, time)), presence: 1 });
        }
      }),
    );

    const nowStanding = snapping ? 0 : first.filter((motion) => time >= motion.overshootAt).length;
    if (standing !== -1 && nowStanding > standing) listener.stopped(nowStanding === first.length);
    standing = nowStanding;
    const slowest = first[first.length - 1];
    if (slowest && nowStanding < first.length) {
      const nowTick = Math.floor(positionAt(slowest, now));
      if (tick !== -1 && nowTick !== tick) listener.ticked();
      tick = nowTick;
    }
    if (settled && !told) {
      told = true;
      listener.revealed();
    }
    if (settled && !snapping) {
      root.dataset['settled'] = 'true';
      return;
    }
    if (digits === null) lastFree.current = { at: now, positions: free.map((motion) => positionAt(motion, now)) };
    else if (!settled) lastFree.current = null;
    frame = requestAnimationFrame(draw);
  };
  draw();
  return () => cancelAnimationFrame(frame);
};
