import { describe, expect, it } from 'vitest';
import type { Win } from '../../../src/contract/event/routes.ts';
import type { Ticket } from '../../../src/renderer/common/storedTicket.ts';
import { sceneOf, type Known } from '../../../src/renderer/phone/phoneState.ts';
import { draw, view } from './shownViews.ts';

const ticket = (own: Partial<Ticket> = {}): Ticket => ({
  eventId: 'fair',
  token: 'token',
  drawNumber: 7,
  joinRound: 1,
  joinedAt: 1_000,
  eventName: 'Autumn Fair',
  numberWidth: 3,
  wins: [],
  celebrated: [],
  ...own,
});

const win = (own: Partial<Win> = {}): Win => ({
  draw_id: 'd1',
  draw: 1,
  prize_name: 'City bike',
  prize_rank: 1,
  prize_description: 'Steel frame',
  image_url: null,
  drawn_at: '2026-11-20T12:00:00.000Z',
  claim_code: '7K3M-Q9TD',
  claimed_at: null,
  forfeited_at: null,
  forfeit_reason: '',
  stepped_in: false,
  ...own,
});

const known = (own: Partial<Known> = {}): Known => ({
  ticket: ticket(),
  view: view(),
  offline: false,
  refusal: null,
  ...own,
});

const spinning = view({ stage: 'spinning', draw: draw() });
const revealed = (...numbers: number[]) =>
  view({ stage: 'winner', draw: draw({ winners: numbers.map((draw_number) => ({ draw_number })) }) });

describe('a phone without a number', () => {
  const without = (own: Partial<Known>) => sceneOf(known({ ticket: null, ...own }));

  it('is joining, and says so when the host asks to wait', () => {
    expect(without({})).toEqual({ state: 'joining', crowded: false });
    expect(without({ refusal: 'too_many_registrations' })).toEqual({ state: 'joining', crowded: true });
    expect(without({ refusal: 'internal' })).toEqual({ state: 'joining', crowded: true });
    expect(without({ refusal: 'offline' })).toEqual({ state: 'joining', crowded: false });
  });

  it('says that there is no connection', () => {
    expect(without({ view: null, offline: true }).state).toBe('offline-new');
  });

  it('says that registration is closed or the event is full, offline too', () => {
    expect(without({ refusal: 'registration_closed' }).state).toBe('closed');
    expect(without({ refusal: 'event_full', offline: true }).state).toBe('full');
  });

  it('shows no number of another round or another event', () => {
    expect(sceneOf(known({ view: view({ join_round: 2 }) })).state).toBe('joining');
    expect(sceneOf(known({ view: view({ id: 'other' }) })).state).toBe('joining');
    const wonBefore = ticket({ wins: [win()] });
    expect(sceneOf(known({ ticket: wonBefore, view: view({ join_round: 2 }) })).state).toBe('joining');
  });
});

describe('a phone with a number', () => {
  it('waits while the stage is idle, and where nothing is known but the ticket', () => {
    expect(sceneOf(known())).toEqual({ state: 'waiting', fromNext: false });
    expect(sceneOf(known({ view: null, offline: true }))).toEqual({ state: 'waiting', fromNext: false });
    expect(sceneOf(known({ ticket: ticket({ joinRound: null }) })).state).toBe('waiting');
  });

  it('follows the reels', () => {
    expect(sceneOf(known({ view: spinning }))).toMatchObject({ state: 'drawing', stopping: false, fromNext: false });
    const stopping = view({ stage: 'stopping', draw: draw() });
    expect(sceneOf(known({ view: stopping }))).toMatchObject({ state: 'drawing', stopping: true });
    expect(sceneOf(known({ view: view({ stage: 'armed', draw: draw() }) })).state).toBe('drawing');
  });

  it('has won at the reveal if its number is among the winners, before the host has told the claim code', () => {
    const scene = sceneOf(known({ view: revealed(3, 7) }));
    expect(scene).toMatchObject({ state: 'won', celebrate: 'd1', drawing: null });
    expect(scene.state === 'won' && scene.wins).toEqual([
      {
        drawId: 'd1',
        prizeName: 'City bike',
        prizeDescription: 'Steel frame',
        imageUrl: '/images/bike.webp',
        claimCode: null,
        claimed: false,
        steppedIn: false,
      },
    ]);
  });

  it('shows one win once when the host has told it too', () => {
    const scene = sceneOf(known({ ticket: ticket({ wins: [win()] }), view: revealed(7) }));
    expect(scene.state === 'won' && scene.wins.map(({ claimCode }) => claimCode)).toEqual(['7K3M-Q9TD']);
  });

  it('has lost at the reveal otherwise, and keeps its number', () => {
    expect(sceneOf(known({ view: revealed(3, 70) }))).toMatchObject({ state: 'lost' });
  });

  it('has lost nothing in a draw that began before it joined', () => {
    const late = ticket({ joinedAt: 5_001 });
    expect(sceneOf(known({ ticket: late, view: spinning }))).toMatchObject({ state: 'drawing', fromNext: true });
    expect(sceneOf(known({ ticket: late, view: revealed(3) }))).toEqual({ state: 'waiting', fromNext: true });
    // Whatever the clocks say: who is among the winners has won.
    expect(sceneOf(known({ ticket: late, view: revealed(7) })).state).toBe('won');
  });
});

describe('a winner', () => {
  const winner = ticket({ wins: [win()], celebrated: ['d1'] });

  it('keeps seeing the win when the stage is idle, offline, and without any view', () => {
    for (const now of [view(), null]) {
      const scene = sceneOf(known({ ticket: winner, view: now, offline: true }));
      expect(scene).toMatchObject({ state: 'won', celebrate: null, drawing: null });
    }
  });

  it('keeps the win in view while the next prize is drawn, and is told what is drawn', () => {
    const next = view({ stage: 'spinning', draw: draw({ draw_id: 'd2', prize_name: 'Voucher' }) });
    expect(sceneOf(known({ ticket: winner, view: next }))).toMatchObject({
      state: 'won',
      drawing: { prize_name: 'Voucher' },
    });
  });

  it('sees all wins, the newest first', () => {
    const twice = ticket({ wins: [win({ draw_id: 'd1' }), win({ draw_id: 'd0', claim_code: 'AAAA-BBBB' })] });
    const onStage = view({ stage: 'winner', draw: draw({ draw_id: 'd2', winners: [{ draw_number: 7 }] }) });
    const scene = sceneOf(known({ ticket: twice, view: onStage }));
    expect(scene.state === 'won' && scene.wins.map(({ drawId }) => drawId)).toEqual(['d2', 'd1', 'd0']);
  });

  it('celebrates each win once, one that was missed in sleep included', () => {
    expect(sceneOf(known({ ticket: ticket({ wins: [win()] }) }))).toMatchObject({ celebrate: 'd1' });
    expect(sceneOf(known({ ticket: winner, view: revealed(7) }))).toMatchObject({ celebrate: null });
  });

  it('sees a prize that was handed over as such, without a celebration', () => {
    const claimed = ticket({ wins: [win({ claimed_at: '2026-11-20T12:30:00.000Z' })] });
    const scene = sceneOf(known({ ticket: claimed }));
    expect(scene).toMatchObject({ state: 'won', celebrate: null, wins: [{ claimed: true }] });
  });

  it('waits again after the draws were reset', () => {
    expect(sceneOf(known({ ticket: { ...winner, wins: [] } })).state).toBe('waiting');
  });
});
