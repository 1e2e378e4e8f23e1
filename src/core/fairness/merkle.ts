/** The Merkle tree of RFC 9162 section 2.1, over SHA-256. */
import { concat, fromHex, hash, isHex, prefixedHash, toHex, type Hex } from './bytes.ts';
import { isInteger } from './shape.ts';
import { hashesPerSlice, type Sliced } from './slices.ts';

const size = 32;
const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/**
 * All hashes of a tree, the leaves' first: 64 bytes a leaf altogether, so that every inclusion path is a look-up.
 * A node without a right neighbour goes up a level unchanged, which is the same tree as the RFC's split at the largest
 * power of two.
 */
export type MerkleTree = { readonly count: number; readonly root: Hex; readonly levels: readonly Uint8Array[] };

/** The hash of a leaf's bytes: `SHA256(0x00 || leaf)`. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return hash(concat(leafPrefix, leaf));
}

/** Grows the tree of `count` leaves in O(count). The root of no leaves is the hash of nothing. */
export function* growTree(count: number, leafAt: (index: number) => Uint8Array): Sliced<MerkleTree> {
  const hashLeaf = prefixedHash(leafPrefix);
  const hashNode = prefixedHash(nodePrefix);
  let level = new Uint8Array(size * count);
  for (let index = 0; index < count; index++) {
    hashLeaf(leafAt(index), level.subarray(size * index, size * (index + 1)));
    if ((index + 1) % (hashesPerSlice / 2) === 0) yield;
  }
  const levels = [level];
  while (level.length > size) {
    const pairs = Math.floor(level.length / (2 * size));
    const parents = new Uint8Array(size * Math.ceil(level.length / (2 * size)));
    for (let index = 0; index < pairs; index++) {
      const children = level.subarray(2 * size * index, 2 * size * (index + 1));
      hashNode(children, parents.subarray(size * index, size * (index + 1)));
      if ((index + 1) % hashesPerSlice === 0) yield;
    }
    parents.set(level.subarray(2 * size * pairs), size * pairs);
    levels.push(parents);
    level = parents;
  }
  return { count, root: toHex(count === 0 ? hash(level) : level), levels };
}

/** The inclusion path of a leaf, nearest sibling first (RFC 9162 section 2.1.3.1). Throws a RangeError where there is no such leaf. */
export function inclusionPath(tree: MerkleTree, index: number): Hex[] {
  if (!isInteger(index, 0, tree.count - 1)) throw new RangeError(`no leaf ${index} in a tree of ${tree.count}`);
  const path: Hex[] = [];
  let at = index;
  for (const level of tree.levels) {
    const sibling = size * (at % 2 === 0 ? at + 1 : at - 1);
    if (sibling >= 0 && sibling < level.length) path.push(toHex(level.subarray(sibling, sibling + size)));
    at = Math.floor(at / 2);
  }
  return path;
}

/** Whether a leaf's bytes stand at `index` in the tree of `count` leaves with this root (RFC 9162 section 2.1.3.2). Never throws. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: unknown,
  count: unknown,
  path: unknown,
  root: unknown,
): boolean {
  if (!isInteger(count, 1) || !isInteger(index, 0, count - 1) || !Array.isArray(path)) return false;
  let at = index;
  let last = count - 1;
  let node = leafHash(leaf);
  for (const sibling of path) {
    if (last === 0 || !isHex(sibling)) return false;
    if (at % 2 === 1 || at === last) {
      node = hash(concat(nodePrefix, fromHex(sibling), node));
      // A node that went up unchanged has no sibling on the levels in between.
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      node = hash(concat(nodePrefix, node, fromHex(sibling)));
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && toHex(node) === root;
}
