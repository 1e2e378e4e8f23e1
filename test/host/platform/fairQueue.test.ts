import { describe, expect, it } from 'vitest';
import { createFairQueue } from '../../../src/host/platform/fairQueue.ts';

/** Tasks that end when they are told to. */
const tasks = () => {
  const begun: string[] = [];
  const endings = new Map<string, (how: 'done' | 'failed') => void>();
  return {
    begun,
    task: (name: string) => () =>
      new Promise<string>((resolve, reject) => {
        begun.push(name);
        endings.set(name, (how) => (how === 'done' ? resolve(name) : reject(new Error(name))));
      }),
    end: async (name: string, how: 'done' | 'failed' = 'done'): Promise<void> => {
      endings.get(name)?.(how);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

describe('a fair queue', () => {
  it('runs so many at once, in turns between those who ask', async () => {
    const queue = createFairQueue({ all: 1, each: 1 }, 9);
    const { begun, task, end } = tasks();
    for (const name of ['a1', 'a2', 'a3']) void queue.run('a', task(name));
    void queue.run('b', task('b1'));
    void queue.run('c', task('c1'));
    for (const name of ['a1', 'b1', 'c1', 'a2', 'a3']) await end(name);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  it('lets one asker have so many at once, and others more', async () => {
    const queue = createFairQueue({ all: 3, each: 1 }, 9);
    const { begun, task, end } = tasks();
    for (const name of ['a1', 'a2']) void queue.run('a', task(name));
    void queue.run('b', task('b1'));
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('refuses what is too much of one asker, and of nobody else', () => {
    const queue = createFairQueue({ all: 1, each: 1 }, 2);
    const { task } = tasks();
    expect([1, 2, 3, 4].map((nth) => queue.run('a', task(`a${nth}`)) === null)).toEqual([false, false, false, true]);
    expect(queue.run('b', task('b1'))).not.toBeNull();
  });

  it('answers what a task answers, goes on after one that fails, and after one that throws', async () => {
    const queue = createFairQueue({ all: 1, each: 1 }, 9);
    const { task, end } = tasks();
    const failed = queue.run('a', task('failed'));
    const done = queue.run('a', task('done'));
    failed?.catch(() => undefined);
    await end('failed', 'failed');
    await expect(failed).rejects.toThrow('failed');
    await end('done');
    await expect(done).resolves.toBe('done');
    const threw = queue.run('a', () => {
      throw new Error('at once');
    });
    await expect(threw).rejects.toThrow('at once');
    await expect(queue.run('a', async () => 'after')).resolves.toBe('after');
  });
});
