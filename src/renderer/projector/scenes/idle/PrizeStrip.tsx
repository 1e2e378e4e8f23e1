import type { ReactNode } from 'react';
import type { PublicPrize } from '../../../../contract/event/views.ts';
import type { Language } from '../../../common/language.ts';
import type { Screen } from '../../measure.ts';
import { evenPages } from '../../parts/evenPages.ts';
import { FittedBox } from '../../parts/FittedText.tsx';
import { PageDots, useTurningPage } from '../../parts/pages.tsx';
import { Picture } from '../../parts/Picture.tsx';
import { ranksTell } from '../../parts/ranks.ts';
import { TEXTS as PART_TEXTS } from '../../parts/texts.ts';
import { prizesPerPage } from './prizesPerPage.ts';
import { TEXTS } from './texts.ts';
import './prizeStrip.css';

const PAGE_MS = 7_000;
const WIDE_PRIZE = 520;

interface Props {
  readonly prizes: readonly PublicPrize[];
  readonly nextId: string | null;
  readonly language: Language;
  readonly screen: Screen;
  /** Width of the strip, in units. */
  readonly width: number;
}

/** The prizes to come, along the foot. */
export const PrizeStrip = ({ prizes, nextId, language, screen, width }: Props): ReactNode => {
  const texts = TEXTS[language];
  const toCome = prizes.filter((prize) => prize.remaining > 0);
  const pages = evenPages(toCome, prizesPerPage(width));
  const page = useTurningPage(pages.length, PAGE_MS);
  const ranked = ranksTell(prizes);
  if (prizes.length === 0) return null;
  if (toCome.length === 0) {
    return (
      <div className="strip strip-done">
        <p className="strip-done-title">{texts.allDrawn}</p>
        <p className="strip-done-line">{texts.thanks}</p>
      </div>
    );
  }
  const widest = Math.max(...pages.map((items) => items.length));
  // A wide strip has the text beside the picture.
  const wide = width / widest > WIDE_PRIZE;
  return (
    <section className="strip" aria-label={texts.prizesToCome}>
      <div className="strip-pages">
        {pages.map((items, index) => (
          <ul key={index} className={index === page ? 'strip-page strip-page-now' : 'strip-page'}>
            {items.map((prize) => (
              <li key={prize.id} className={wide ? 'prize prize-wide' : 'prize'}>
                <Picture url={prize.image_url} className="prize-plate" />
                <FittedBox
                  className="prize-text"
                  content={`${prize.name} ${prize.remaining} ${prize.id === nextId} ${texts.next}`}
                  max={wide ? 84 : 68}
                  min={40}
                  screen={screen}
                >
                  <p className="prize-name" dir="auto">
                    {prize.name}
                  </p>
                  <p className="prize-line">
                    {prize.id === nextId && toCome.length > 1 && <b className="prize-next">{texts.next}</b>}
                    {ranked && <span>{PART_TEXTS[language].rank(prize.rank)}</span>}
                    {prize.quantity > 1 && <span>{texts.left(prize.remaining)}</span>}
                  </p>
                </FittedBox>
              </li>
            ))}
          </ul>
        ))}
      </div>
      <PageDots page={page} pages={pages.length} />
    </section>
  );
};
