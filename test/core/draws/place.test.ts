import { describe, expect, it } from 'vitest';
import { drawAt, placeOf } from '../../../src/core/draws/place.ts';

describe('the place of a draw', () => {
  it.each([
    [1, 1, 1],
    [1, 1_024, 1_024],
    [2, 1, 1_025],
    [3, 1_024, 3_072],
  ])('of epoch %i, draw %i is %i, and leads back to them', (epoch, draw, place) => {
    expect(placeOf({ epoch, draw })).toBe(place);
    expect(drawAt(place)).toEqual({ epoch, draw });
  });

  it('0 is before the first draw', () => {
    expect(drawAt(0)).toEqual({ epoch: 1, draw: 0 });
  });
});
