import type { ReactNode } from 'react';
import type { DisplayView } from '../../../../contract/stage/views.ts';
import type { Screen } from '../../measure.ts';
import { FittedText } from '../../parts/FittedText.tsx';
import { Picture } from '../../parts/Picture.tsx';
import type { IdleTexts } from './texts.en.ts';
import './joinCard.css';

interface Props {
  readonly view: DisplayView;
  readonly texts: IdleTexts;
  readonly screen: Screen;
}

/** Nobody can join now: what those who are in look forward to, or what everybody waits for. */
export const ClosedCard = ({ view, texts, screen }: Props): ReactNode => {
  if (view.count === 0) {
    return (
      <aside className="card card-closed">
        <p className="card-closed-title">{texts.opensSoon}</p>
        <p className="card-closed-line">{texts.opensSoonHint}</p>
      </aside>
    );
  }
  const next = view.prizes.find((prize) => prize.id === view.next_prize_id);
  const over = view.prizes.length > 0 && !next;
  return (
    <aside className="card card-closed">
      <p className="card-closed-title">{over ? texts.thanks : next ? texts.goodLuck : texts.registrationClosed}</p>
      {next && (
        <div className="card-next">
          <p className="card-next-label">{texts.next}</p>
          <Picture url={next.image_url} className="card-picture" />
          <FittedText className="card-next-name" text={next.name} max={92} min={48} screen={screen} />
        </div>
      )}
      {!over && (
        <p className="card-closed-line">
          {next && `${texts.registrationClosed}. `}
          {texts.numberStays}
        </p>
      )}
      <div>
        <p className="card-hint">{texts.seeNumberAt}</p>
        <p className="card-address" data-testid="join-url" dir="ltr">
          {view.join_text}
        </p>
      </div>
    </aside>
  );
};
