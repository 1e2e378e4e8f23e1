/** The entries of a draw (FAIRNESS section 3). */
import { ascii, isHex, isHexOf, taggedHash, toHex, utf8, type Hex } from './bytes.ts';
import { growTree, inclusionPath, verifyInclusion, type MerkleTree } from './merkle.ts';
import { hasExactly, isInteger, isObject } from './shape.ts';
import { finish, hashesPerSlice, type Sliced } from './slices.ts';

export const maxWeight = 1_000_000;

/**
 * `number`: the lucky number, from 1. `weight`: 1..1000000. `holder`: whose entry it is, see `phoneHolder` and `importedHolder`.
 * `commitment`: the phone's `c[0]`, or null where it gave none.
 */
export type Entry = readonly [number: number, weight: number, holder: Hex, commitment: Hex | null];

/** What an announcement says of its entries: how many, and their Merkle root. */
export type AnnouncedEntries = { readonly count: number; readonly root: Hex };

/** What a phone keeps to show that it was among the entries: its entry, its place from 0, and the inclusion path. */
export type Receipt = { readonly entry: Entry; readonly index: number; readonly path: readonly Hex[] };

/** Whether a value of unknown origin is a well-formed entry. Never throws. */
export function isEntry(value: unknown): value is Entry {
  return (
    Array.isArray(value) &&
    value.length === 4 &&
    isInteger(value[0], 1) &&
    isInteger(value[1], 1, maxWeight) &&
    isHex(value[2]) &&
    (value[3] === null || isHex(value[3]))
  );
}

/** The holder of an entry that joined by phone, from the session token as text. */
export function phoneHolder(sessionToken: string): Hex {
  return toHex(taggedHash('ld2:token:', utf8(sessionToken)));
}

/** Whether a value of unknown origin is a salt: 16 random bytes in hex. Never throws. */
export function isSalt(value: unknown): value is string {
  return isHexOf(16, value);
}

/** What is public beside the seal of an event or a game, so that its salt cannot be chosen to suit. */
export function saltHash(salt: string): Hex {
  return toHex(taggedHash('ld2:salt:', utf8(salt)));
}

/** The holder of an imported entry. `salt`: the one of the event or game. */
export function importedHolder(salt: string, externalId: string): Hex {
  return toHex(taggedHash('ld2:ref:', utf8(`${salt}:${externalId}`)));
}

/** An entry as the bytes of its Merkle leaf, `JCS(entry)`. */
export function entryLeaf(entry: Entry): Uint8Array {
  // Without objects, fractions or text beyond hex digits, what JSON.stringify writes is canonical, and ASCII.
  return ascii(JSON.stringify(entry));
}

/**
 * Reads entries of unknown origin: well formed, sorted by number, no number twice.
 * Answers the entries with their tree, or the reason why they are none.
 */
export function* readEntries(value: unknown): Sliced<{ entries: readonly Entry[]; tree: MerkleTree } | string> {
  if (!Array.isArray(value)) return 'the entries are not a list';
  const entries: Entry[] = [];
  let previous = 0;
  for (const item of value) {
    if (!isEntry(item)) return `entry ${entries.length + 1} of the list is not well formed`;
    if (item[0] <= previous) return `number ${item[0]} comes twice or out of order`;
    previous = item[0];
    entries.push(item);
    if (entries.length % (4 * hashesPerSlice) === 0) yield;
  }
  const tree = yield* treeInSlices(entries);
  return { entries, tree };
}

/** The tree of entries that are known to be well formed, sorted and unique: the host's own. */
export function treeInSlices(entries: readonly Entry[]): Sliced<MerkleTree> {
  return growTree(entries.length, (index) => entryLeaf(entries[index]!));
}

/**
 * The tree of a draw's entries: its `count` and `root` go into the announcement, its paths into the receipts.
 * Throws a TypeError where the entries are not well formed, sorted and unique.
 */
export function entriesTree(entries: readonly Entry[]): MerkleTree {
  const read = finish(readEntries(entries));
  if (typeof read === 'string') throw new TypeError(read);
  return read.tree;
}

/** The receipt of the entry at `index` (from 0) of the list the tree was made of. Throws a RangeError where there is none. */
export function receiptOf(entries: readonly Entry[], tree: MerkleTree, index: number): Receipt {
  const entry = entries[index];
  if (entry === undefined) throw new RangeError(`no entry at ${index}`);
  return { entry, index, path: inclusionPath(tree, index) };
}

/** Whether a receipt shows that its entry is among the announced ones. Never throws. */
export function verifyReceipt(receipt: unknown, announced: unknown): boolean {
  return (
    hasExactly(receipt, ['entry', 'index', 'path']) &&
    isObject(announced) &&
    isEntry(receipt.entry) &&
    verifyInclusion(entryLeaf(receipt.entry), receipt.index, announced.count, receipt.path, announced.root)
  );
}
