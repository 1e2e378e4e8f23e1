import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { padNumber } from '../common/numbers.ts';
import { layOutMachines, type Area } from './layout.ts';
import { paintSmear, SMEAR_PITCH } from './smear.ts';
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
  type SpinTimes,
} from './reels.ts';

/** What the reels tell the rest of the show while they turn. */
export interface ReelNews {
  /** Digits pass the pay line: `turning` of the reels still turn. */
  ticked(turning: number): void;
  /** One more reel stands; `last` when none turns any more. */
  stopped(last: boolean): void;
  /** The moment of the reveal by the host's clock. */
  revealed(): void;
}

interface Props {
  /** How many winners are drawn: so many machines. */
  readonly count: number;
  readonly reels: number;
  readonly width: number;
  /** The numbers, as soon as this screen knows them. */
  readonly numbers: readonly number[] | null;
  readonly times: SpinTimes;
  /** Ms since the draw began, by the host's clock. */
  readonly elapsed: () => number;
  /** The host has told the winners: whatever the clock says, the reels stand now. */
  readonly told: boolean;
  readonly revealed: boolean;
  readonly calm: boolean;
  readonly area: Area;
  /** Pixels of one unit of `area`. */
  readonly unit: number;
  readonly news: ReelNews;
}

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
/** A drum carries ten digits; its half turn in radians for each digit away from the pay line. */
const STEP = Math.PI / 5;
/** Radius of the drum in widths of a drum: the digits' faces just meet on it. */
const RADIUS = 2.32;

interface Drum {
  readonly root: HTMLElement;
  readonly faces: readonly HTMLElement[];
  readonly smear: HTMLCanvasElement;
}

const drumsOf = (root: HTMLElement): Drum[][] =>
  [...root.querySelectorAll<HTMLElement>('.machine')].map((machine) =>
    [...machine.querySelectorAll<HTMLElement>('.drum')].flatMap((drum) => {
      const smear = drum.querySelector<HTMLCanvasElement>('.smear');
      return smear ? [{ root: drum, faces: [...drum.querySelectorAll<HTMLElement>('.face')], smear }] : [];
    }),
  );

/** Draws one drum at a position: faces on a cylinder, seen from the front, and the blur over them. */
const paint = (drum: Drum, drumPixels: number, position: number, blur: number, presence: number): void => {
  drum.faces.forEach((face, digit) => {
    // Digits from the pay line, -5 to 5; those above come next.
    const away = ((((position - digit) % 10) + 15) % 10) - 5;
    const visible = Math.abs(away) < 1.5 && blur < 1 && presence > 0;
    face.style.visibility = visible ? 'visible' : 'hidden';
    if (!visible) return;
    const angle = away * STEP;
    face.style.opacity = String((1 - blur) * presence);
    face.style.transform = `translateY(${Math.sin(angle) * RADIUS * drumPixels}px) scaleY(${Math.cos(angle)})`;
  });
  drum.smear.style.opacity = String(blur);
  if (blur > 0) {
    // The strip repeats after ten digits and runs downwards.
    const turn = ((position % 10) + 10) % 10;
    drum.smear.style.transform = `translateY(${(turn - 10) * SMEAR_PITCH * drumPixels}px)`;
  }
};

