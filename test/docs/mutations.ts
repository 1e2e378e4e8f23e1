/** Proofs with one thing changed at random, by a seed, so that what was found once is found again. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Numbers of 0 ≤ x < 1 from a seed (mulberry32): for tests, not for draws. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The mutated copy of a JSON value: something in it is another one, missing, doubled, swapped or too many. */
export const mutate = (original: unknown, random: () => number): unknown => {
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)]!;
  const strange = (): Json =>
    pick<Json>([
      null,
      true,
      '',
      'x',
      [],
      {},
      0,
      1,
      2,
      -1,
      1024,
      1025,
      2 ** 53,
      2 ** 53 - 1,
      1e300,
      0.5,
      '0'.repeat(64),
    ]);

  const text = (value: string): Json => {
    const at = below(value.length + 1);
    const other = pick([...'0123456789abcdefABCDEFg\u0000é가😀\ud800 "\\']);
    return pick<() => Json>([
      () => value.slice(0, at) + other + value.slice(at + 1),
      () => value.slice(0, at) + other + value.slice(at),
      () => value.slice(0, at) + value.slice(at + 1),
      () => value.toUpperCase(),
      () => value.split('').toReversed().join(''),
      strange,
    ])();
  };
  const number = (value: number): Json =>
    pick<() => Json>([() => value + 1, () => value - 1, () => value * 2, () => String(value), strange])();
  const list = (value: Json[]): Json => {
    const at = below(value.length);
    const to = below(value.length);
    const copy = [...value];
    return pick<() => Json>([
      () => copy.toSpliced(at, 1),
      () => copy.toSpliced(at, 0, copy[to] ?? null),
      () => copy.with(at, copy[to] ?? null).with(to, copy[at] ?? null),
      () => copy.toReversed(),
      () => [...copy, strange()],
      () => [],
      strange,
    ])();
  };
  const object = (value: { [key: string]: Json }): Json => {
    const keys = Object.keys(value);
    const key = pick(keys);
    const { [key]: one, ...rest } = value;
    return pick<() => Json>([
      () => rest,
      () => ({ ...value, [key.toUpperCase()]: one ?? null }),
      () => ({ ...value, [`${key} `]: strange() }),
      () => ({ ...value, [key]: value[pick(keys)] ?? null }),
      () => ({ ...value, __proto__x: 1 }),
      strange,
    ])();
  };

  const here = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return number(value);
    if (Array.isArray(value)) return value.length > 0 ? list(value) : strange();
    return isObject(value) && Object.keys(value).length > 0 ? object(value) : strange();
  };
  /** Goes down a random way, and changes what it comes to; in long lists seldom deep, or everything else would be rare. */
  const within = (value: Json, depth: number): Json => {
    if (depth > 0 && random() < 0.25) return here(value);
    if (Array.isArray(value) && value.length > 0) {
      const at = below(value.length);
      return value.with(at, within(value[at] ?? null, depth + 1));
    }
    if (isObject(value) && Object.keys(value).length > 0) {
      const key = pick(Object.keys(value));
      return { ...value, [key]: within(value[key] ?? null, depth + 1) };
    }
    return here(value);
  };
  // A quarter of them is changed in two places: faults that hide one another.
  const once = within(original as Json, random() < 0.05 ? 1 : 0);
  return random() < 0.25 ? within(once, 0) : once;
};
