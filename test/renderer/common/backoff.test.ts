import { expect, it } from 'vitest';
import { backoff, spreadOut } from '../../../src/renderer/common/backoff.ts';

const soonest = (): number => 0;
const latest = (): number => 0.999;

it('a repeated failure is tried again later and later, up to a limit', () => {
  expect([1, 2, 3, 4, 5, 50].map((failures) => backoff(failures, 1_000, 15_000, soonest))).toEqual([
    1_000, 2_000, 4_000, 8_000, 15_000, 15_000,
  ]);
});

it('the same wait is spread over twice its length', () => {
  expect(spreadOut(1_000, soonest)).toBe(1_000);
  expect(spreadOut(1_000, latest)).toBe(1_999);
  expect(backoff(3, 1_000, 15_000, latest)).toBe(7_996);
});
