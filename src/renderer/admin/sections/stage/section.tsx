import { ExternalLink } from 'lucide-react';
import { useDesk } from '../../console/consoleContext.ts';
import { ArmedDraw } from './ArmedDraw.tsx';
import { CurrentResult } from './CurrentResult.tsx';
import { FirstSteps, firstStepsDone } from './FirstSteps.tsx';
import { JoinAddress } from './JoinAddress.tsx';
import { Mirror } from './Mirror.tsx';
import { openProjector } from './openProjector.ts';
import { PrizeChooser } from './PrizeChooser.tsx';
import './stage.css';

export const ShowRoom = () => {
  const { m, view } = useDesk();
  const beginning = view.draws === 0 && view.stage === 'idle' && !firstStepsDone(view);
  return (
    <div className="show-room">
      <h2 className="visually-hidden">{m.show.heading}</h2>
      <div className="show-choose">
        {view.stage === 'armed' && view.draw && <ArmedDraw key={view.draw.draw_id} draw={view.draw} />}
        {beginning && <FirstSteps />}
        {view.prizes.length > 0 && <PrizeChooser />}
      </div>
      <div className="show-stage">
        <section className="mirror-section" aria-labelledby="mirror-heading">
          <div className="section-head">
            <h3 id="mirror-heading">{m.show.mirror}</h3>
            <button type="button" className="button small-button" onClick={openProjector}>
              <ExternalLink aria-hidden="true" size={16} />
              {m.show.openProjector}
              <span className="visually-hidden"> ({m.common.opensWindow})</span>
            </button>
          </div>
          <Mirror />
        </section>
        <CurrentResult />
        <JoinAddress />
      </div>
    </div>
  );
};
