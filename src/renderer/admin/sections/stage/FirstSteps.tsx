import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OperatorView } from '../../../../contract/stage/views.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useTexts } from '../../language/useTexts.ts';
import { openProjector } from './openProjector.ts';
import { stageTexts } from './texts.ts';
import './firstSteps.css';

export const firstStepsDone = (view: Pick<OperatorView, 'prizes' | 'displays' | 'count'>): boolean =>
  view.prizes.length > 0 && view.displays > 0 && view.count > 0;

const Step = ({
  number,
  done,
  title,
  children,
}: {
  number: number;
  done: boolean;
  title: string;
  children: ReactNode;
}) => {
  const t = useTexts(stageTexts).first;
  return (
    <li className={done ? 'step done' : 'step'}>
      <span className="step-sign" aria-hidden="true">
        {done ? <Check size={18} /> : number}
      </span>
      <div>
        <p className="step-title">
          {title}
          <span className="visually-hidden"> – {done ? t.done : t.open}</span>
        </p>
        {children}
      </div>
    </li>
  );
};

/** What to do for a first draw; it goes when all three are done. */
export const FirstSteps = () => {
  const { view } = useConsole();
  const { openProjector: openProjectorText, first: t } = useTexts(stageTexts);
  return (
    <section className="first-steps" aria-labelledby="first-heading">
      <h3 id="first-heading">{t.heading}</h3>
      <ol>
        <Step number={1} done={view.prizes.length > 0} title={t.prize}>
          <p className="quiet">{t.prizeHint}</p>
          {view.prizes.length === 0 && (
            <a className="button primary" href="#prizes">
              {t.prizeAction}
            </a>
          )}
        </Step>
        <Step number={2} done={view.displays > 0} title={t.projector}>
          <p className="quiet">{t.projectorHint}</p>
          {view.displays === 0 && (
            <button type="button" className="button" onClick={openProjector}>
              {openProjectorText}
            </button>
          )}
        </Step>
        <Step number={3} done={view.count > 0} title={t.people}>
          <p className="quiet">{t.peopleHint}</p>
          <p className="step-count">{t.peopleCount(view.count)}</p>
        </Step>
      </ol>
    </section>
  );
};
