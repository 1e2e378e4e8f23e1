/** The organisers' log: each record is chained to the one before, so that none can be changed or taken out unseen. */
import { concat, fromHex, taggedHash, toHex, utf8, type Hex } from '../fairness/bytes.ts';
import { logJson } from './logJson.ts';

/** What a record says. `at`: ms since 1970. `details`: JSON without secrets. */
export interface LogEntry {
  readonly seq: number;
  readonly event: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly details: unknown;
}

export interface ChainedEntry extends LogEntry {
  /** Hex of the hash of the record before; 64 zeros for the first. */
  readonly previous: Hex;
  readonly hash: Hex;
}

export const NO_PREVIOUS: Hex = '0'.repeat(64);

/**
 * `SHA256("ld1:log:" || previous || JCS([seq, event, at, actor, action, details]))`, in hex. Throws a TypeError for what
 * has no JSON form: a bug of whoever wanted it logged.
 */
export const logHash = (previous: Hex, { seq, event, at, actor, action, details }: LogEntry): Hex =>
  toHex(taggedHash('ld1:log:', concat(fromHex(previous), utf8(logJson([seq, event, at, actor, action, details])))));

const follows = (record: ChainedEntry, previous: Hex, seq: number): boolean => {
  if (record.seq !== seq || record.previous !== previous) return false;
  try {
    return record.hash === logHash(previous, record);
  } catch {
    // It holds what has no canonical form: no record of ours ever did.
    return false;
  }
};

/**
 * The number of the first record of `records` (in order) that does not follow from the one before; null if all do.
 * `previous`: the hash before the first of them. Never throws, whatever the records hold.
 */
export const firstBroken = (records: readonly ChainedEntry[], previous: Hex, firstSeq: number): number | null => {
  let expected = previous;
  let seq = firstSeq;
  for (const record of records) {
    if (!follows(record, expected, seq)) return record.seq;
    expected = record.hash;
    seq += 1;
  }
  return null;
};
