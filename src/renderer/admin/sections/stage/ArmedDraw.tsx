import type { PublicDraw } from '../../../../contract/stage/views.ts';
import { planOf } from '../../../common/drawFacts.ts';
import { PrizePicture } from '../../controls/PrizePicture.tsx';
import { useConsole } from '../../console/consoleContext.ts';
import { useAwaited } from '../../console/stage/useAwaited.ts';
import { consoleTexts } from '../../console/texts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { SpokenWords } from './SpokenWords.tsx';
import { stageTexts } from './texts.ts';
import './armedDraw.css';

/** The announced draw, while it gathers what will be mixed in. */
export const ArmedDraw = ({ draw }: { draw: PublicDraw }) => {
  const { view } = useConsole();
  const t = useTexts(stageTexts).armed;
  const { contributed, beaconRound } = useTexts(consoleTexts);
  const { awaited } = useAwaited(draw);
  const plan = planOf(draw.sources);
  return (
    <section className="armed-draw" aria-labelledby="armed-heading">
      <div className="armed-head">
        <PrizePicture url={draw.image_url} size="small" />
        <div>
          <h3 id="armed-heading">
            <bdi>{draw.prize_name}</bdi>
          </h3>
          <p className="quiet small">{t.toDraw(draw.count, draw.entries)}</p>
        </div>
      </div>
      {view.awaiting_words && <SpokenWords draw={draw} urgent={awaited === 'words'} />}
      {plan.room && (
        <div className="armed-phones">
          <p>
            <b data-testid="contributions" data-count={view.contributions}>
              {contributed(view.contributions, draw.entries)}
            </b>
          </p>
          <progress
            value={view.contributions}
            max={Math.max(1, draw.entries)}
            aria-label={contributed(view.contributions, draw.entries)}
          />
          {view.contributions_refused > 0 && <p className="quiet small">{t.refused(view.contributions_refused)}</p>}
        </div>
      )}
      {plan.beacon !== null && (
        <p className="small">
          {t.beacon} <span className="figure">{beaconRound(plan.beacon)}</span>
        </p>
      )}
      <div className="armed-foot">
        <p className="armed-mark">
          <span className="quiet small">{t.compare}</span>
          <b data-testid="fingerprint" dir="ltr">
            {draw.fingerprint}
          </b>
        </p>
      </div>
    </section>
  );
};
