import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { DisplayView, PublicDraw } from '../../contract/stage/views.ts';
import { awaitedOf, planOf } from '../common/drawFacts.ts';
import { Counter } from './Counter.tsx';
import { drainOf } from './drain.ts';
import { FittedText } from './FittedText.tsx';
import type { Words } from './i18n/en.ts';
import type { Screen } from './layout.ts';

interface Props {
  readonly view: DisplayView;
  readonly draw: PublicDraw;
  readonly words: Words;
  readonly screen: Screen;
  readonly calm: boolean;
  readonly hostNow: () => number;
  /** The draw is decided: this gives way to the machine. */
  readonly leaving: boolean;
  readonly onLeft: () => void;
}

/** The time that phones have, as a bar that runs out. */
const Window = ({ draw, calm, hostNow }: Pick<Props, 'draw' | 'calm' | 'hostNow'>): ReactNode => {
  const bar = useRef<HTMLDivElement>(null);
  const { announced_at: from, entropy_until: until } = draw;
  useLayoutEffect(() => {
    const drain = drainOf(from, until, hostNow(), calm);
    const running = bar.current?.animate([{ transform: `scaleX(${drain.part})` }, { transform: 'scaleX(0)' }], {
      duration: drain.ms,
      easing: drain.easing,
      fill: 'forwards',
    });
    return () => running?.cancel();
  }, [from, until, calm, hostNow]);
  return (
    <div className="window" aria-hidden="true">
      <div className="window-left" ref={bar} />
    </div>
  );
};

/** Where the audience's words are there already, the draw is decided within this time: no question flashes up. */
const DECIDING_MS = 500;

/** Whether the phones' time is over, by the host's clock. */
const useWindowOver = (until: number, hostNow: () => number): boolean => {
  const [overUntil, setOverUntil] = useState(() => (hostNow() >= until ? until : null));
  useEffect(() => {
    const timer = setTimeout(() => setOverUntil(until), Math.max(0, until - hostNow()));
    return () => clearTimeout(timer);
  }, [until, hostNow]);
  return overUntil === until;
};

/** Before a draw is decided: what is being mixed into it, and by what everybody can tell this draw from another. */
export const Gathering = (props: Props): ReactNode => {
  const { view, draw, words, screen, calm, hostNow, leaving, onLeft } = props;
  const over = useWindowOver(draw.entropy_until + DECIDING_MS, hostNow);
  const plan = planOf(draw.sources);
  const awaited = awaitedOf(draw, over ? draw.entropy_until : draw.entropy_until - 1, true);
  const asks = awaited === 'words' ? words.armed.callOut : null;
  const waits = awaited === 'beacon' && plan.beacon !== null ? words.armed.beaconNow(plan.beacon) : null;
  const question = asks ?? waits;
  const next = plan.beacon === null || waits !== null ? null : words.armed.beaconNext(plan.beacon);
  const { contributions } = view;
  return (
    <div
      className={leaving ? 'gathering gathering-leaving' : 'gathering'}
      onAnimationEnd={leaving ? onLeft : undefined}
    >
      {question !== null && (
        <FittedText
          className={asks === null ? 'gathering-wait' : 'gathering-question'}
          text={question}
          most={asks === null ? 96 : 168}
          least={68}
          screen={screen}
        />
      )}
      {plan.room && question === null && (
        <>
          <Counter
            count={contributions}
            label={words.armed.contributed(draw.entries)}
            most={draw.entries}
            testId={leaving ? undefined : 'contributions'}
          />
          <Window draw={draw} calm={calm} hostNow={hostNow} />
        </>
      )}
      <div className="mark">
        <p className="mark-label">{words.armed.compare}</p>
        <p className="mark-text" dir="ltr" data-testid={leaving ? undefined : 'fingerprint'}>
          {draw.fingerprint}
        </p>
      </div>
      {plan.room && question !== null && (
        <p className="gathering-line" data-testid={leaving ? undefined : 'contributions'} data-count={contributions}>
          {words.armed.soFar(contributions, draw.entries)}
        </p>
      )}
      {next !== null && <p className="gathering-line">{next}</p>}
      <output className="unseen" aria-live="assertive">
        {asks ?? ''}
      </output>
    </div>
  );
};
