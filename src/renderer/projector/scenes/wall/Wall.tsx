import { Fragment, useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import type { Language } from '../../../common/language.ts';
import { padNumber } from '../../../common/numbers.ts';
import { evenPages } from '../../parts/evenPages.ts';
import { PageDots, useTurningPage } from '../../parts/pages.tsx';
import type { MachineProps } from '../../reels/Machines.tsx';
import { TEXTS } from './texts.ts';
import { animateWall } from './wallAnimation.ts';
import { cellColumns, layOutWall } from './wallLayout.ts';
import './wall.css';

const PAGE_MS = 6_000;
/** Beyond this many, only the page that is shown is in the document. */
const MAX_IN_DOCUMENT = 2_000;

/** Half a cell is the wall's column, so that a shorter row can stand in the middle. */
const cell = (column: number): CSSProperties => ({ gridColumn: `${column} / span 2` });

/**
 * A wall for many winners: windows with turning reels behind them, shutters that fall one after the other while the
 * reels stop, and at the reveal all numbers at once, smallest first, so that everybody finds their own.
 */
export const Wall = (props: MachineProps & { readonly language: Language }): ReactNode => {
  const { count, reels, width, numbers, absent, times, state, revealed, calm, area, language } = props;
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(state);
  useLayoutEffect(() => {
    latest.current = state;
  });
  const layout = layOutWall(count, reels, area);
  const { perPage: windows, columns } = layout;
  const known = numbers !== null;
  useEffect(() => {
    if (!root.current) return;
    return animateWall(root.current, { known, times, calm, reels, columns, windows }, latest);
  }, [root, known, times, calm, reels, windows, columns]);

  const pages = evenPages(numbers && revealed ? [...numbers].sort((a, b) => a - b) : [], windows);
  const page = useTurningPage(pages.length, PAGE_MS);
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--type': `calc(${layout.type} * var(--u))`,
    '--columns': String(columns),
    '--digits': String(reels),
  };
  return (
    <div className="wall" ref={root} data-testid="reels" data-settled="false" style={style}>
      {!revealed && (
        <div className="wall-page wall-page-now" aria-hidden="true">
          <div className="wall-grid">
            <div className="wall-strips">
              {Array.from({ length: columns }, (_, column) => (
                <div key={column} className="wall-strip">
                  <canvas />
                </div>
              ))}
            </div>
            {cellColumns(windows, columns).map((column, index, cells) => (
              <Fragment key={index}>
                {column > 1 && !((cells[index - 1] ?? column) < column) && (
                  <div className="wall-cover" style={{ gridColumn: `1 / ${column}` }} />
                )}
                <div className="wall-window" style={cell(column)}>
                  <div className="wall-shutter" />
                </div>
                {column < 2 * columns - 1 && !((cells[index + 1] ?? 0) > column) && (
                  <div className="wall-cover" style={{ gridColumn: `${column + 2} / -1` }} />
                )}
              </Fragment>
            ))}
          </div>
        </div>
      )}
      {pages.map(
        (items, index) =>
          (count <= MAX_IN_DOCUMENT || index === page) && (
            <div key={index} className={index === page ? 'wall-page wall-page-now' : 'wall-page'}>
              <ol className="wall-grid">
                {cellColumns(items.length, columns).map((column, place) => (
                  <li
                    key={items[place]}
                    className={absent.includes(items[place] ?? 0) ? 'wall-number wall-number-absent' : 'wall-number'}
                    style={cell(column)}
                    data-testid="winner-number"
                  >
                    {padNumber(items[place] ?? 0, width)}
                  </li>
                ))}
              </ol>
            </div>
          ),
      )}
      {pages.length > 1 && (
        <div className="wall-foot">
          <PageDots page={page} pages={pages.length} />
          <p>{TEXTS[language].page(page + 1, pages.length)}</p>
        </div>
      )}
    </div>
  );
};
