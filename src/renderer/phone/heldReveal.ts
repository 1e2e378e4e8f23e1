/**
 * A phone's moment of a reveal. Where projectors are logged in, the host tells phones when their reels stand; this is for
 * those that are not.
 */
import type { AudienceView, PublicDraw } from '../../contract/stage/views.ts';
import type { Live, LiveState } from '../common/live.ts';

/**
 * Ms after the reveal by the host's clock. A projector that is not logged in learns the numbers with the phones, and its
 * reels take 150 ms to snap to them. The other 150 ms are a margin, chosen and not measured, for a message that reaches the
 * projector later than a phone.
 */
export const REVEAL_LAG_MS = 300;

type Show = Pick<AudienceView, 'draw'> | null;

/** The reels of a draw, or of the reserve who steps in: when they stand by the host's clock, and whether it has told for whom. */
const reelsOf = ({ step_in: stepIn, winners, reveal_at: at }: PublicDraw) =>
  stepIn ? { at: stepIn.reveal_at, told: stepIn.draw_number !== null } : { at, told: winners !== null };

/** How long a phone that shows `before` waits with `next`, in ms; 0 where `next` is not the reveal of what it shows. */
export const waitFor = (before: Show, next: Show, now: number): number => {
  const draw = next?.draw ?? null;
  const shown = before?.draw ?? null;
  if (draw === null || shown === null || draw.draw_id !== shown.draw_id) return 0;
  const { at, told } = reelsOf(draw);
  if (!told || reelsOf(shown).told) return 0;
  return Math.max(0, Math.min(REVEAL_LAG_MS, at + REVEAL_LAG_MS - now));
};

/** The live connection whose reveals wait until the reels stand. Everything else passes at once. */
export const holdReveals = (live: Live<AudienceView>): Live<AudienceView> => {
  let shown = live.get();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();
  const show = (state: LiveState<AudienceView>): void => {
    shown = state;
    for (const listener of listeners) listener();
  };
  const stopWaiting = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  live.subscribe(() => {
    const next = live.get();
    const wait = waitFor(shown.view, next.view, live.hostNow());
    stopWaiting();
    if (wait === 0) return show(next);
    timer = setTimeout(() => {
      timer = null;
      show(live.get());
    }, wait);
    // What else is new, a lost connection for instance, is not held back.
    show({ ...next, view: shown.view });
  });
  return {
    ...live,
    get: () => shown,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    close: () => {
      stopWaiting();
      listeners.clear();
      live.close();
    },
  };
};
