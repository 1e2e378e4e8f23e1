import { describe, expect, it } from 'vitest';
import type { AdminPrize, EventSettings } from '../../../../../src/contract/event/views.ts';
import {
  mainActionOf,
  chosenCount,
  chosenPrize,
  drawKey,
  isOldAnswer,
  NO_CHOICE,
  stillToCome,
} from '../../../../../src/renderer/admin/console/stage/mainAction.ts';

const prize = (id: string, change: Partial<AdminPrize> = {}): AdminPrize => ({
  id,
  name: `Prize ${id}`,
  description: '',
  rank: 1,
  quantity: 10,
  remaining: 10,
  image_url: null,
  winners_per_draw: 1,
  drawn: 0,
  version: 1,
  ...change,
});

const settings: EventSettings = {
  name: 'Fair',
  number_width: 3,
  spin_ms: 6_000,
  capacity: 100,
  registration_open: true,
  wifi_ssid: '',
  wifi_password: '',
  entropy_window_ms: 3_000,
  delay_ms: 4_000,
  room_entropy: true,
  spoken_entropy: false,
  beacon_entropy: false,
  reserves: 2,
  here_only: false,
  projector_language: 'en',
  projector_muted: false,
  next_prize_id: null,
  version: 1,
};

type ShowView = Parameters<typeof mainActionOf>[0];
const viewOf = (change: Partial<ShowView> = {}): ShowView => ({
  stage: 'idle',
  draw: null,
  prizes: [prize('a'), prize('b', { winners_per_draw: 3 })],
  settings,
  eligible: 100,
  count: 100,
  draws: 0,
  ...change,
});

const onStage = {
  draw_id: 'd1',
  epoch: 1,
  draw: 1,
  seal: 'ab'.repeat(32),
  announcement_hash: 'cd'.repeat(32),
  fingerprint: 'SQ6W-VKED',
  announced_at: 500,
  sources: ['room'],
  entropy_until: 1_000,
  delay: 0,
  close: null,
  delay_result: null,
  reveal: null,
  entropy: null,
  prize_name: 'Prize a',
  prize_rank: 1,
  prize_description: '',
  image_url: null,
  count: 1,
  entries: 100,
  started_at: 1_000,
  decided_at: 1_000,
  stopping_at: 5_000,
  reveal_at: 7_000,
  winners: null,
  forfeits: [],
  step_in: null,
};

