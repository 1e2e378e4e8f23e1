import { describe, expect, it } from 'vitest';
import { commitmentOf, phoneChainLength, verifyPhoneLink } from '../../../../src/core/fairness/phoneChain.ts';
import type { Randomness } from '../../../../src/renderer/common/storedFairness.ts';
import {
  bindStep,
  drawThatAsks,
  isInTime,
  sendAfter,
  usedFor,
  valueOf,
  withAnswer,
} from '../../../../src/renderer/phone/fairness/randomness.ts';
import { ANNOUNCED_AT, holdDraw, ticketOf, secretOf, viewOf } from './fairVenue.ts';

const fresh: Randomness = { tip: secretOf(9), used: [] };
const bind = (own: Randomness, drawId: string): NonNullable<ReturnType<typeof bindStep>> => {
  const bound = bindStep(own, drawId);
  if (!bound) throw new Error('no step is left');
  return bound;
};

describe('the steps of a phone', () => {
  it('are taken in order, one for each draw, and fit the commitment', () => {
    let own = fresh;
    for (const [index, drawId] of ['a', 'b', 'c'].entries()) {
      const bound = bind(own, drawId);
      own = bound.own;
      expect(bound.used.step).toBe(index + 1);
      expect(verifyPhoneLink(commitmentOf(own.tip), bound.used.step, valueOf(own, bound.used))).toBe(true);
    }
  });

  it('stay with their draw: asked again, the same step is sent again', () => {
    const first = bind(fresh, 'a');
    const second = bind(first.own, 'b');
    expect(bind(second.own, 'a').used).toEqual(first.used);
    expect(bind(second.own, 'a').own).toBe(second.own);
    expect(bind(second.own, 'c').used.step).toBe(3);
  });

  it('end after the last of the chain, silently', () => {
    let own = fresh;
    for (let draw = 1; draw <= phoneChainLength; draw += 1) own = bind(own, `d${draw}`).own;
    expect(new Set(own.used.map(({ step }) => step)).size).toBe(phoneChainLength);
    expect(bindStep(own, 'one more')).toBeNull();
    expect(bindStep(own, 'd64')?.used.step).toBe(phoneChainLength);
  });

  it('keep what the host said of them, and of no other', () => {
    const own = bind(bind(fresh, 'a').own, 'b').own;
    const answered = withAnswer(withAnswer(own, 'b', { countedUntil: 7 }), 'b', { stood: true });
    expect(usedFor(answered, 'b')).toEqual({ drawId: 'b', step: 2, countedUntil: 7, stood: true });
    expect(usedFor(answered, 'a')).toEqual(usedFor(own, 'a'));
    expect(usedFor(answered, 'c')).toBeNull();
  });
});

describe('a draw asks a phone for randomness', () => {
  const { armed } = holdDraw();
  const view = viewOf({ stage: 'armed', draw: armed });

  it('while it is armed and the room is among its sources', () => {
    expect(drawThatAsks(view, ticketOf(3))).toBe(armed);
    expect(drawThatAsks({ ...view, stage: 'spinning' }, ticketOf(3))).toBeNull();
    expect(drawThatAsks({ ...view, draw: { ...armed, sources: ['spoken'] } }, ticketOf(3))).toBeNull();
    expect(drawThatAsks({ ...view, draw: null }, ticketOf(3))).toBeNull();
  });

  it('not if it joined later, in another round, or has won before', () => {
    expect(drawThatAsks(view, ticketOf(3, { joinedAt: ANNOUNCED_AT + 1 }))).toBeNull();
    expect(drawThatAsks(view, ticketOf(3, { joinRound: 2 }))).toBeNull();
    const win = {
      draw_id: 'd1',
      draw: 1,
      prize_name: 'Voucher',
      prize_rank: 2,
      prize_description: '',
      image_url: null,
      drawn_at: '2026-11-20T11:00:00.000Z',
      claim_code: '7K3M-Q9TD',
      claimed_at: null,
      forfeited_at: null,
      forfeit_reason: '',
      stepped_in: false,
    };
    expect(drawThatAsks(view, ticketOf(3, { wins: [win] }))).toBeNull();
  });

  it('not once the entropy is closed', () => {
    const close = { entropy_hash: 'ab'.repeat(32), count: 5 };
    expect(drawThatAsks({ ...view, draw: { ...armed, close } }, ticketOf(3))).toBeNull();
  });

  it('to be answered in the second half of the window, but for its last fifth', () => {
    expect(sendAfter(1_000, 4_000, 1_000, 0)).toBe(1_500);
    expect(sendAfter(1_000, 4_000, 1_000, 0.999_999)).toBeCloseTo(2_400, 1);
    expect(sendAfter(1_000, 4_000, 2_000, 0)).toBe(500);
    expect(sendAfter(1_000, 4_000, 2_600, 0)).toBe(0);
    expect(sendAfter(1_000, 4_000, 4_000, 0.5)).toBeNull();
  });

  it('by those who come late within half of what is left', () => {
    expect(sendAfter(1_000, 4_000, 3_600, 0)).toBe(0);
    expect(sendAfter(1_000, 4_000, 3_600, 0.999_999)).toBeCloseTo(200, 1);
  });

  it('in time, where a second is left', () => {
    expect(isInTime(4_000, 3_000)).toBe(true);
    expect(isInTime(4_000, 3_001)).toBe(false);
  });
});
