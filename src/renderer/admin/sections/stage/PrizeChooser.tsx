import { useEffect, useRef } from 'react';
import type { AdminPrize } from '../../../../contract/views.ts';
import { PrizePicture } from '../../controls/PrizePicture.tsx';
import { Stepper } from '../../controls/Stepper.tsx';
import { mostWinners } from '../../console/stage/mainAction.ts';
import { useDesk } from '../../console/consoleContext.ts';

const PrizeChoice = ({ prize, chosen }: { prize: AdminPrize; chosen: boolean }) => {
  const { m, choosePrize } = useDesk();
  const label = useRef<HTMLLabelElement>(null);
  // Chosen by a key, a prize may be outside of what the list shows. The list scrolls, and nothing around it.
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
          <span className="rank">{m.show.rank(prize.rank)}</span>
          {gone ? m.show.allDrawn : m.show.left(prize.remaining, prize.quantity)}
        </span>
      </span>
      <span className="choice-lamp" aria-hidden="true" />
    </label>
  );
};

/** Which prize is drawn next, and to how many. */
export const PrizeChooser = () => {
  const { m, view, prize, count, chooseCount } = useDesk();
  return (
    <section className="chooser">
      <fieldset>
        <legend className="section-legend">{m.show.choose}</legend>
        <div className="prize-choices">
          {view.prizes.map((each) => (
            <PrizeChoice key={each.id} prize={each} chosen={each.id === prize?.id} />
          ))}
        </div>
      </fieldset>
      {prize !== null && (
        <div className="how-many">
          <label htmlFor="winner-count">{m.show.winners}</label>
          <Stepper
            id="winner-count"
            value={count}
            min={1}
            max={Math.max(1, mostWinners(view, prize))}
            fewer={m.show.fewer}
            more={m.show.more}
            onChange={chooseCount}
          />
          <p className="quiet small">{m.show.countHint(prize.remaining, view.eligible)}</p>
        </div>
      )}
    </section>
  );
};
