import { delayHex } from '../../../core/fairness/delay.ts';
import { delayInputOf, outcomeOf, type Draw } from '../../../core/fairness/draw.ts';
import { inTurns } from '../../platform/inTurns.ts';
import type { Delayer } from './delay/delayer.ts';
import type { Decision } from './store.ts';

/** A draw whose entropy is closed. */
type ClosedDraw = Pick<Draw, 'announcement' | 'chainLink' | 'entropy'>;

/** What the delay of a closed draw gives, in hex: after as long as its steps take. Null: `signal` has ended it. */
export const delayOf = async (draw: ClosedDraw, delayer: Delayer, signal: AbortSignal): Promise<string | null> => {
  const input = delayInputOf(draw);
  const steps = draw.announcement.delay;
  const y = steps === 0 ? input : await delayer.run(input, steps, signal);
  return y === null ? null : delayHex(y);
};

/** The winners and reserves of a closed draw (FAIRNESS section 7), as the store takes them. `delay`: in hex. */
export const decisionOf = async (
  draw: ClosedDraw & Pick<Draw, 'entries' | 'delay'>,
): Promise<Omit<Decision, 'decidedAt'>> => {
  const { winners, reserves } = await inTurns(outcomeOf(draw));
  return { delay: draw.delay, winners, reserves };
};
