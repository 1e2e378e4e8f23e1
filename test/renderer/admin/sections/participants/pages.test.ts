import { describe, expect, it } from 'vitest';
import { MAX_PAGE } from '../../../../../src/contract/shared/limits.ts';
import { PAGE_SIZE, pageOf, stepsFrom } from '../../../../../src/renderer/admin/sections/participants/pages.ts';

describe('the pages of participants', () => {
  it('hold two hundred numbers each', () => {
    expect([1, 200, 201, 400, 401].map(pageOf)).toEqual([0, 0, 200, 200, 400]);
    expect(pageOf(0)).toBe(0);
    expect(PAGE_SIZE).toBeLessThanOrEqual(MAX_PAGE);
  });

  it('lead to their neighbours, and nowhere at the ends', () => {
    expect(stepsFrom(0, 150)).toEqual({ first: null, previous: null, next: null, last: null });
    expect(stepsFrom(0, 500)).toEqual({ first: null, previous: null, next: 200, last: 400 });
    expect(stepsFrom(400, 500)).toEqual({ first: 0, previous: 200, next: null, last: null });
    expect(stepsFrom(0, 400)).toEqual({ first: null, previous: null, next: 200, last: 200 });
  });
});
