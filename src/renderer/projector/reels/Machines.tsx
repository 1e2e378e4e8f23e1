import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { padNumber } from '../../common/numbers.ts';
import type { Area } from '../measure.ts';
import { layOutMachines } from './machineLayout.ts';
import { animateReels, type ReelPlan, type ReelState } from './reelAnimation.ts';
import type { SpinTimes } from './reels.ts';
import './machines.css';

export interface MachineProps {
  /** How many winners are drawn, and how many digits their numbers take. */
  readonly count: number;
  readonly reels: number;
  /** The event's width of numbers. */
  readonly width: number;
  /** The numbers, as soon as this screen knows them. */
  readonly numbers: readonly number[] | null;
  /** Those of them who were not there. */
  readonly absent: readonly number[];
  readonly times: SpinTimes;
  readonly state: ReelState;
  readonly revealed: boolean;
  readonly calm: boolean;
  readonly area: Area;
  /** Pixels of one unit of `area`. */
  readonly unit: number;
}

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** One to six machines, a row of digit reels each. */
export const Machines = (props: MachineProps): ReactNode => {
  const { count, reels, width, numbers, absent, times, state, revealed, calm, area, unit } = props;
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(state);
  const lastFree: ReelPlan['lastFree'] = useRef(null);
  useLayoutEffect(() => {
    latest.current = state;
  });
  const { drum, columns } = layOutMachines(count, reels, area);
  useEffect(() => {
    if (!root.current) return;
    const plan = { count, reels, numbers, times, calm, drumPixels: drum * unit, lastFree };
    return animateReels(root.current, plan, latest);
  }, [count, reels, numbers, times, calm, drum, unit]);

  const style: CSSProperties & Record<`--${string}`, string> = {
    '--drum': `calc(${drum} * var(--u))`,
    '--columns': String(columns),
    '--reels': String(reels),
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
            <div className={absent.includes(numbers[machine]) ? 'result result-absent' : 'result'}>
              <p className="result-number" data-testid="winner-number">
                {[...padNumber(numbers[machine], width)].map((digit, place) => (
                  <span key={place}>{digit}</span>
                ))}
              </p>
            </div>
          )}
        </div>
      ))}
    </div>
  );
};
