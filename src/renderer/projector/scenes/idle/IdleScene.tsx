import { useRef, type ReactNode } from 'react';
import { shortSeal } from '../../../common/drawFacts.ts';
import { Counter } from '../../parts/Counter.tsx';
import { FittedText } from '../../parts/FittedText.tsx';
import { Foot } from '../../parts/Foot.tsx';
import { TEXTS as PART_TEXTS } from '../../parts/texts.ts';
import type { SceneProps } from '../../scene.ts';
import { useMeasured } from '../../screen.ts';
import { ClosedCard } from './ClosedCard.tsx';
import { JoinCard } from './JoinCard.tsx';
import { PrizeStrip } from './PrizeStrip.tsx';
import { TEXTS } from './texts.ts';
import './idle.css';

/** Between draws: who we are, how to join, how many have joined, what there is to win. */
export const IdleScene = ({ view, language, screen }: SceneProps): ReactNode => {
  const texts = TEXTS[language];
  const left = useRef<HTMLDivElement>(null);
  const width = (useMeasured(left)?.width ?? 0) / screen.unit;
  // Nobody in yet, and nobody can join: the name has the room of the counter.
  const counts = view.count > 0 || view.registration_open;
  return (
    <div className="scene idle">
      <div className="idle-left" ref={left}>
        <FittedText
          className="event-name"
          level="h1"
          text={view.name}
          max={counts ? 176 : 240}
          min={68}
          screen={screen}
        />
        {counts ? (
          <Counter
            count={view.count}
            label={view.count === 0 ? texts.beFirst : texts.participants(view.count)}
            max={view.count}
            testId="count"
          />
        ) : (
          <p className="visually-hidden" data-testid="count">
            0
          </p>
        )}
        <PrizeStrip
          prizes={view.prizes}
          open={view.registration_open}
          nextId={view.next_prize_id}
          language={language}
          screen={screen}
          width={width}
        />
      </div>
      {view.registration_open ? (
        <JoinCard view={view} texts={texts} screen={screen} />
      ) : (
        <ClosedCard view={view} texts={texts} screen={screen} />
      )}
      <Foot>
        {PART_TEXTS[language].seal}{' '}
        <span className="foot-mark" dir="ltr" data-testid="seal">
          {shortSeal(view.seal)}
        </span>
      </Foot>
    </div>
  );
};
