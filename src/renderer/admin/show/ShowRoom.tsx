import { ExternalLink } from 'lucide-react';
import { useDesk } from '../desk/deskContext.ts';
import { CurrentResult } from './CurrentResult.tsx';
import { FirstSteps, firstStepsDone } from './FirstSteps.tsx';
import { JoinAddress } from './JoinAddress.tsx';
import { Mirror } from './Mirror.tsx';
import { openProjector, projectorOpensHere } from './openProjector.ts';
import { PrizeChooser } from './PrizeChooser.tsx';
import './show.css';

export const ShowRoom = () => {
  const { m, view } = useDesk();
  const beginning = view.draws === 0 && view.stage === 'idle' && !firstStepsDone(view);
  return (
    <div className="show-room">
      <h2 className="visually-hidden">{m.show.heading}</h2>
      <div className="show-choose">
        {beginning && <FirstSteps />}
        {view.prizes.length > 0 && <PrizeChooser />}
      </div>
      <div className="show-stage">
        <section className="mirror-section" aria-labelledby="mirror-heading">
          <div className="section-head">
            <h3 id="mirror-heading">{m.show.mirror}</h3>
            {projectorOpensHere() && (
              <button type="button" className="button small-button" onClick={openProjector}>
                <ExternalLink aria-hidden="true" size={16} />
                {m.show.openProjector}
                <span className="visually-hidden"> ({m.common.opensWindow})</span>
              </button>
            )}
          </div>
          <Mirror />
        </section>
        <CurrentResult />
        <JoinAddress />
      </div>
    </div>
  );
};
