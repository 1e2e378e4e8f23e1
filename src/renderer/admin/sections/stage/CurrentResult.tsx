import { standingWinners } from '../../../common/standingWinners.ts';
import { AbsentWinner } from '../../console/absent/AbsentWinner.tsx';
import { padNumber } from '../../../common/numbers.ts';
import { PrizePicture } from '../../controls/PrizePicture.tsx';
import { DrawMark } from '../../controls/DrawMark.tsx';
import { useConsole } from '../../console/consoleContext.ts';
import { consoleTexts } from '../../console/texts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { stageTexts } from './texts.ts';
import './currentResult.css';

/** With more winners their buttons are in the list of results. */
const MAX_WITH_BUTTONS = 12;

const sizeFor = (winners: number): string => (winners <= 3 ? 'few' : winners <= 12 ? 'some' : 'many');

/** The winners on the stage: from the reveal until they are dismissed. */
export const CurrentResult = () => {
  const { view } = useConsole();
  const { winnersOf } = useTexts(consoleTexts);
  const t = useTexts(stageTexts);
  const { draw } = view;
  const prizeId =
    view.prizes.find(({ name, rank }) => name === draw?.prize_name && rank === draw.prize_rank)?.id ?? null;
  const winners = view.stage === 'winner' && draw ? standingWinners(draw) : null;
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
              <p className="quiet small">{winnersOf(draw.count, draw.entries)}</p>
              <DrawMark fingerprint={draw.fingerprint} drawId={draw.draw_id} entropy={draw.entropy} />
            </div>
          </div>
          <ol className={`winner-numbers ${sizeFor(winners.length)}`}>
            {winners.map((drawNumber) => (
              <li key={drawNumber}>
                <span className="numeral" data-testid="winner-number">
                  {padNumber(drawNumber, view.number_width)}
                </span>
                {winners.length <= MAX_WITH_BUTTONS && (
                  <AbsentWinner drawId={draw.draw_id} prizeId={prizeId} drawNumber={drawNumber} />
                )}
              </li>
            ))}
          </ol>
          {draw.forfeits.length > 0 && (
            <p className="quiet small">
              {t.absent(draw.forfeits.map((forfeit) => padNumber(forfeit.draw_number, view.number_width)).join(', '))}
            </p>
          )}
          {winners.length > MAX_WITH_BUTTONS && <p className="quiet small">{t.absentInResults}</p>}
        </>
      ) : (
        <p className="quiet">{t.noResult}</p>
      )}
    </section>
  );
};
