import { describe, expect, it } from 'vitest';
import type { AudienceView, PublicDraw } from '../../../src/contract/stage/views.ts';
import { chainLength, sealOf } from '../../../src/core/fairness/chain.ts';
import {
  isNumberReused,
  isSealSwapped,
  readWitness,
  sightOf,
  withSeals,
  withSeen,
  type SeenSeal,
  type Witness,
} from '../../../src/renderer/phone/witness.ts';
import { ANNOUNCED_AT, holdDraw, SEAL, viewOf } from './fairVenue.ts';

const { armed, revealed } = holdDraw();
const NEXT_SEAL = sealOf('6b'.repeat(32));

describe('what a phone saw of a draw', () => {
  it('is kept under the draw’s id, before the reveal only', () => {
    const seen = withSeen({}, armed, ANNOUNCED_AT + 0.4);
    expect(seen).toEqual({
      d3: { announcement_hash: armed.announcement_hash, seal: SEAL, draw: 3, at: ANNOUNCED_AT },
    });
    expect(withSeen({}, revealed, ANNOUNCED_AT)).toEqual({});
  });

  it('stays what was seen first, whatever is shown later', () => {
    const seen = withSeen({}, armed, 1);
    expect(withSeen(seen, { ...armed, announcement_hash: 'ab'.repeat(32) }, 2)).toBe(seen);
  });

  it('is the newest hundred', () => {
    let seen: Witness = {};
    for (let draw = 1; draw <= 130; draw += 1) seen = withSeen(seen, { ...armed, draw_id: `d${draw}`, draw }, draw);
    expect(Object.keys(seen)).toHaveLength(100);
    expect(Object.values(seen).map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, index) => index + 31));
  });

  it('is read back without what is not well formed', () => {
    const seen = withSeen({}, armed, 1);
    expect(readWitness(JSON.parse(JSON.stringify(seen)))).toEqual(seen);
    expect(readWitness({ ...seen, bad: { ...seen['d3'], seal: 'short' }, worse: null })).toEqual(seen);
    for (const bad of [null, 'text', [], 7]) expect(readWitness(bad)).toEqual({});
  });

  it('shows that a draw number was used twice', () => {
    const seen = withSeen({}, armed, 1);
    expect(isNumberReused(seen, armed)).toBe(false);
    expect(isNumberReused(seen, { ...armed, draw_id: 'again' })).toBe(true);
    expect(isNumberReused(seen, { ...armed, draw_id: 'next', draw: 4 })).toBe(false);
    expect(isNumberReused(seen, { ...armed, draw_id: 'other chain', seal: NEXT_SEAL })).toBe(false);
  });
});

const drawAt = (epoch: number, draw: number, seal: string): PublicDraw => ({ ...armed, epoch, draw, seal });
const after = (...views: AudienceView[]): readonly SeenSeal[] =>
  views.reduce<readonly SeenSeal[]>((seals, view) => withSeals(seals, view), []);
const idle = viewOf();
const onStage = (draw: PublicDraw, seal: string = draw.seal) => viewOf({ stage: 'armed', draw, seal });

describe('the seal that a phone trusts', () => {
  it('is the one from when it joined', () => {
    const seals = after(idle);
    expect(sightOf(seals, false, drawAt(1, 1, SEAL))).toBe('differs');
    const told = after(idle, onStage(drawAt(1, 1, SEAL)));
    expect(told).toEqual([{ epoch: 1, seal: SEAL }]);
    expect(sightOf(told, false, drawAt(1, 2, SEAL))).toBe('same');
    expect(sightOf(told, false, drawAt(1, 2, NEXT_SEAL))).toBe('differs');
  });

  it('is not replaced by another one of the same chain', () => {
    const swapped = onStage(drawAt(1, 2, NEXT_SEAL));
    for (const seals of [after(idle, swapped), after(idle, onStage(drawAt(1, 1, SEAL)), swapped)])
      expect(sightOf(seals, false, drawAt(1, 2, NEXT_SEAL))).toBe('differs');
  });

  it('is followed by the next chain’s when the last draw of its chain was seen', () => {
    const told = after(idle, onStage(drawAt(1, chainLength, SEAL), NEXT_SEAL));
    expect(sightOf(told, false, drawAt(1, chainLength, SEAL))).toBe('same');
    expect(sightOf(told, false, drawAt(2, 1, NEXT_SEAL))).toBe('same');
    expect(sightOf(told, false, drawAt(2, 1, SEAL))).toBe('differs');
  });

  it('cannot be told of a chain that began while the phone was away', () => {
    const told = after(idle, onStage(drawAt(1, 5, SEAL)));
    expect(sightOf(told, false, drawAt(2, 1, NEXT_SEAL))).toBe('unknown');
    expect(sightOf([], false, drawAt(1, 1, SEAL))).toBe('unknown');
  });

  it('differs where the phone saw it change before its chain was used up', () => {
    const told = after(idle, onStage(drawAt(1, 5, SEAL)));
    expect(sightOf(told, true, drawAt(2, 1, NEXT_SEAL))).toBe('differs');
    const last = onStage(drawAt(1, chainLength, SEAL), NEXT_SEAL);
    expect(isSealSwapped(idle, viewOf({ seal: NEXT_SEAL }))).toBe(true);
    expect(isSealSwapped(onStage(drawAt(1, 5, SEAL)), onStage(drawAt(2, 1, NEXT_SEAL)))).toBe(true);
    expect(isSealSwapped(idle, last)).toBe(false);
    expect(isSealSwapped(last, viewOf({ seal: NEXT_SEAL }))).toBe(false);
    expect(isSealSwapped(idle, viewOf({ id: 'other', seal: NEXT_SEAL }))).toBe(false);
    expect(isSealSwapped(idle, onStage(drawAt(1, 1, SEAL)))).toBe(false);
  });
});
