interface Sizes {
  /** In pixels. Below `min` the type goes only rather than cutting anything off. */
  readonly min: number;
  readonly max: number;
}

/** The height of a line of what may be cut, in sizes of its type. */
const LINE = 1.15;

/** A box of a given size, and what is in it. */
export interface Fitted {
  readonly box: HTMLElement;
  readonly inner: HTMLElement;
}

/**
 * Makes the type of these as large as their boxes allow, the same size in all of them, now and whenever any of them
 * changes; answers what ends it.
 */
export const fitType = (parts: readonly Fitted[], { min, max }: Sizes): (() => void) => {
  const fits = (): boolean =>
    parts.every(({ box, inner }) => inner.offsetHeight <= box.clientHeight && inner.scrollWidth <= box.clientWidth);
  const each = (change: (inner: HTMLElement) => void): void => parts.forEach(({ inner }) => change(inner));
  const setSize = (pixels: number): void => each((inner) => void (inner.style.fontSize = `${pixels}px`));
  /** The largest size between the two at which it fits; false if none does. */
  const fitBetween = (smallest: number, largest: number): boolean => {
    setSize(largest);
    if (fits()) return true;
    let low = smallest;
    let high = largest;
    for (let round = 0; round < 8; round++) {
      const middle = (low + high) / 2;
      setSize(middle);
      if (fits()) low = middle;
      else high = middle;
    }
    setSize(low);
    return fits();
  };
  const fit = (): void => {
    // Words stay whole and everything is there; else what is optional goes; else words are parted by the rules; else
    // anywhere; else it is cut, where it may be; else it gets small.
    each((inner) => void (inner.className = 'fitted-inner'));
    if (fitBetween(min, max)) return;
    for (const step of ['fitted-short', 'fitted-parted', 'fitted-broken']) {
      each((inner) => inner.classList.add(step));
      if (fitBetween(min, max)) return;
    }
    for (const { box, inner } of parts.filter(({ box: { classList } }) => classList.contains('fitted-may-cut'))) {
      inner.classList.add('fitted-cut');
      inner.style.setProperty('--lines', String(Math.max(1, Math.floor(box.clientHeight / (min * LINE)))));
    }
    fitBetween(min / 5, min);
  };
  fit();
  const observer = new ResizeObserver(fit);
  for (const { box, inner } of parts) {
    observer.observe(box);
    observer.observe(inner);
  }
  document.fonts.addEventListener('loadingdone', fit);
  return () => {
    observer.disconnect();
    document.fonts.removeEventListener('loadingdone', fit);
  };
};
