import { describe, expect, it } from 'vitest';
import type { AudienceView, PublicDraw } from '../../../../src/contract/stage/views.ts';
import { chainLength, sealOf } from '../../../../src/core/fairness/chain.ts';
import type { TrustedSeal } from '../../../../src/renderer/common/storedFairness.ts';
import { compareSeal, isSealSwapped, withSeals } from '../../../../src/renderer/phone/fairness/trustedSeals.ts';
import { holdDraw, SEAL, viewOf } from './fairVenue.ts';

const { armed } = holdDraw();
const NEXT_SEAL = sealOf('6b'.repeat(32));

const drawAt = (epoch: number, draw: number, seal: string): PublicDraw => ({ ...armed, epoch, draw, seal });
const after = (...views: AudienceView[]): readonly TrustedSeal[] =>
  views.reduce<readonly TrustedSeal[]>((seals, view) => withSeals(seals, view), []);
const idle = viewOf();
const onStage = (draw: PublicDraw, seal: string = draw.seal) => viewOf({ stage: 'armed', draw, seal });

describe('the seal that a phone trusts', () => {
  it('is the one from when it joined', () => {
    const seals = after(idle);
    expect(compareSeal(seals, false, drawAt(1, 1, SEAL))).toBe('differs');
    const told = after(idle, onStage(drawAt(1, 1, SEAL)));
    expect(told).toEqual([{ epoch: 1, seal: SEAL }]);
    expect(compareSeal(told, false, drawAt(1, 2, SEAL))).toBe('same');
    expect(compareSeal(told, false, drawAt(1, 2, NEXT_SEAL))).toBe('differs');
  });

  it('is not replaced by another one of the same chain', () => {
    const swapped = onStage(drawAt(1, 2, NEXT_SEAL));
    for (const seals of [after(idle, swapped), after(idle, onStage(drawAt(1, 1, SEAL)), swapped)])
      expect(compareSeal(seals, false, drawAt(1, 2, NEXT_SEAL))).toBe('differs');
  });

  it('is followed by the next chain’s when the last draw of its chain was seen', () => {
    const told = after(idle, onStage(drawAt(1, chainLength, SEAL), NEXT_SEAL));
    expect(compareSeal(told, false, drawAt(1, chainLength, SEAL))).toBe('same');
    expect(compareSeal(told, false, drawAt(2, 1, NEXT_SEAL))).toBe('same');
    expect(compareSeal(told, false, drawAt(2, 1, SEAL))).toBe('differs');
  });

  it('cannot be told of a chain that began while the phone was away', () => {
    const told = after(idle, onStage(drawAt(1, 5, SEAL)));
    expect(compareSeal(told, false, drawAt(2, 1, NEXT_SEAL))).toBe('unknown');
    expect(compareSeal([], false, drawAt(1, 1, SEAL))).toBe('unknown');
  });

  it('differs where the phone saw it change before its chain was used up', () => {
    const told = after(idle, onStage(drawAt(1, 5, SEAL)));
    expect(compareSeal(told, true, drawAt(2, 1, NEXT_SEAL))).toBe('differs');
    const last = onStage(drawAt(1, chainLength, SEAL), NEXT_SEAL);
    expect(isSealSwapped(idle, viewOf({ seal: NEXT_SEAL }))).toBe(true);
    expect(isSealSwapped(onStage(drawAt(1, 5, SEAL)), onStage(drawAt(2, 1, NEXT_SEAL)))).toBe(true);
    expect(isSealSwapped(idle, last)).toBe(false);
    expect(isSealSwapped(last, viewOf({ seal: NEXT_SEAL }))).toBe(false);
    expect(isSealSwapped(idle, viewOf({ id: 'other', seal: NEXT_SEAL }))).toBe(false);
    expect(isSealSwapped(idle, onStage(drawAt(1, 1, SEAL)))).toBe(false);
  });
});