/** One to six machines, a row of digit reels each. The movement is painted outside of React, frame by frame. */
export const Machines = (props: Props): ReactNode => {
  const { count, reels, width, numbers, times, revealed, calm, area, unit } = props;
  const root = useRef<HTMLDivElement>(null);
  const layout = layOutMachines(count, reels, area);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  // Where a reel without a plan was when it was told its digit.
  const lastFree = useRef<{ at: number; from: number[][] } | null>(null);
  const key = numbers?.join() ?? '';

  useEffect(() => {
    const host = root.current;
    if (!host) return;
    const drums = drumsOf(host);
    for (const { smear } of drums.flat()) void paintSmear(smear);
    const drumPixels = drums[0]?.[0]?.root.clientWidth ?? 0;
    const known = numbers?.map((drawNumber) => digitsOf(drawNumber, reels)) ?? null;
    const motions = Array.from({ length: count }, (_, machine) => {
      const digits = known?.[machine];
      return digits ? landingMotions(digits, times) : endlessMotions(reels, times);
    });
    const free = endlessMotions(reels, times);
    let frame = 0;
    let standing = -1;
    let lastTick = -1;
    let announced = false;

    const draw = (): void => {
      const now = latest.current.elapsed();
      const settled = known !== null && (latest.current.told || now >= times.reveal);
      // Told only at the reveal: from wherever the reels are, they snap to their digits.
      const snap = lastFree.current;
      const since = snap && settled ? now - snap.at : SNAP_MS;
      const snapping = since < SNAP_MS;
      const time = settled ? Infinity : now;
      drums.forEach((row, machine) =>
        row.forEach((drum, reel) => {
          const motion = motions[machine]?.[reel];
          if (!motion) return;
          if (latest.current.calm) {
            const digit = known?.[machine]?.[reel];
            const presence = digit === undefined ? 0 : snapping ? since / SNAP_MS : calmDigitAt(motion, time);
            paint(drum, drumPixels, digit ?? 0, 0, presence);
          } else if (snapping) {
            const from = snap?.from[machine]?.[reel] ?? 0;
            const digit = known?.[machine]?.[reel] ?? 0;
            paint(drum, drumPixels, snapPosition(from, digit, since), 0, 1);
          } else {
            paint(drum, drumPixels, positionAt(motion, time), blurAt(speedAt(motion, time)), 1);
          }
        }),
      );

      const row = motions[0] ?? [];
      const nowStanding = snapping ? 0 : row.filter((motion) => time >= motion.overshootAt).length;
      const turning = row.length - nowStanding;
      const lead = row[row.length - 1];
      const tick = lead && turning > 0 ? Math.floor(positionAt(lead, Math.min(time, now))) : lastTick;
      if (tick !== lastTick && lastTick !== -1) latest.current.news.ticked(turning);
      lastTick = tick;
      if (standing !== -1 && nowStanding > standing) latest.current.news.stopped(nowStanding === row.length);
      standing = nowStanding;

      if (settled && !announced) {
        announced = true;
        latest.current.news.revealed();
      }
      if (settled && !snapping) {
        host.dataset['settled'] = 'true';
        return;
      }
      if (known === null) {
        lastFree.current = {
          at: now,
          from: Array.from({ length: count }, () => free.map((motion) => positionAt(motion, now))),
        };
      } else if (!settled) lastFree.current = null;
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
    // `key` stands for the numbers, which come as a new list with every view.
  }, [count, reels, key, times.stopping, times.reveal, layout.drum, unit, calm]);

  const style: CSSProperties & Record<`--${string}`, string> = {
    '--drum': `calc(${layout.drum} * var(--u))`,
    gridTemplateColumns: `repeat(${layout.columns}, max-content)`,
  };
  return (
    <div
      ref={root}
      className={revealed ? 'machines machines-lit' : 'machines'}
      data-testid="reels"
      data-settled="false"
      style={style}
    >
      {Array.from({ length: count }, (_, machine) => (
        <div key={machine} className="machine">
          <div className="drums" aria-hidden="true">
            {Array.from({ length: reels }, (_, reel) => (
              <div key={reel} className="drum">
                <canvas className="smear" />
                {DIGITS.map((digit) => (
                  <span key={digit} className="face">
                    {digit}
                  </span>
                ))}
                <div className="drum-shade" />
              </div>
            ))}
          </div>
          <div className="pay-line" />
          {revealed && numbers?.[machine] !== undefined && (
            <div className="result">
              <p className="result-number" data-testid="winner-number">
                {[...padNumber(numbers[machine], width).padStart(reels)].map((digit, place) => (
                  <span key={place}>{digit.trim()}</span>
                ))}
              </p>
            </div>
          )}
        </div>
      ))}
    </div>
  );
};
