import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { measureScreen, type Screen } from './layout.ts';

/** The screen's measure, kept up to date; also sets the CSS variable `--u` that all sizes are made of. */
export const useScreen = (): Screen => {
  const [screen, setScreen] = useState(() => measureScreen(window.innerWidth, window.innerHeight));
  useLayoutEffect(() => {
    const measure = (): void => setScreen(measureScreen(window.innerWidth, window.innerHeight));
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--u', `${screen.unit}px`);
  }, [screen.unit]);
  return screen;
};

const REDUCED = '(prefers-reduced-motion: reduce)';

/** Calm mode: asked for by the system or by `?calm=1`. */
export const useCalm = (asked: boolean): boolean => {
  const reduced = useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(REDUCED);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(REDUCED).matches,
  );
  return asked || reduced;
};

/** The pointer goes away when it has not moved for this long. */
const POINTER_REST_MS = 2_000;

export const useHiddenPointer = (): void => {
  useEffect(() => {
    const { classList } = document.documentElement;
    let timer = 0;
    const moved = (): void => {
      classList.remove('no-pointer');
      clearTimeout(timer);
      timer = window.setTimeout(() => classList.add('no-pointer'), POINTER_REST_MS);
    };
    moved();
    window.addEventListener('pointermove', moved);
    return () => {
      window.removeEventListener('pointermove', moved);
      clearTimeout(timer);
      classList.remove('no-pointer');
    };
  }, []);
};

interface FittedParts {
  readonly box: RefObject<HTMLElement | null>;
  readonly inner: RefObject<HTMLElement | null>;
}

interface FittedSizes {
  /** Everything the size depends on, as a text. */
  readonly content: string;
  /** Sizes of type in units. */
  readonly most: number;
  readonly least: number;
  readonly screen: Screen;
}

/** Makes the type of `inner` as large as the box allows. */
export const useFittedType = ({ box, inner }: FittedParts, { content, most, least, screen }: FittedSizes): void => {
  useLayoutEffect(() => {
    const outside = box.current;
    const inside = inner.current;
    if (!outside || !inside) return;
    const fits = (): boolean =>
      inside.offsetHeight <= outside.clientHeight && inside.scrollWidth <= outside.clientWidth;
    /** The largest size between the two, in pixels, at which it fits; false if none does. */
    const fitBetween = (smallest: number, largest: number): boolean => {
      inside.style.fontSize = `${largest}px`;
      if (fits()) return true;
      let low = smallest;
      let high = largest;
      for (let round = 0; round < 8; round++) {
        const middle = (low + high) / 2;
        inside.style.fontSize = `${middle}px`;
        if (fits()) low = middle;
        else high = middle;
      }
      inside.style.fontSize = `${low}px`;
      return fits();
    };
    const fit = (): void => {
      const small = least * screen.unit;
      const large = most * screen.unit;
      // Words stay whole and everything is there; else what is optional goes; else words break; else it gets small.
      inside.className = 'fitted-inner';
      if (fitBetween(small, large)) return;
      inside.classList.add('fitted-short');
      if (fitBetween(small, large)) return;
      inside.classList.add('fitted-broken');
      if (fitBetween(small, large)) return;
      fitBetween(small / 5, small);
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(outside);
    observer.observe(inside);
    document.fonts.addEventListener('loadingdone', fit);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', fit);
    };
  }, [box, inner, content, most, least, screen]);
};