describe('the main action', () => {
  it('draws the usual number of winners of the first prize that is left', () => {
    expect(mainActionOf(viewOf(), NO_CHOICE)).toMatchObject({ kind: 'draw', prize: { id: 'a' }, count: 1 });
  });

  it('draws what the host would draw next when nothing is chosen', () => {
    const view = viewOf({ settings: { ...settings, next_prize_id: 'b' } });
    expect(mainActionOf(view, NO_CHOICE)).toMatchObject({ kind: 'draw', prize: { id: 'b' }, count: 3 });
  });

  it('draws the chosen prize, and another one as soon as nothing of it is left', () => {
    const choice = { prizeId: 'b', count: null };
    expect(chosenPrize(viewOf(), choice)?.id).toBe('b');
    expect(chosenPrize(viewOf({ prizes: [prize('a'), prize('b', { remaining: 0 })] }), choice)?.id).toBe('a');
  });

  it('never asks for more winners than pieces are left or people can win', () => {
    const few = prize('a', { winners_per_draw: 8, remaining: 5 });
    expect(chosenCount(viewOf(), few, NO_CHOICE)).toBe(5);
    expect(chosenCount(viewOf({ eligible: 2 }), few, NO_CHOICE)).toBe(2);
  });

  it('takes the chosen count of its prize until the host has it, and then what the host has', () => {
    const choice = { prizeId: 'b', count: { value: 7, prizeId: 'b' } };
    expect(chosenCount(viewOf(), prize('b', { winners_per_draw: 3 }), choice)).toBe(7);
    expect(chosenCount(viewOf(), prize('a', { winners_per_draw: 2 }), choice)).toBe(2);
    expect(stillToCome(viewOf(), choice)).toBe(choice);
    const had = viewOf({
      settings: { ...settings, next_prize_id: 'b' },
      prizes: [prize('a', { winners_per_draw: 7 }), prize('b', { winners_per_draw: 7 })],
    });
    expect(stillToCome(had, choice)).toEqual(NO_CHOICE);
    expect(stillToCome({ ...had, settings }, choice)).toEqual({ prizeId: 'b', count: null });
  });

  it('is the wait for the reveal while the reels turn', () => {
    for (const stage of ['spinning', 'stopping'] as const)
      expect(mainActionOf(viewOf({ stage, draw: onStage }), NO_CHOICE)).toEqual({ kind: 'busy', revealAt: 7_000 });
  });

  it('is nothing to be pressed while the draw is armed, which has no moment of its reveal yet', () => {
    const draw = { ...onStage, started_at: 0, decided_at: 0, stopping_at: 0, reveal_at: 0 };
    expect(mainActionOf(viewOf({ stage: 'armed', draw }), NO_CHOICE)).toEqual({ kind: 'armed', draw });
  });

  it('dismisses the result that is on the stage, even when nothing is left to draw', () => {
    const view = viewOf({
      stage: 'winner',
      draw: { ...onStage, winners: [{ draw_number: 7 }] },
      prizes: [],
      eligible: 0,
    });
    expect(mainActionOf(view, NO_CHOICE)).toEqual({ kind: 'dismiss', drawId: 'd1' });
  });

  it('says why there is nothing to draw', () => {
    const reason = (change: Partial<ShowView>): unknown => mainActionOf(viewOf(change), NO_CHOICE);
    expect(reason({ prizes: [] })).toEqual({ kind: 'none', reason: 'noPrizes' });
    expect(reason({ prizes: [prize('a', { remaining: 0 })] })).toEqual({ kind: 'none', reason: 'noneLeft' });
    expect(reason({ eligible: 0, count: 0 })).toEqual({ kind: 'none', reason: 'nobody' });
    expect(reason({ eligible: 0, count: 30 })).toEqual({ kind: 'none', reason: 'everybodyWon' });
  });
});

describe('the key of a draw', () => {
  const view = { id: 'event', seal: 'ab'.repeat(32), draws: 2, draws_revision: 9 };

  it('is the same for every press on the same view', () => {
    expect(drawKey({ ...view }, 'p1', 3, 0)).toBe(drawKey(view, 'p1', 3, 0));
  });

  it('differs as soon as anything in the view differs, and after a refusal', () => {
    const keys = [
      drawKey(view, 'p1', 3, 0),
      drawKey({ ...view, id: 'other' }, 'p1', 3, 0),
      drawKey({ ...view, seal: 'cd'.repeat(32) }, 'p1', 3, 0),
      drawKey({ ...view, draws: 3 }, 'p1', 3, 0),
      drawKey({ ...view, draws_revision: 10 }, 'p1', 3, 0),
      drawKey(view, 'p2', 3, 0),
      drawKey(view, 'p1', 2, 0),
      drawKey(view, 'p1', 3, 1),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('fits into an Idempotency-Key header', () => {
    expect(drawKey({ ...view, id: 'e'.repeat(64) }, 'p'.repeat(64), 100_000, 12)).toMatch(/^[\x21-\x7e]{1,255}$/);
  });
});

describe('an answer', () => {
  it('is old when the phones had their time long before the press', () => {
    const now = Date.parse('2026-11-20T12:00:00.000Z');
    expect(isOldAnswer('2026-11-20T11:59:58.000Z', now)).toBe(false);
    expect(isOldAnswer('2026-11-20T09:00:00.000Z', now)).toBe(true);
  });
});
