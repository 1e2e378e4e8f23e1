/**
 * Which picture of a prize to show: none where there is none, or where this very one could not be loaded. A broken picture is
 * never seen, and the next one has its own chance. `failed`: the address that could not be loaded last.
 */
export const pictureToShow = (url: string | null, failed: string | null): string | null =>
  url === failed ? null : url;
