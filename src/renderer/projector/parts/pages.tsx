import { useEffect, useState, type ReactNode } from 'react';
import './pages.css';

/** Which of `pages` pages is shown: the next one every `ms`. */
export const useTurningPage = (pages: number, ms: number): number => {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (pages < 2) return;
    const timer = setInterval(() => setTurn((now) => now + 1), ms);
    return () => clearInterval(timer);
  }, [pages, ms]);
  return pages > 0 ? turn % pages : 0;
};

const MAX_DOTS = 20;

/** Points that say which page this is. */
export const PageDots = ({ page, pages }: { readonly page: number; readonly pages: number }): ReactNode =>
  pages > 1 &&
  pages <= MAX_DOTS && (
    <div className="dots" aria-hidden="true">
      {Array.from({ length: pages }, (_, index) => (
        <span key={index} className={index === page ? 'dot dot-now' : 'dot'} />
      ))}
    </div>
  );
