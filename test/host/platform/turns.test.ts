import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/host/platform/http/turns.ts';

/** A connection as the turns see it, and what they did to it. */
const connection = () => {
  const did: string[] = [];
  const ends: (() => void)[] = [];
  return {
    did,
    destroyed: false,
    pause: () => did.push('pause'),
    resume: () => did.push('resume'),
    destroy() {
      this.destroyed = true;
      did.push('destroy');
    },
    /** The answers that are under way are sent. */
    answer: () => ends.splice(0).forEach((end) => end()),
    ends,
  };
};
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const rounds = async (count: number): Promise<void> => {
  for (let round = 0; round < count; round += 1) await soon();
};

const begin = () => {
  const takeTurn = createTurns();
  const begun: string[] = [];
  const ask = (from: ReturnType<typeof connection>, address: string, name: string): void =>
    takeTurn({ connection: from, address, go: () => begun.push(name), onEnd: (ended) => void from.ends.push(ended) });
  return { ask, begun };
};

describe('turns', () => {
  it('a connection has one request in hand, the others follow in order', async () => {
    const { ask, begun } = begin();
    const one = connection();
    for (const name of ['a', 'b', 'c']) ask(one, '1', name);
    await rounds(3);
    expect(begun).toEqual(['a']);
    one.answer();
    await rounds(2);
    one.answer();
    await rounds(2);
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('an address that asks for much waits for itself', async () => {
    const { ask, begun } = begin();
    for (let nth = 0; nth < 300; nth += 1) ask(connection(), 'much', `much ${nth}`);
    await soon();
    ask(connection(), 'one', 'one');
    ask(connection(), 'two', 'two');
    // Newcomers are taken between two turns.
    await rounds(8);
    expect(begun).toContain('one');
    expect(begun).toContain('two');
    expect(begun.length).toBeLessThan(100);
    await rounds(100);
    expect(begun).toHaveLength(302);
  });

  it('those who had a turn lately come after those who had none', async () => {
    const { ask, begun } = begin();
    const many = Array.from({ length: 40 }, (_, nth) => `address ${nth}`);
    for (const address of many) ask(connection(), address, address);
    await rounds(40);
    for (const address of many) ask(connection(), address, `${address} again`);
    ask(connection(), 'newcomer', 'newcomer');
    await rounds(40);
    expect(begun[40]).toBe('newcomer');
    expect(begun).toHaveLength(81);
  });

  it('nothing is read from a connection that has much waiting, until less waits', async () => {
    const { ask } = begin();
    const one = connection();
    for (let nth = 0; nth < 20; nth += 1) ask(one, '1', String(nth));
    expect(one.did).toContain('pause');
    for (let nth = 0; nth < 10; nth += 1) {
      await rounds(2);
      one.answer();
    }
    expect(one.did.at(-1)).toBe('resume');
  });

  it('a connection that sends on all the same is ended, and nothing of it is begun', async () => {
    const { ask, begun } = begin();
    const one = connection();
    for (let nth = 0; nth < 2_000; nth += 1) ask(one, '1', String(nth));
    expect(one.did.filter((did) => did === 'destroy')).toHaveLength(1);
    await rounds(3);
    one.answer();
    await rounds(3);
    expect(begun).toEqual([]);
  });

  it('many such connections together are ended before they take the memory', async () => {
    const { ask, begun } = begin();
    const all = Array.from({ length: 100 }, connection);
    for (const one of all) for (let nth = 0; nth < 400; nth += 1) ask(one, '1', String(nth));
    expect(all.filter((one) => one.destroyed).length).toBeGreaterThan(80);
    const after = connection();
    for (const one of all) if (one.destroyed) one.answer();
    ask(after, '2', 'after');
    await rounds(20);
    expect(begun).toContain('after');
  });
});
