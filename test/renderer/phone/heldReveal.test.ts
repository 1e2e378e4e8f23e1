import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AudienceView } from '../../../src/contract/stage/views.ts';
import type { Live, LiveState } from '../../../src/renderer/common/live.ts';
import { holdReveals, REVEAL_LAG_MS, waitFor } from '../../../src/renderer/phone/heldReveal.ts';
import { draw, view } from './shownViews.ts';

const REVEAL_AT = 10_000;
const before = view({ stage: 'stopping', draw: draw({ reveal_at: REVEAL_AT }) });
const after = view({ stage: 'winner', draw: draw({ reveal_at: REVEAL_AT, winners: [{ draw_number: 7 }] }) });

describe('the wait before a reveal', () => {
  it('lasts until the reels of every projector stand', () => {
    expect(waitFor(before, after, REVEAL_AT)).toBe(REVEAL_LAG_MS);
    expect(waitFor(before, after, REVEAL_AT + 120)).toBe(REVEAL_LAG_MS - 120);
    expect(waitFor(before, after, REVEAL_AT + REVEAL_LAG_MS)).toBe(0);
  });

  it('is there for a reserve who steps in too', () => {
    const turning = { absent: 7, draw_number: null, started_at: 20_000, stopping_at: 22_000, reveal_at: 24_000 };
    const winners = [{ draw_number: 7 }];
    const again = view({ stage: 'stopping', draw: draw({ reveal_at: REVEAL_AT, winners, step_in: turning }) });
    const stepped = { ...turning, draw_number: 9 };
    const stood = view({ stage: 'winner', draw: draw({ reveal_at: REVEAL_AT, winners, step_in: stepped }) });
    expect(waitFor(again, stood, 24_100)).toBe(REVEAL_LAG_MS - 100);
    expect(waitFor(after, again, 20_000)).toBe(0);
  });

  it('is never longer, however wrong a clock is', () => {
    expect(waitFor(before, after, REVEAL_AT - 60_000)).toBe(REVEAL_LAG_MS);
  });

  it('is not for whoever opens the page later, for the same view again, or for another draw', () => {
    expect(waitFor(null, after, REVEAL_AT)).toBe(0);
    expect(waitFor(after, after, REVEAL_AT)).toBe(0);
    expect(waitFor(before, before, REVEAL_AT)).toBe(0);
    expect(waitFor({ draw: null }, after, REVEAL_AT)).toBe(0);
  });
});

describe('a held reveal', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is shown when its time has come, and a lost connection at once', () => {
    let state: LiveState<AudienceView> = { view: before, online: true, refused: null };
    let changed = (): void => undefined;
    const live: Live<AudienceView> = {
      get: () => state,
      subscribe: (listener) => {
        changed = listener;
        return () => undefined;
      },
      hostNow: () => REVEAL_AT,
      reconnect: () => undefined,
      contribute: () => Promise.resolve(null),
      present: () => undefined,
      tellReels: () => undefined,
      close: () => undefined,
    };
    const held = holdReveals(live);
    state = { ...state, view: after };
    changed();
    expect(held.get().view).toBe(before);
    state = { ...state, online: false };
    changed();
    expect(held.get()).toMatchObject({ online: false, view: before });
    vi.advanceTimersByTime(REVEAL_LAG_MS - 1);
    expect(held.get().view).toBe(before);
    vi.advanceTimersByTime(1);
    expect(held.get().view).toBe(after);
  });
});
