/** Pictures that are loaded and decoded before a scene shows them, so that they are there with its first frame. */

/** Width to height of each picture that is ready, by its address. */
const ratios = new Map<string, number>();
/** Keeps what was decoded from being thrown away while a scene may still come that shows it. */
const kept = new Map<string, HTMLImageElement>();
/** A show has few prizes: more pictures than this are loaded when they are shown. */
const MAX_KEPT = 40;

/** Width to height of a picture; null while it is not ready. */
export const ratioOf = (url: string): number | null => ratios.get(url) ?? null;

export const keepRatio = (url: string, { naturalWidth, naturalHeight }: HTMLImageElement): number => {
  const ratio = naturalHeight > 0 ? naturalWidth / naturalHeight : 1;
  ratios.set(url, ratio);
  return ratio;
};

/** Loads pictures that a later scene will show. One that does not come is asked for again by that scene. */
export const prepare = (urls: readonly string[]): void => {
  const wanted = new Set(urls.slice(0, MAX_KEPT));
  for (const url of kept.keys()) if (!wanted.has(url)) kept.delete(url);
  for (const url of wanted) {
    if (kept.has(url)) continue;
    const image = new Image();
    kept.set(url, image);
    image.src = url;
    image.decode().then(
      () => keepRatio(url, image),
      () => kept.delete(url),
    );
  }
};
