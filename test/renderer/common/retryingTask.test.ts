import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRetryingTask } from '../../../src/renderer/common/retryingTask.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a task that is retried', () => {
  it('runs once when it was asked for several times, at the earliest of them', async () => {
    const ran: number[] = [];
    const start = performance.now();
    const task = createRetryingTask(async () => {
      ran.push(performance.now() - start);
      return null;
    });
    task.soon(3_000);
    task.soon(1_000);
    task.soon(2_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ran).toEqual([1_000]);
  });

  it('is never under way twice; asked for meanwhile, it runs once more afterwards', async () => {
    let underWay = 0;
    let max = 0;
    let runs = 0;
    const task = createRetryingTask(async () => {
      runs += 1;
      underWay += 1;
      max = Math.max(max, underWay);
      await new Promise((resolve) => setTimeout(resolve, 500));
      underWay -= 1;
      return null;
    });
    task.soon(0);
    await vi.advanceTimersByTimeAsync(100);
    task.soon(0);
    task.soon(0);
    await vi.advanceTimersByTimeAsync(5_000);
    expect({ runs, max }).toEqual({ runs: 2, max: 1 });
  });

  it('runs again when it says so, and earlier when it is asked for', async () => {
    const waits = [4_000, 4_000, null];
    const ran: number[] = [];
    const start = performance.now();
    const task = createRetryingTask(async () => {
      ran.push(performance.now() - start);
      return waits.shift() ?? null;
    });
    task.soon(0);
    await vi.advanceTimersByTimeAsync(4_500);
    task.soon(0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ran).toEqual([0, 4_000, 4_500]);
  });
});
