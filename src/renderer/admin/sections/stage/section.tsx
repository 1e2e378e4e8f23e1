import { ExternalLink, Play } from 'lucide-react';
import { useConsole } from '../../console/consoleContext.ts';
import { SHOW_SECTION, type Section } from '../../console/section.ts';
import { consoleTexts } from '../../console/texts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { ArmedDraw } from './ArmedDraw.tsx';
import { CurrentResult } from './CurrentResult.tsx';
import { FirstSteps, firstStepsDone } from './FirstSteps.tsx';
import { JoinAddress } from './JoinAddress.tsx';
import { LoginCode } from './LoginCode.tsx';
import { Mirror } from './Mirror.tsx';
import { openProjector } from './openProjector.ts';
import { PresenterLine } from './PresenterLine.tsx';
import { ProjectorControls } from './ProjectorControls.tsx';
import { PrizeChooser } from './PrizeChooser.tsx';
import { stageTexts } from './texts.ts';
import './stage.css';

const Show = () => {
  const { view } = useConsole();
  const { opensWindow } = useTexts(consoleTexts);
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
          <div className="part-head">
            <h3 id="mirror-heading">{t.mirror}</h3>
            <button type="button" className="button small-button" onClick={openProjector}>
              <ExternalLink aria-hidden="true" size={16} />
              {t.openProjector}
              <span className="visually-hidden"> ({opensWindow})</span>
            </button>
          </div>
          <ProjectorControls />
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
