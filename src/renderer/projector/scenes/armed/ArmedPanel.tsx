import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { PublicDraw } from '../../../../contract/stage/views.ts';
import { awaitedOf, planOf } from '../../../common/drawFacts.ts';
import { Counter } from '../../parts/Counter.tsx';
import { FittedText } from '../../parts/FittedText.tsx';
import type { SceneProps } from '../../scene.ts';
import { TEXTS } from './texts.ts';
import { timeLeft } from './timeLeft.ts';
import './armed.css';

interface Props extends Pick<SceneProps, 'view' | 'language' | 'screen' | 'calm' | 'hostNow'> {
  readonly draw: PublicDraw;
  /** The draw is decided: this gives way to the machine. */
  readonly leaving: boolean;
  readonly onLeft: () => void;
}

/** The time that phones have, as a bar that runs out. */
const TimeBar = ({ draw, calm, hostNow }: Pick<Props, 'draw' | 'calm' | 'hostNow'>): ReactNode => {
  const bar = useRef<HTMLDivElement>(null);
  const { announced_at: from, entropy_until: until } = draw;
  useLayoutEffect(() => {
    const left = timeLeft(from, until, hostNow(), calm);
    const running = bar.current?.animate([{ transform: `scaleX(${left.part})` }, { transform: 'scaleX(0)' }], {
      duration: left.ms,
      easing: left.easing,
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
export const ArmedPanel = (props: Props): ReactNode => {
  const { view, draw, language, screen, calm, hostNow, leaving, onLeft } = props;
  const texts = TEXTS[language];
  const over = useWindowOver(draw.entropy_until + DECIDING_MS, hostNow);
  const plan = planOf(draw.sources);
  const awaited = awaitedOf(draw, over ? draw.entropy_until : draw.entropy_until - 1, true);
  const asks = awaited === 'words' ? texts.callOut : null;
  const waits = awaited === 'beacon' && plan.beacon !== null ? texts.beaconNow(plan.beacon) : null;
  const question = asks ?? waits;
  const next = plan.beacon === null || waits !== null ? null : texts.beaconNext(plan.beacon);
  const { contributions } = view;
  return (
    <div
      className={leaving ? 'armed-panel armed-leaving' : 'armed-panel'}
      onAnimationEnd={leaving ? onLeft : undefined}
    >
      {question !== null && (
        <FittedText
          className={asks === null ? 'armed-wait' : 'armed-question'}
          text={question}
          max={asks === null ? 96 : 168}
          min={68}
          screen={screen}
        />
      )}
      {plan.room && question === null && (
        <>
          <FittedText className="armed-call" text={texts.phonesUp} max={200} min={96} screen={screen} />
          <Counter
            count={contributions}
            label={texts.contributed(draw.entries)}
            max={draw.entries}
            testId={leaving ? undefined : 'contributions'}
          />
          <TimeBar draw={draw} calm={calm} hostNow={hostNow} />
        </>
      )}
      <div className="mark">
        <p className="mark-label">{texts.compare}</p>
        <p className="mark-text" dir="ltr" data-testid={leaving ? undefined : 'fingerprint'}>
          {draw.fingerprint}
        </p>
      </div>
      {plan.room && question !== null && (
        <p className="armed-line" data-testid={leaving ? undefined : 'contributions'} data-count={contributions}>
          {texts.soFar(contributions, draw.entries)}
        </p>
      )}
      {next !== null && <p className="armed-line">{next}</p>}
      <output className="visually-hidden" aria-live="assertive">
        {asks ?? ''}
      </output>
    </div>
  );
};
