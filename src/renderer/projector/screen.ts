import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { measureScreen, type Area, type Screen } from './measure.ts';

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

/** The inner size of an element, in pixels; null until it is there. */
export const useMeasured = (ref: RefObject<HTMLElement | null>): Area | null => {
  const [area, setArea] = useState<Area | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void => setArea({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return area;
};
