import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createErrand } from '../../../src/renderer/phone/errand.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an errand', () => {
  it('goes once for several wishes, at the earliest of them', async () => {
    const ran: number[] = [];
    const start = performance.now();
    const errand = createErrand(async () => {
      ran.push(performance.now() - start);
      return null;
    });
    errand.soon(3_000);
    errand.soon(1_000);
    errand.soon(2_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ran).toEqual([1_000]);
  });

  it('is never under way twice; a wish meanwhile is met afterwards', async () => {
    let underWay = 0;
    let most = 0;
    let runs = 0;
    const errand = createErrand(async () => {
      runs += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 500));
      underWay -= 1;
      return null;
    });
    errand.soon(0);
    await vi.advanceTimersByTimeAsync(100);
    errand.soon(0);
    errand.soon(0);
    await vi.advanceTimersByTimeAsync(5_000);
    expect({ runs, most }).toEqual({ runs: 2, most: 1 });
  });

  it('goes again when its answer says so, and earlier when somebody wishes it', async () => {
    const waits = [4_000, 4_000, null];
    const ran: number[] = [];
    const start = performance.now();
    const errand = createErrand(async () => {
      ran.push(performance.now() - start);
      return waits.shift() ?? null;
    });
    errand.soon(0);
    await vi.advanceTimersByTimeAsync(4_500);
    errand.soon(0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ran).toEqual([0, 4_000, 4_500]);
  });
});
