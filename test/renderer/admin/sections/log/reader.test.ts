import { describe, expect, it } from 'vitest';
import { createReader } from '../../../../../src/renderer/admin/sections/log/reader.ts';

describe('reading the log', () => {
  it('is done once more, and once only, when it is asked for in the meantime', async () => {
    const reader = createReader();
    let readings = 0;
    const work = async (): Promise<void> => {
      readings += 1;
      if (readings > 1) return;
      await reader.read('another draw', work);
      await reader.read('yet another draw', work);
    };
    await reader.read('a draw', work);
    expect(readings).toBe(2);
  });

  it('waits a while after the last time', async () => {
    let now = 10_000;
    const reader = createReader(() => now);
    expect(reader.waitMs()).toBe(0);
    await reader.read('a draw', () => Promise.resolve());
    now += 500;
    expect(reader.waitMs()).toBe(1_000);
    now += 5_000;
    expect(reader.waitMs()).toBe(0);
  });

  it('is not stuck after one that broke', async () => {
    const reader = createReader();
    await expect(reader.read('a draw', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    let readings = 0;
    await reader.read('a draw', async () => void (readings += 1));
    expect(readings).toBe(1);
  });
});
