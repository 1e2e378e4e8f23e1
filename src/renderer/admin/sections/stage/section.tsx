import { Play } from 'lucide-react';
import { useConsole } from '../../console/consoleContext.ts';
import { SHOW_SECTION, type Section } from '../../console/section.ts';
import { useTexts } from '../../language/useTexts.ts';
import { ArmedDraw } from './ArmedDraw.tsx';
import { CurrentResult } from './CurrentResult.tsx';
import { FirstSteps, firstStepsDone } from './FirstSteps.tsx';
import { JoinAddress } from './JoinAddress.tsx';
import { LoginCode } from './LoginCode.tsx';
import { Mirror } from './Mirror.tsx';
import { PresenterLine } from './PresenterLine.tsx';
import { ProjectorControls } from './ProjectorControls.tsx';
import { PrizeChooser } from './PrizeChooser.tsx';
import { stageTexts } from './texts.ts';
import './stage.css';

const Show = () => {
  const { view } = useConsole();
  const t = useTexts(stageTexts);
  const beginning = view.draws === 0 && view.stage === 'idle' && !firstStepsDone(view);
  const hasLine = view.draw !== null && view.draw.delay > 0 && view.draw.decided_at === 0;
  const drawToPresent = hasLine ? view.draw : null;
  return (
    <div className="show-section">
      <h2 className="visually-hidden">{t.title}</h2>
      <div className="show-choose">
        {view.stage === 'armed' && view.draw && <ArmedDraw key={view.draw.draw_id} draw={view.draw} />}
        {drawToPresent && <PresenterLine draw={drawToPresent} />}
        {beginning && <FirstSteps />}
        {view.prizes.length > 0 && <PrizeChooser />}
      </div>
      <div className="show-stage">
        <section className="mirror-section" aria-labelledby="mirror-heading">
          <ProjectorControls headingId="mirror-heading" />
          {view.displays_without_login > 0 && <LoginCode />}
          <Mirror />
        </section>
        <CurrentResult />
        <JoinAddress />
      </div>
    </div>
  );
};

/** The show: what the projector does now, and what is drawn next. */
export const stageSection: Section = {
  id: SHOW_SECTION,
  feature: 'stage',
  texts: stageTexts,
  icon: Play,
  component: Show,
  drafts: [],
};
