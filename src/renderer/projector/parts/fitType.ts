interface Sizes {
  /** In pixels. Below `min` the type goes only rather than cutting anything off. */
  readonly min: number;
  readonly max: number;
}

/** Makes the type of `inner` as large as `box` allows, now and whenever either changes; answers what ends it. */
export const fitType = (box: HTMLElement, inner: HTMLElement, { min, max }: Sizes): (() => void) => {
  const fits = (): boolean => inner.offsetHeight <= box.clientHeight && inner.scrollWidth <= box.clientWidth;
  /** The largest size between the two at which it fits; false if none does. */
  const fitBetween = (smallest: number, largest: number): boolean => {
    inner.style.fontSize = `${largest}px`;
    if (fits()) return true;
    let low = smallest;
    let high = largest;
    for (let round = 0; round < 8; round++) {
      const middle = (low + high) / 2;
      inner.style.fontSize = `${middle}px`;
      if (fits()) low = middle;
      else high = middle;
    }
    inner.style.fontSize = `${low}px`;
    return fits();
  };
  const fit = (): void => {
    // Words stay whole and everything is there; else what is optional goes; else words break; else it gets small.
    inner.className = 'fitted-inner';
    if (fitBetween(min, max)) return;
    inner.classList.add('fitted-short');
    if (fitBetween(min, max)) return;
    inner.classList.add('fitted-broken');
    if (fitBetween(min, max)) return;
    fitBetween(min / 5, min);
  };
  fit();
  const observer = new ResizeObserver(fit);
  observer.observe(box);
  observer.observe(inner);
  document.fonts.addEventListener('loadingdone', fit);
  return () => {
    observer.disconnect();
    document.fonts.removeEventListener('loadingdone', fit);
  };
};
