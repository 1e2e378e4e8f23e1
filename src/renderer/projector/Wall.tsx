import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { padNumber } from '../common/numbers.ts';
import type { Words } from './i18n/en.ts';
import { evenPages, layOutWall, WALL, type Area } from './layout.ts';
import type { ReelNews } from './Machines.tsx';
import { PageDots, useTurningPage } from './PrizeStrip.tsx';
import { endlessMotions, positionAt, shutterTimes, speedAt, type SpinTimes } from './reels.ts';

interface Props {
  readonly count: number;
  readonly reels: number;
  readonly width: number;
  readonly numbers: readonly number[] | null;
  readonly times: SpinTimes;
  readonly elapsed: () => number;
  readonly told: boolean;
  readonly revealed: boolean;
  readonly calm: boolean;
  readonly area: Area;
  readonly unit: number;
  readonly words: Words;
  readonly news: ReelNews;
}

const PAGE_MS = 6_000;
/** Beyond this many, only the page that is shown is in the document. */
const MOST_IN_DOCUMENT = 2_000;
/** Lines of digits after which a blurred strip repeats. */
const SMEAR_LINES = 10;

/** Digits for the blur behind the windows; any will do, they cannot be read. */
const smearLine = (column: number, line: number, reels: number): string =>
  Array.from({ length: reels }, (_, place) => ((line % SMEAR_LINES) * 7 + column * 3 + place * 4) % 10).join('');

/**
 * A wall for many winners: windows with turning reels behind them, shutters that fall one after the other while the
 * reels stop, and at the reveal all numbers at once, smallest first, so that everybody finds their own.
 */
export const Wall = (props: Props): ReactNode => {
  const { count, reels, width, numbers, times, revealed, calm, area, unit, words } = props;
  const root = useRef<HTMLDivElement>(null);
  const layout = layOutWall(count, reels, area);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const known = numbers !== null;
  const windows = layout.perPage;

  useEffect(() => {
    const host = root.current;
    if (!host) return;
    const strips = [...host.querySelectorAll<HTMLElement>('.wall-strip')];
    const shutters = [...host.querySelectorAll<HTMLElement>('.wall-shutter')];
    const falls = shutterTimes(shutters.length, times);
    const pitch = layout.type * (WALL.cellHeight + WALL.gap) * unit;
    const motion = endlessMotions(3, times);
    let frame = 0;
    let fallen = 0;
    let stood = false;
    let lastTick = -1;
    const draw = (): void => {
      const now = latest.current.elapsed();
      const settled = latest.current.told || (known && now >= times.reveal);
      strips.forEach((strip, column) => {
        const of = motion[column % motion.length];
        if (!of || settled || latest.current.calm) return;
        const lines = (positionAt(of, now) * 0.8 + column * 3) % SMEAR_LINES;
        strip.style.transform = `translateY(${(lines - SMEAR_LINES) * pitch}px)`;
      });
      const down = settled ? shutters.length : falls.filter((fall) => now >= fall).length;
      for (; fallen < down; fallen++) shutters[fallen]?.classList.add('wall-shutter-down');
      const first = motion[0];
      const tick = first && speedAt(first, now) > 0 ? Math.floor(positionAt(first, now)) : lastTick;
      if (!settled && tick !== lastTick && lastTick !== -1 && down < shutters.length) {
        latest.current.news.ticked(shutters.length - down);
      }
      lastTick = tick;
      if (!stood && down === shutters.length) {
        stood = true;
        if (!settled) latest.current.news.stopped(false);
      }
      if (settled) {
        host.dataset['settled'] = 'true';
        latest.current.news.revealed();
        return;
      }
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [windows, known, layout.type, times.stopping, times.reveal, unit, calm]);

  const pages = evenPages(numbers && revealed ? [...numbers].sort((a, b) => a - b) : [], layout.perPage);
  const page = useTurningPage(pages.length, PAGE_MS);
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--type': `calc(${layout.type} * var(--u))`,
    '--columns': String(layout.columns),
    '--rows': String(layout.rows),
    '--digits': String(reels),
  };
  return (
    <div
      className={revealed ? 'wall wall-lit' : 'wall'}
      ref={root}
      data-testid="reels"
      data-settled="false"
      style={style}
    >
      <div className="wall-stage">
        {!revealed && (
          <div className="wall-page wall-machine" aria-hidden="true">
            <div className="wall-strips">
              {Array.from({ length: layout.columns }, (_, column) => (
                <div key={column} className="wall-strip">
                  {Array.from({ length: SMEAR_LINES * 2 + layout.rows }, (_, line) => (
                    <span key={line}>{smearLine(column, line, reels)}</span>
                  ))}
                </div>
              ))}
            </div>
            {Array.from({ length: layout.columns * layout.rows }, (_, index) => (
              <div key={index} className={index < windows ? 'wall-window' : 'wall-window wall-window-none'}>
                {index < windows && <div className="wall-shutter" />}
              </div>
            ))}
          </div>
        )}
        {revealed &&
          pages.map(
            (items, index) =>
              (count <= MOST_IN_DOCUMENT || index === page) && (
                <ol key={index} className={index === page ? 'wall-page wall-page-now' : 'wall-page'}>
                  {items.map((drawNumber) => (
                    <li key={drawNumber} className="wall-number" data-testid="winner-number">
                      {padNumber(drawNumber, width)}
                    </li>
                  ))}
                </ol>
              ),
          )}
      </div>
      {pages.length > 1 && (
        <div className="wall-foot">
          <PageDots page={page} pages={pages.length} />
          <p className="wall-page-number">{words.page(page + 1, pages.length)}</p>
        </div>
      )}
    </div>
  );
};
