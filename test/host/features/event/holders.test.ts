/** Finding participants by their holder without an index in the database. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHolderTable } from '../../../../src/host/features/event/holderTable.ts';
import type { Newcomer } from '../../../../src/host/features/event/store.ts';
import { openSqliteStores } from '../../../../src/host/openSqliteStores.ts';
import { hostChange } from '../../../../src/host/platform/storage/auditedChange.ts';
import type { Stores } from '../../../../src/host/stores.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { upTo } from '../../../support/upTo.ts';

const holderOf = (name: string): Uint8Array => createHash('sha256').update(name).digest();

describe('the table of holders', () => {
  it('finds everybody who was added, and nobody else, however many they are', () => {
    const table = createHolderTable();
    const holders = upTo(20_000).map((number) => holderOf(`holder ${number}`));
    holders.forEach((holder, index) => table.add(holder, index + 1));
    holders.forEach((holder, index) => {
      if (table.find(holder, () => true) !== index + 1) throw new Error(`number ${index + 1} is lost`);
    });
    for (const number of upTo(1_000)) {
      expect(table.find(holderOf(`stranger ${number}`), () => true)).toBeNull();
    }
  });

  it('tells holders apart that are alike in what it knows of them', () => {
    // Few beginnings, so that many fall together and past the end of the table.
    const beginnings = fc.constantFrom([0, 0, 0, 0], [255, 255, 255, 255], [255, 3, 0, 0], [1, 0, 0, 0]);
    const alike = fc
      .tuple(beginnings, fc.uint8Array({ minLength: 28, maxLength: 28 }))
      .map(([start, rest]) => Uint8Array.from([...start, 0, 0, 0, 0, ...rest.subarray(4)]));
    fc.assert(
      fc.property(fc.uniqueArray(alike, { selector: String, maxLength: 60 }), alike, (holders, stranger) => {
        const table = createHolderTable();
        holders.forEach((holder, index) => table.add(holder, index + 1));
        const find = (wanted: Uint8Array): number | null =>
          table.find(wanted, (number) => String(holders[number - 1]) === String(wanted));
        holders.forEach((holder, index) => expect(find(holder)).toBe(index + 1));
        if (!holders.some((holder) => String(holder) === String(stranger))) expect(find(stranger)).toBeNull();
      }),
    );
  });
});

describe('participants found by their holder', () => {
  const newcomer = (name: string, knownHolder: Uint8Array | null = null): Newcomer => ({
    knownHolder,
    source: 0,
    newHolder: holderOf(name),
    commitment: null,
    mayBeNew: true,
    at: 1,
    idempotent: null,
  });
  const open = (folder: string): Stores => {
    const stores = openSqliteStores(folder);
    onTestFinished(() => stores.platform.close());
    return stores;
  };
  const names = upTo(12_000).map((number) => `phone ${number}`);
  /** An event that is read in several parts when it is opened again. */
  const largeEvent = async (): Promise<string> => {
    const folder = temporaryFolder();
    const stores = open(folder);
    await stores.event.openActive(
      { id: 'event', name: 'x', at: 1 },
      stores.draws.beginChain('event', holderOf('s'), 'ab'.repeat(16)),
    );
    await stores.event.register(
      'event',
      names.map((name) => newcomer(name)),
    );
    await stores.platform.close();
    return folder;
  };

  it('are found while a large event is still being read, and those who join meanwhile', async () => {
    const { event } = open(await largeEvent());
    const [first, last, joined, repeated, stranger] = await Promise.all([
      event.participant('event', holderOf('phone 1')),
      event.contributor('event', holderOf('phone 12000')),
      event.register('event', [newcomer('late')]),
      event.register('event', [newcomer('y', holderOf('phone 6000'))]),
      event.participant('event', holderOf('nobody')),
    ]);
    expect([first?.drawNumber, last?.drawNumber, stranger]).toEqual([1, 12_000, null]);
    expect(joined).toEqual([{ kind: 'registered', drawNumber: 12_001, isExisting: false }]);
    expect(repeated).toEqual([{ kind: 'registered', drawNumber: 6_000, isExisting: true }]);
    expect((await event.participant('event', holderOf('late')))?.drawNumber).toBe(12_001);
  });

  it('are forgotten by a reset, also one that comes while they are being read', async () => {
    const { event, stage } = open(await largeEvent());
    const reading = event.participant('event', holderOf('phone 12000'));
    await stage.reset('event', { participants: true, draws: false }, null, hostChange(2));
    expect(await reading).toBeNull();
    await event.register('event', [newcomer('new 1'), newcomer('phone 7', holderOf('phone 7'))]);
    const found = await Promise.all(
      ['new 1', 'phone 7', 'phone 1', 'phone 2'].map((name) => event.participant('event', holderOf(name))),
    );
    expect(found.map((participant) => participant?.drawNumber ?? null)).toEqual([1, 2, null, null]);
  });

  it('are found after a change that failed as before it', async () => {
    const { event } = open(await largeEvent());
    const kept = { key: holderOf('k'), fingerprint: holderOf('f'), at: 1, reply: () => Buffer.from('{}') };
    const failing: Newcomer = {
      ...newcomer('failed'),
      idempotent: {
        ...kept,
        reply: () => {
          throw new Error('no reply');
        },
      },
    };
    await expect(event.register('event', [newcomer('with it'), failing])).rejects.toThrow('no reply');
    expect(await event.participant('event', holderOf('with it'))).toBeNull();
    expect(await event.participant('event', holderOf('failed'))).toBeNull();
    expect((await event.register('event', [newcomer('next')]))[0]).toMatchObject({ drawNumber: 12_001 });
    expect((await event.participant('event', holderOf('next')))?.drawNumber).toBe(12_001);
  });
});
