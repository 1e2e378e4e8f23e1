/**
 * Which number belongs to which holder, for one event: a hash table with open addressing over typed arrays, 12 bytes a
 * slot, without an object for each person. It knows 8 of a holder's 32 bytes; `isTheirs` looks at the rest.
 */
export interface HolderTable {
  add(holder: Uint8Array, drawNumber: number): void;
  remove(holder: Uint8Array, drawNumber: number): void;
  /** Null: a stranger. */
  find(holder: Uint8Array, isTheirs: (drawNumber: number) => boolean): number | null;
}

/** Stands in the slot of one that was removed, so that those behind it are still found. No event has so many numbers. */
const REMOVED = 0xff_ff_ff_ff;
const FIRST_SLOTS = 1_024;
/** Beyond this the rows of taken slots, along which one looks, would grow long. */
const FULL_AT = 2 / 3;

const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;

export const createHolderTable = (): HolderTable => {
  // A holder is a hash: its own bytes are spread as evenly as those of a hash of it would be.
  let first = new Uint32Array(FIRST_SLOTS);
  let second = new Uint32Array(FIRST_SLOTS);
  /** 0: the slot is free. */
  let numbers = new Uint32Array(FIRST_SLOTS);
  let taken = 0;

  const put = (one: number, two: number, drawNumber: number): void => {
    const mask = numbers.length - 1;
    let slot = one & mask;
    while (numbers[slot] !== 0) slot = (slot + 1) & mask;
    first[slot] = one;
    second[slot] = two;
    numbers[slot] = drawNumber;
  };

  const grow = (): void => {
    const before = { first, second, numbers };
    const slots = numbers.length * 2;
    first = new Uint32Array(slots);
    second = new Uint32Array(slots);
    numbers = new Uint32Array(slots);
    for (let slot = 0; slot < before.numbers.length; slot += 1) {
      const drawNumber = before.numbers[slot] ?? 0;
      if (drawNumber !== 0 && drawNumber !== REMOVED)
        put(before.first[slot] ?? 0, before.second[slot] ?? 0, drawNumber);
    }
  };

  return {
    add: (holder, drawNumber) => {
      if (taken + 1 > numbers.length * FULL_AT) grow();
      put(word(holder, 0), word(holder, 4), drawNumber);
      taken += 1;
    },
    remove: (holder, drawNumber) => {
      const mask = numbers.length - 1;
      for (let slot = word(holder, 0) & mask; numbers[slot] !== 0; slot = (slot + 1) & mask) {
        if (numbers[slot] !== drawNumber) continue;
        numbers[slot] = REMOVED;
        return;
      }
    },
    find: (holder, isTheirs) => {
      const [one, two] = [word(holder, 0), word(holder, 4)];
      const mask = numbers.length - 1;
      for (let slot = one & mask; ; slot = (slot + 1) & mask) {
        const drawNumber = numbers[slot] ?? 0;
        if (drawNumber === 0) return null;
        if (drawNumber !== REMOVED && first[slot] === one && second[slot] === two && isTheirs(drawNumber))
          return drawNumber;
      }
    },
  };
};
