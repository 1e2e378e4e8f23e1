import { useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import type { PublicPrize } from '../../../../contract/event/views.ts';
import type { Language } from '../../../common/language.ts';
import type { Screen } from '../../measure.ts';
import { evenPages } from '../../parts/evenPages.ts';
import { fitType, type Fitted } from '../../parts/fitType.ts';
import { PageDots, useTurningPage } from '../../parts/pages.tsx';
import { Picture } from '../../parts/Picture.tsx';
import { ranksTell } from '../../parts/ranks.ts';
import { withSoftHyphens } from '../../parts/softHyphens.ts';
import { TEXTS as PART_TEXTS } from '../../parts/texts.ts';
import { prizesPerPage } from './prizesPerPage.ts';
import { stripSizes, type StripSizes } from './stripSizes.ts';
import { TEXTS } from './texts.ts';
import './prizeStrip.css';

const PAGE_MS = 7_000;

interface Props {
  readonly prizes: readonly PublicPrize[];
  readonly nextId: string | null;
  /** People can join now. */
  readonly open: boolean;
  readonly language: Language;
  readonly screen: Screen;
  /** Width of the strip, in units. */
  readonly width: number;
}

/** The prizes to come, along the foot; before and after them, a word to the audience. */
export const PrizeStrip = (props: Props): ReactNode => {
  const texts = TEXTS[props.language];
  const toCome = props.prizes.filter((prize) => prize.remaining > 0);
  if (toCome.length > 0) return <PrizesToCome {...props} toCome={toCome} />;
  const none = props.prizes.length === 0;
  const hint = props.open ? texts.prizesSoonHint : texts.goodLuck;
  // Where nobody can join the card says so.
  const line = none ? hint : props.open ? texts.thanks : null;
  return (
    <div className="strip strip-done">
      <p className="strip-done-title">{none ? texts.prizesSoon : texts.allDrawn}</p>
      {line !== null && <p className="strip-done-line">{line}</p>}
    </div>
  );
};

const PrizesToCome = (props: Omit<Props, 'open'> & { readonly toCome: readonly PublicPrize[] }): ReactNode => {
  const { toCome, width, screen, language, nextId } = props;
  const pages = evenPages(toCome, prizesPerPage(width, Math.max(...toCome.map(({ name }) => name.length))));
  const page = useTurningPage(pages.length, PAGE_MS);
  const sizes = stripSizes(toCome, Math.max(...pages.map((items) => items.length)), width, screen);
  // Everything that the size of the type depends on.
  const content = JSON.stringify([toCome, nextId, language, sizes]);
  return <Pages key={content} {...props} pages={pages} page={page} sizes={sizes} />;
};

interface PagesProps extends Omit<Props, 'open' | 'width'> {
  readonly pages: readonly (readonly PublicPrize[])[];
  readonly page: number;
  readonly sizes: StripSizes;
}

/** All names have the same size, on all pages. */
const Pages = ({ prizes, pages, page, sizes, nextId, language, screen }: PagesProps): ReactNode => {
  const texts = TEXTS[language];
  const ranked = ranksTell(prizes);
  const several = pages.flat().length > 1;
  const strip = useRef<HTMLElement>(null);
  const { min, max } = sizes.type;
  useLayoutEffect(() => {
    const boxes = [...(strip.current?.querySelectorAll<HTMLElement>('.prize-text') ?? [])];
    const parts = boxes.flatMap((box): Fitted[] => {
      const inner = box.firstElementChild;
      return inner instanceof HTMLElement ? [{ box, inner }] : [];
    });
    return fitType(parts, { min: min * screen.unit, max: max * screen.unit });
  }, [min, max, screen]);
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--tile-height': `calc(${sizes.height} * var(--u))`,
    '--plate-width': `calc(${sizes.plate.width} * var(--u))`,
    '--plate-height': `calc(${sizes.plate.height} * var(--u))`,
  };
  return (
    <section className="strip" aria-label={texts.prizesToCome} ref={strip} style={style}>
      <div className="strip-pages">
        {pages.map((items, index) => (
          <ul key={index} className={index === page ? 'strip-page strip-page-now' : 'strip-page'}>
            {items.map((prize) => (
              <li key={prize.id} className={sizes.wide ? 'prize prize-wide' : 'prize'}>
                <Picture url={prize.image_url} className="prize-plate" />
                <div className="fitted prize-text">
                  <div className="fitted-inner">
                    <p className="prize-name" dir="auto">
                      {withSoftHyphens(prize.name)}
                    </p>
                    <p className="prize-line">
                      {prize.id === nextId && several && <b className="prize-next">{texts.next}</b>}
                      {ranked && <span>{PART_TEXTS[language].rank(prize.rank)}</span>}
                      {prize.quantity > 1 && <span>{texts.left(prize.remaining)}</span>}
                    </p>
                  </div>
                </div>
              </li>
            ))}
          </ul>
        ))}
      </div>
      <PageDots page={page} pages={pages.length} />
    </section>
  );
};
