import { useEffect, useRef } from 'react';
import type { AdminPrize } from '../../../../contract/event/views.ts';
import { CheckField } from '../../controls/CheckField.tsx';
import { PrizePicture } from '../../controls/PrizePicture.tsx';
import { Rank } from '../../controls/Rank.tsx';
import { Stepper } from '../../controls/Stepper.tsx';
import { useConsole } from '../../console/consoleContext.ts';
import { maxWinners } from '../../console/stage/mainAction.ts';
import { useMainAction } from '../../console/stage/mainActionContext.ts';
import { call } from '../../../common/api.ts';
import { useRequest } from '../../console/useRequest.ts';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { stageTexts } from './texts.ts';
import './prizeChooser.css';

const PrizeChoice = ({ prize, chosen }: { prize: AdminPrize; chosen: boolean }) => {
  const { choosePrize } = useMainAction();
  const t = useTexts(stageTexts);
  const label = useRef<HTMLLabelElement>(null);
  // A prize chosen by a key may be scrolled out of sight. Only the list scrolls to it, not the page (as scrollIntoView would).
  useEffect(() => {
    const row = label.current;
    const list = row?.offsetParent;
    if (!chosen || !row || !list) return;
    const bottom = row.offsetTop + row.offsetHeight;
    if (row.offsetTop < list.scrollTop) list.scrollTop = row.offsetTop;
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }, [chosen]);
  const gone = prize.remaining === 0;
  return (
    <label
      ref={label}
      className={`prize-choice${chosen ? ' chosen' : ''}${gone ? ' gone' : ''}`}
      data-testid="prize-row"
      data-prize-id={prize.id}
    >
      <input
        type="radio"
        name="prize"
        className="visually-hidden"
        checked={chosen}
        disabled={gone}
        data-prize={chosen ? 'chosen' : undefined}
        onChange={() => choosePrize(prize.id)}
      />
      <PrizePicture url={prize.image_url} size="small" />
      <span className="prize-words">
        <span className="prize-name">
          <bdi>{prize.name}</bdi>
        </span>
        <span className="prize-left">
          <Rank rank={prize.rank} />
          {gone ? t.allDrawn : t.left(prize.remaining, prize.quantity)}
        </span>
      </span>
      <span className="choice-lamp" aria-hidden="true" />
    </label>
  );
};

/** Whether the draws are among the phones that are here when they are announced. */
const HereOnly = () => {
  const { view, online } = useConsole();
  const t = useTexts(stageTexts);
  const { refusal, send } = useRequest();
  return (
    <div className="here-only">
      <CheckField
        checked={view.settings.here_only}
        onChange={(hereOnly) => {
          const body = { here_only: hereOnly };
          if (online) void send(() => call('updateEvent', { params: { event_id: view.id }, body }));
        }}
        testId="here-only"
      >
        {t.hereOnly}
        <span className="quiet small">{t.hereOnlyHint(view.crowd.here)}</span>
      </CheckField>
      <RefusalNotice refusal={refusal} />
    </div>
  );
};

/** Which prize is drawn next, and to how many. */
export const PrizeChooser = () => {
  const { view } = useConsole();
  const { prize, count, chooseCount } = useMainAction();
  const t = useTexts(stageTexts);
  return (
    <section className="chooser">
      <fieldset>
        <legend className="part-legend">{t.choose}</legend>
        <div className="prize-choices">
          {view.prizes.map((each) => (
            <PrizeChoice key={each.id} prize={each} chosen={each.id === prize?.id} />
          ))}
        </div>
      </fieldset>
      {prize !== null && (
        <div className="how-many">
          <label htmlFor="winner-count">{t.winners}</label>
          <Stepper
            id="winner-count"
            value={count}
            min={1}
            max={Math.max(1, maxWinners(view, prize))}
            fewer={t.fewer}
            more={t.more}
            onChange={chooseCount}
          />
          <p className="quiet small">{t.countHint(prize.remaining, view.eligible)}</p>
          <HereOnly />
        </div>
      )}
    </section>
  );
};
