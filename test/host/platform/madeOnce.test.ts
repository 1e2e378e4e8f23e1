import { describe, expect, it } from 'vitest';
import { createMadeOnce } from '../../../src/host/platform/madeOnce.ts';

const later = <T>() => {
  const gives: ((value: T) => void)[] = [];
  const promise = new Promise<T>((resolve) => gives.push(resolve));
  return { promise, give: (value: T) => gives[0]?.(value) };
};

describe('what is made once', () => {
  it('is made once, however many ask while it is made, and kept', async () => {
    const kept = createMadeOnce<string>(2);
    const { promise, give } = later<string>();
    let made = 0;
    const make = (): Promise<string> => {
      made += 1;
      return promise;
    };
    const asked = [kept.get('a', make), kept.get('a', make), kept.get('a', make)];
    give('A');
    expect(await Promise.all(asked)).toEqual(['A', 'A', 'A']);
    expect(await kept.get('a', make)).toBe('A');
    expect(made).toBe(1);
  });

  it('keeps the last so many, and never drops what is under way', async () => {
    const kept = createMadeOnce<string>(2);
    const slow = later<string>();
    const first = kept.get('slow', () => slow.promise);
    for (const name of ['a', 'b', 'c']) await kept.get(name, async () => name);
    const again = kept.get('slow', async () => 'made twice');
    slow.give('once');
    expect(await Promise.all([first, again])).toEqual(['once', 'once']);
    expect(await kept.get('a', async () => 'anew')).toBe('anew');
  });

  it('keeps nothing that failed, nor what there is not', async () => {
    const kept = createMadeOnce<string | null>(2);
    await expect(kept.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await kept.get('a', async () => null)).toBeNull();
    expect(await kept.get('a', async () => 'there')).toBe('there');
  });

  it('forgets all at once, what is being made included', async () => {
    const kept = createMadeOnce<string>(2);
    const old = later<string>();
    const before = kept.get('a', () => old.promise);
    kept.clear();
    expect(await kept.get('a', async () => 'new')).toBe('new');
    old.give('old');
    expect([await before, await kept.get('a', async () => 'newer')]).toEqual(['old', 'new']);
  });
});
