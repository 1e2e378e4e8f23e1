import { describe, expect, it } from 'vitest';
import { fittingPage, sliceOf } from '../../../src/host/platform/listPage.ts';

describe('a page of a list', () => {
  const size = (item: number): number => item;

  it('holds what was found, and more may come when as many were found as were looked for', () => {
    expect(fittingPage([1, 2], 3, size, 100)).toEqual({ items: [1, 2], hasMore: false });
    expect(fittingPage([1, 2, 3], 3, size, 100)).toEqual({ items: [1, 2, 3], hasMore: true });
    expect(fittingPage([], 3, size, 100)).toEqual({ items: [], hasMore: false });
  });

  it('ends early where the items are large, and holds one however large it is', () => {
    expect(fittingPage([60, 40, 1], 9, size, 100)).toEqual({ items: [60, 40], hasMore: true });
    expect(fittingPage([500, 1], 9, size, 100)).toEqual({ items: [500], hasMore: true });
    expect(fittingPage([500], 9, size, 100)).toEqual({ items: [500], hasMore: false });
  });

  it('of a list at hand names the next one until the end', () => {
    const all = ['a', 'b', 'c'];
    expect(sliceOf(all, 0, 2)).toEqual({ items: ['a', 'b'], nextAfter: 2 });
    expect(sliceOf(all, 2, 2)).toEqual({ items: ['c'], nextAfter: null });
    expect(sliceOf(all, 0, 3)).toEqual({ items: all, nextAfter: null });
    expect(sliceOf(all, 9, 3)).toEqual({ items: [], nextAfter: null });
  });
});
