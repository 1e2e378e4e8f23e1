import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBroken, logHash, NO_PREVIOUS, type ChainedEntry, type LogEntry } from '../../../src/core/log/logChain.ts';

const entryOf = (seq: number, more: Partial<LogEntry> = {}): LogEntry => ({
  seq,
  event: 'event',
  at: 1_795_176_000_000 + seq,
  actor: 'admin:3f9a01bc',
  action: 'prize_added',
  details: { name: `자동차 ${seq} 🚗`, quantity: seq, list: [1, null, true], nested: { b: 1, a: 2 } },
  ...more,
});

const chainOf = (entries: readonly LogEntry[], from = NO_PREVIOUS): ChainedEntry[] => {
  let previous = from;
  return entries.map((entry) => {
    const chained = { ...entry, previous, hash: logHash(previous, entry) };
    previous = chained.hash;
    return chained;
  });
};

const chain = (length: number): ChainedEntry[] => chainOf(Array.from({ length }, (_, index) => entryOf(index + 1)));

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

describe('the log’s chain', () => {
  it('hashes a record as documented', () => {
    const record = entryOf(1, { details: { b: [1, 'x'], a: null } });
    const previous = 'ab'.repeat(32);
    const canonical = '[1,"event",1795176000001,"admin:3f9a01bc","prize_added",{"a":null,"b":[1,"x"]}]';
    const expected = createHash('sha256')
      .update('ld1:log:')
      .update(Buffer.from(previous, 'hex'))
      .update(canonical)
      .digest('hex');
    expect(logHash(previous, record)).toBe(expected);
  });

  it('holds whole, in parts, and when it is empty', () => {
    const records = chain(20);
    expect(firstBroken(records, NO_PREVIOUS, 1)).toBeNull();
    expect(firstBroken([], NO_PREVIOUS, 1)).toBeNull();
    expect(firstBroken(records.slice(7), at(records, 6).hash, 8)).toBeNull();
    // A part alone does not hold from the beginning.
    expect(firstBroken(records.slice(7), NO_PREVIOUS, 1)).toBe(8);
    expect(firstBroken(records.slice(7), NO_PREVIOUS, 8)).toBe(8);
  });

  it('takes any number that JSON has, and throws for one that it has not', () => {
    const details = { amount: -12.5, share: 1 / 3, tiny: 5e-324, many: 1e21, zero: -0 };
    const records = chainOf([entryOf(1, { details }), entryOf(2)]);
    const exported = JSON.parse(JSON.stringify(records)) as ChainedEntry[];
    expect(firstBroken(exported, NO_PREVIOUS, 1)).toBeNull();
    expect(firstBroken([{ ...at(records, 0), details: { ...details, amount: -12 } }], NO_PREVIOUS, 1)).toBe(1);
    expect(() => logHash(NO_PREVIOUS, entryOf(1, { details: { amount: Number.NaN } }))).toThrow(TypeError);
    expect(() => logHash(NO_PREVIOUS, entryOf(1, { details: [Number.POSITIVE_INFINITY] }))).toThrow(TypeError);
  });

  it('survives the way through JSON, whatever order its keys come in', () => {
    const records = chain(3).map((record) => ({
      ...record,
      details: JSON.parse(
        '{"nested":{"a":2,"b":1},"list":[1,null,true],"quantity":' +
          record.seq +
          ',"name":"자동차 ' +
          record.seq +
          ' 🚗"}',
      ) as unknown,
    }));
    expect(firstBroken(records, NO_PREVIOUS, 1)).toBeNull();
  });

  it('shows each change of a record', () => {
    const changes: [string, (record: ChainedEntry) => ChainedEntry][] = [
      ['seq', (record) => ({ ...record, seq: record.seq + 1 })],
      ['event', (record) => ({ ...record, event: 'other' })],
      ['at', (record) => ({ ...record, at: record.at + 1 })],
      ['actor', (record) => ({ ...record, actor: 'host' })],
      ['action', (record) => ({ ...record, action: 'prize_changed' })],
      ['details', (record) => ({ ...record, details: { name: 'another' } })],
      ['details taken away', (record) => ({ ...record, details: null })],
      ['previous', (record) => ({ ...record, previous: NO_PREVIOUS })],
      ['hash', (record) => ({ ...record, hash: 'cd'.repeat(32) })],
    ];
    for (const [what, change] of changes) {
      const records = chain(9);
      const changed = records.map((record, index) => (index === 4 ? change(record) : record));
      expect(firstBroken(changed, NO_PREVIOUS, 1), what).toBe(what === 'seq' ? 6 : 5);
    }
  });

  it('shows a record that is made anew with a hash of its own, by the one after it', () => {
    const records = chain(9);
    const forged = entryOf(5, { details: { name: 'another' } });
    const changed = records.with(4, {
      ...forged,
      previous: at(records, 3).hash,
      hash: logHash(at(records, 3).hash, forged),
    });
    expect(firstBroken(changed, NO_PREVIOUS, 1)).toBe(6);
  });

  it('shows what is left out, put in or exchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), fc.nat(), (length, some, other) => {
        const records = chain(length);
        const one = some % length;
        const two = other % length;
        // Without the last nothing is missed: the chain cannot know what comes next.
        const missed = one < length - 1 ? one + 2 : null;
        expect(firstBroken(records.toSpliced(one, 1), NO_PREVIOUS, 1)).toBe(missed);
        expect(firstBroken(records.toSpliced(one, 0, at(records, two)), NO_PREVIOUS, 1)).not.toBeNull();
        if (one === two) return;
        const exchanged = records.with(one, at(records, two)).with(two, at(records, one));
        expect(firstBroken(exchanged, NO_PREVIOUS, 1)).not.toBeNull();
      }),
    );
  });

  it('finds what no log of ours could hold broken, and fails at nothing', () => {
    const impossible: Partial<ChainedEntry>[] = [
      { at: -1 },
      { at: 1.5 },
      { at: Number.NaN },
      { seq: 3, actor: '\ud800' },
      { details: undefined },
      { details: { a: -1 } },
      { details: [1.5] },
      { details: { a: Number.NaN } },
    ];
    for (const part of impossible) {
      const records = chain(5);
      expect(firstBroken(records.with(2, { ...at(records, 2), ...part }), NO_PREVIOUS, 1)).toBe(3);
    }
  });
});
