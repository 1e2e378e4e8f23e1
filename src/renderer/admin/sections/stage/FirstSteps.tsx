import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OperatorView } from '../../../../contract/views.ts';
import { useDesk } from '../../console/consoleContext.ts';
import { openProjector } from './openProjector.ts';

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
  const { m } = useDesk();
  return (
    <li className={done ? 'step done' : 'step'}>
      <span className="step-sign" aria-hidden="true">
        {done ? <Check size={18} /> : number}
      </span>
      <div>
        <p className="step-title">
          {title}
          <span className="visually-hidden"> – {done ? m.first.done : m.first.open}</span>
        </p>
        {children}
      </div>
    </li>
  );
};

/** What to do for a first draw; it goes when all three are done. */
export const FirstSteps = () => {
  const { m, view } = useDesk();
  return (
    <section className="first-steps" aria-labelledby="first-heading">
      <h3 id="first-heading">{m.first.heading}</h3>
      <ol>
        <Step number={1} done={view.prizes.length > 0} title={m.first.prize}>
          <p className="quiet">{m.first.prizeHint}</p>
          {view.prizes.length === 0 && (
            <a className="button primary" href="#prizes">
              {m.first.prizeAction}
            </a>
          )}
        </Step>
        <Step number={2} done={view.displays > 0} title={m.first.projector}>
          <p className="quiet">{m.first.projectorHint}</p>
          {view.displays === 0 && (
            <button type="button" className="button" onClick={openProjector}>
              {m.show.openProjector}
            </button>
          )}
        </Step>
        <Step number={3} done={view.count > 0} title={m.first.people}>
          <p className="quiet">{m.first.peopleHint}</p>
          <p className="step-count">{m.first.peopleCount(view.count)}</p>
        </Step>
      </ol>
    </section>
  );
};
