import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hash, toHex, utf8 } from '../../../src/core/fairness/bytes.ts';
import { growTree, inclusionPath, leafHash, verifyInclusion } from '../../../src/core/fairness/merkle.ts';
import { finish } from '../../../src/core/fairness/slices.ts';

const treeOf = (leaves: readonly Uint8Array[]) => finish(growTree(leaves.length, (index) => leaves[index]!));

/** RFC 9162 section 2.1.1, word for word. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hash(new Uint8Array());
  if (leaves.length === 1) return hash(concat(Uint8Array.of(0), leaves[0]!));
  const k = split(leaves.length);
  return hash(concat(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k))));
}

/** RFC 9162 section 2.1.3.1, word for word. */
function naivePath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

function split(n: number): number {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

const someLeaves = (count: number) => Array.from({ length: count }, (_, index) => utf8(`leaf ${index}`));

describe('the Merkle tree', () => {
  it('has the roots that Certificate Transparency publishes for its test leaves', () => {
    const hex = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = hex.map((text) => Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16)));
    expect(treeOf([]).root).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(treeOf(leaves.slice(0, 1)).root).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(treeOf(leaves).root).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('agrees with a naive implementation of the RFC for every size up to 70 and every leaf', () => {
    for (let count = 0; count <= 70; count++) {
      const leaves = someLeaves(count);
      const tree = treeOf(leaves);
      expect(tree.root).toBe(toHex(naiveRoot(leaves)));
      for (let index = 0; index < count; index++) {
        const path = inclusionPath(tree, index);
        expect(path).toEqual(naivePath(index, leaves).map(toHex));
        expect(verifyInclusion(leaves[index]!, index, count, path, tree.root)).toBe(true);
      }
    }
  });

  it('agrees with it for leaves of any bytes and for greater sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array(), { minLength: 1, maxLength: 400 }), fc.nat(), (leaves, at) => {
        const index = at % leaves.length;
        const tree = treeOf(leaves);
        expect(tree.root).toBe(toHex(naiveRoot(leaves)));
        expect(inclusionPath(tree, index)).toEqual(naivePath(index, leaves).map(toHex));
      }),
      { numRuns: 30 },
    );
  });

  it('pauses on the way, without changing the result', () => {
    const leaves = someLeaves(5000);
    const work = growTree(leaves.length, (index) => leaves[index]!);
    let pauses = 0;
    let step = work.next();
    for (; !step.done; step = work.next()) pauses++;
    expect(pauses).toBeGreaterThan(5);
    expect(step.value.root).toBe(toHex(naiveRoot(leaves)));
  });

  it('does not verify another leaf, place, size, path or root', () => {
    const path = fc.integer({ min: 1, max: 300 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        index: fc.nat(count - 1),
        otherIndex: fc.nat(count + 1),
        otherCount: fc.integer({ min: 0, max: 2 * count }),
        broken: fc.nat(),
      }),
    );
    fc.assert(
      fc.property(path, ({ count, index, otherIndex, otherCount, broken }) => {
        const leaves = someLeaves(count);
        const tree = treeOf(leaves);
        const good = inclusionPath(tree, index);
        const leaf = leaves[index]!;
        expect(verifyInclusion(utf8('stranger'), index, count, good, tree.root)).toBe(false);
        if (otherIndex !== index) expect(verifyInclusion(leaf, otherIndex, count, good, tree.root)).toBe(false);
        // Another size is told apart wherever its path would have another length.
        if (otherCount <= index || lengthOf(otherCount, index) !== good.length) {
          expect(verifyInclusion(leaf, index, otherCount, good, tree.root)).toBe(false);
        }
        expect(verifyInclusion(leaf, index, count, [...good, tree.root], tree.root)).toBe(false);
        expect(verifyInclusion(leaf, index, count, good, toHex(leafHash(utf8('root'))))).toBe(false);
        if (good.length > 0) {
          expect(verifyInclusion(leaf, index, count, good.slice(1), tree.root)).toBe(false);
          const swapped = good.with(broken % good.length, toHex(leafHash(utf8('other'))));
          expect(verifyInclusion(leaf, index, count, swapped, tree.root)).toBe(false);
        }
      }),
    );
  });

  it('answers no, without throwing, to what is malformed', () => {
    const leaf = utf8('leaf 0');
    const tree = treeOf(someLeaves(2));
    const path = inclusionPath(tree, 0);
    for (const bad of [null, undefined, -1, 0.5, NaN, '0', {}, 2 ** 60]) {
      expect(verifyInclusion(leaf, bad, 2, path, tree.root)).toBe(false);
      expect(verifyInclusion(leaf, 0, bad, path, tree.root)).toBe(false);
      expect(verifyInclusion(leaf, 0, 2, bad, tree.root)).toBe(false);
      expect(verifyInclusion(leaf, 0, 2, [bad], tree.root)).toBe(false);
      expect(verifyInclusion(leaf, 0, 2, path, bad)).toBe(false);
    }
  });

  it('throws for a leaf that is not there', () => {
    const tree = treeOf(someLeaves(3));
    for (const index of [-1, 3, 0.5, NaN]) expect(() => inclusionPath(tree, index)).toThrow(RangeError);
    expect(() => inclusionPath(treeOf([]), 0)).toThrow(RangeError);
  });
});

function lengthOf(count: number, index: number): number {
  return naivePath(index, someLeaves(count)).length;
}
