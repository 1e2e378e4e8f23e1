/** How one scene gives way to the next: the two are blended, so that the stage is never empty in between. */
import { flushSync } from 'react-dom';
import type { DisplayView } from '../../contract/stage/views.ts';
import type { Live } from '../common/live.ts';

/** What is on the stage, as far as it makes another picture of the whole screen. */
const pictureOf = (view: DisplayView | null): string | null =>
  view === null ? null : view.stage === 'idle' || view.draw === null ? 'idle' : view.draw.draw_id;

/**
 * The live connection's `subscribe`, which blends the old picture into the new one where another scene begins. The
 * first picture is there at once; so is every one where the browser cannot blend, or nobody sees it.
 */
export const createSceneChange = (
  live: Pick<Live<DisplayView>, 'get' | 'subscribe'>,
  /** Where nobody watches, in the console's small picture, it only costs. */
  wanted: boolean,
): Pick<Live<DisplayView>, 'subscribe'> => {
  let shown = pictureOf(live.get().view);
  return {
    subscribe: (changed) =>
      live.subscribe(() => {
        const before = shown;
        shown = pictureOf(live.get().view);
        const blends = wanted && before !== null && shown !== before && document.visibilityState === 'visible';
        if (!blends || typeof document.startViewTransition !== 'function') return changed();
        const transition = document.startViewTransition(() => flushSync(changed));
        // Broken off by the next one, for instance: the picture is the new one all the same.
        for (const end of [transition.ready, transition.finished]) end.catch(() => undefined);
      }),
  };
};
