import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../src/host/platform/groupCommit.ts';
import { upTo } from '../../support/upTo.ts';

/** A store that commits when it is let. */
const openStore = () => {
  const batches: (readonly number[])[] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  return {
    batches,
    commit: async (items: readonly number[]): Promise<number[]> => {
      batches.push(items);
      await new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
      return items.map((item) => item * 10);
    },
    take: async (): Promise<{ resolve: () => void; reject: (error: Error) => void }> => {
      await expect.poll(() => waiting.length, { interval: 1 }).toBeGreaterThan(0);
      const first = waiting.shift();
      if (!first) throw new Error('nothing is being committed');
      return first;
    },
  };
};

describe('a group commit', () => {
  it('shares one commit among what comes together, and what comes meanwhile shares the next', async () => {
    const store = openStore();
    const group = createGroupCommit(store.commit, 100);
    const first = upTo(3).map((item) => group.submit(item));
    const commit = await store.take();
    const second = [7, 8].map((item) => group.submit(item));
    commit.resolve();
    expect(await Promise.all(first)).toEqual([10, 20, 30]);
    (await store.take()).resolve();
    expect(await Promise.all(second)).toEqual([70, 80]);
    expect(store.batches).toEqual([
      [1, 2, 3],
      [7, 8],
    ]);
  });

  it('waits for those whose requests are begun in turns, a few at a time', async () => {
    const store = openStore();
    const group = createGroupCommit(store.commit, 100);
    const submitted: Promise<number>[] = [];
    for (let item = 0; item < 10; item += 1) {
      submitted.push(group.submit(item));
      for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    (await store.take()).resolve();
    await Promise.all(submitted);
    expect(store.batches).toHaveLength(1);
  });

  it('takes no more than its maximum into one commit', async () => {
    const group = createGroupCommit(
      (items: readonly number[]) => Promise.resolve([...items].map(() => items.length)),
      4,
    );
    expect(await Promise.all(upTo(10).map((item) => group.submit(item)))).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 2, 2]);
  });

  it('refuses those of a commit that failed, and goes on', async () => {
    const store = openStore();
    const group = createGroupCommit(store.commit, 100);
    const failed = group.submit(1);
    (await store.take()).reject(new Error('disk full'));
    await expect(failed).rejects.toThrow('disk full');
    const next = group.submit(2);
    (await store.take()).resolve();
    expect(await next).toBe(20);
  });

  it('answers nobody who got no outcome', async () => {
    const group = createGroupCommit(() => Promise.resolve([]), 100);
    await expect(group.submit(1)).rejects.toThrow('fewer outcomes');
  });

  it('commits nothing while a task is held, and holds a task until a commit is done', async () => {
    const store = openStore();
    const group = createGroupCommit(store.commit, 100);
    const submitted = group.submit(1);
    const commit = await store.take();
    const order: string[] = [];
    let release = (): void => undefined;
    const held = group.hold(async () => {
      order.push('held');
      await new Promise<void>((resolve) => (release = resolve));
      order.push('released');
    });
    expect(order).toEqual([]);
    commit.resolve();
    await submitted;
    await expect.poll(() => order).toEqual(['held']);
    const later = group.submit(2).then(() => order.push('committed'));
    release();
    (await store.take()).resolve();
    await Promise.all([held, later]);
    expect(order).toEqual(['held', 'released', 'committed']);
  });

  it('is idle when everything has its answer', async () => {
    const store = openStore();
    const group = createGroupCommit(store.commit, 100);
    await group.idle();
    let answered = false;
    void group.submit(1).then(() => (answered = true));
    const idle = group.idle();
    (await store.take()).resolve();
    await idle;
    expect(answered).toBe(true);
  });
});
