import type { ReactNode } from 'react';
import type { PublicPrize } from '../../contract/event/views.ts';
import { FittedBox } from './FittedText.tsx';
import type { Words } from './i18n/en.ts';
import { evenPages, prizesPerPage, type Screen } from './layout.ts';
import { PageDots, useTurningPage } from './pages.tsx';
import { Picture } from './Picture.tsx';

const PAGE_MS = 7_000;
const WIDE_PRIZE = 520;

interface Props {
  readonly prizes: readonly PublicPrize[];
  readonly nextId: string | null;
  readonly words: Words;
  readonly screen: Screen;
  /** Room for the strip, in units. */
  readonly width: number;
}

/** Ranks are worth showing only where they tell prizes apart. */
export const ranksTell = (prizes: readonly PublicPrize[]): boolean =>
  new Set(prizes.map((prize) => prize.rank)).size > 1;

/** The prizes to come, along the foot. */
export const PrizeStrip = ({ prizes, nextId, words, screen, width }: Props): ReactNode => {
  const toCome = prizes.filter((prize) => prize.remaining > 0);
  const pages = evenPages(toCome, prizesPerPage(width));
  const page = useTurningPage(pages.length, PAGE_MS);
  const ranked = ranksTell(prizes);
  if (prizes.length === 0) return null;
  if (toCome.length === 0) {
    return (
      <div className="strip strip-done">
        <p className="strip-done-title">{words.allDrawn}</p>
        <p className="strip-done-line">{words.thanks}</p>
      </div>
    );
  }
  const widest = Math.max(...pages.map((items) => items.length));
  // With room beside the picture the text stands there.
  const wide = width / widest > WIDE_PRIZE;
  return (
    <section className="strip" aria-label={words.prizesToCome}>
      <div className="strip-pages">
        {pages.map((items, index) => (
          <ul key={index} className={index === page ? 'strip-page strip-page-now' : 'strip-page'}>
            {items.map((prize) => (
              <li key={prize.id} className={wide ? 'prize prize-wide' : 'prize'}>
                <Picture url={prize.image_url} className="prize-plate" />
                <FittedBox
                  className="prize-text"
                  content={`${prize.name} ${prize.remaining} ${prize.id === nextId} ${words.next}`}
                  most={wide ? 84 : 68}
                  least={40}
                  screen={screen}
                >
                  <p className="prize-name" dir="auto">
                    {prize.name}
                  </p>
                  <p className="prize-line">
                    {prize.id === nextId && toCome.length > 1 && <b className="prize-next">{words.next}</b>}
                    {ranked && <span>{words.rank(prize.rank)}</span>}
                    {prize.quantity > 1 && <span>{words.left(prize.remaining)}</span>}
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
