import type { Entry } from './entries.ts';
import { hashesPerSlice, type Sliced } from './slices.ts';
import { uniform, type Stream } from './stream.ts';

/**
 * Picks the numbers of `count` entries by weight, one after the other, without putting any back (FAIRNESS section 7).
 * `entries` are sorted by number. Throws a RangeError where fewer than `count` are there.
 *
 * The weights stand in a Fenwick tree: `sums[i]` (i from 1) holds those of the `i & -i` entries that end with the i-th, so that
 * to find, to remove and to build cost O(log n), O(log n) and O(n).
 */
export function* pick(entries: readonly Entry[], count: number, stream: Stream): Sliced<number[]> {
  const size = entries.length;
  if (count > size) throw new RangeError(`cannot pick ${count} of ${size} entries`);
  const sums = new Float64Array(size + 1);
  let total = 0;
  entries.forEach(([, weight], index) => {
    total += weight;
    const node = index + 1;
    const parent = node + (node & -node);
    sums[node]! += weight;
    if (parent <= size) sums[parent]! += sums[node]!;
  });
  const widest = 2 ** Math.floor(Math.log2(Math.max(size, 1)));

  const picked: number[] = [];
  while (picked.length < count) {
    let rest = uniform(stream, total);
    let before = 0;
    for (let width = widest; width >= 1; width /= 2) {
      const node = before + width;
      if (node <= size && sums[node]! <= rest) {
        before = node;
        rest -= sums[node]!;
      }
    }
    const [number, weight] = entries[before]!;
    picked.push(number);
    total -= weight;
    for (let node = before + 1; node <= size; node += node & -node) sums[node]! -= weight;
    if (picked.length % hashesPerSlice === 0) yield;
  }
  return picked;
}
