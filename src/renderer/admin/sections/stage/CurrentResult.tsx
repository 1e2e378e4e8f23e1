import { padNumber } from '../../../common/numbers.ts';
import { PrizePicture } from '../../controls/PrizePicture.tsx';
import { DrawMark } from '../../controls/DrawMark.tsx';
import { useConsole } from '../../console/consoleContext.ts';
import { consoleTexts } from '../../console/texts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { stageTexts } from './texts.ts';
import './currentResult.css';

const sizeFor = (winners: number): string => (winners <= 3 ? 'few' : winners <= 12 ? 'some' : 'many');

/** The winners on the stage: from the reveal until they are dismissed. */
export const CurrentResult = () => {
  const { view } = useConsole();
  const { winnersOf } = useTexts(consoleTexts);
  const t = useTexts(stageTexts);
  const { draw } = view;
  const winners = view.stage === 'winner' ? draw?.winners : null;
  return (
    <section className={winners ? 'current-result has-result' : 'current-result'} aria-labelledby="result-heading">
      <h3 id="result-heading">{winners ? t.lastResult : t.result}</h3>
      {winners && draw ? (
        <>
          <div className="result-prize">
            <PrizePicture url={draw.image_url} size="small" />
            <div>
              <p>
                <bdi>{draw.prize_name}</bdi>
              </p>
              <p className="quiet small">{winnersOf(winners.length, draw.entries)}</p>
              <DrawMark fingerprint={draw.fingerprint} drawId={draw.draw_id} entropy={draw.entropy} />
            </div>
          </div>
          <ol className={`winner-numbers ${sizeFor(winners.length)}`}>
            {winners.map((winner) => (
              <li key={winner.draw_number} data-testid="winner-number">
                {padNumber(winner.draw_number, view.number_width)}
              </li>
            ))}
          </ol>
        </>
      ) : (
        <p className="quiet">{t.noResult}</p>
      )}
    </section>
  );
};
