/** What is mixed into a draw after its entries are published (FAIRNESS section 5). */
import { ascii, isHex, taggedHash, toHex, utf8, type Hex } from './bytes.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { Entry } from './entries.ts';
import { phoneChainLength, verifyPhoneLink } from './phoneChain.ts';
import { hasExactly, isInteger, isObject, isText } from './shape.ts';
import { hashesPerSlice, type Sliced } from './slices.ts';

/** A source as an announcement plans it; a beacon names its round. */
export type PlannedEntropy = 'room' | 'spoken' | `beacon:${number}`;

/** One phone's answer: its entry's number, the step (1..64) of its chain, and `c[step]`. */
export type Contribution = readonly [number: number, step: number, value: Hex];

export type RoomEntropy = { readonly source: 'room'; readonly count: number; readonly value: Hex };
/** `value`: 1 to 64 characters (Unicode code points). */
export type SpokenEntropy = { readonly source: 'spoken'; readonly value: string };
export type BeaconEntropy = { readonly source: 'beacon'; readonly round: number; readonly value: Hex };
export type Entropy = RoomEntropy | SpokenEntropy | BeaconEntropy;

const maxSpoken = 64;

/** Whether a value of unknown origin names a source as announcements do. Never throws. */
export function isPlannedEntropy(value: unknown): value is PlannedEntropy {
  if (value === 'room' || value === 'spoken') return true;
  return typeof value === 'string' && /^beacon:(0|[1-9]\d{0,15})$/.test(value) && isInteger(Number(value.slice(7)), 0);
}

/** Whether a value of unknown origin is a well-formed contribution. Never throws. */
export function isContribution(value: unknown): value is Contribution {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    isInteger(value[0], 1) &&
    isInteger(value[1], 1, phoneChainLength) &&
    isHex(value[2])
  );
}

/** Whether a value of unknown origin is a well-formed source. Never throws. */
export function isEntropy(value: unknown): value is Entropy {
  if (hasExactly(value, ['source', 'value'])) {
    return value.source === 'spoken' && isText(value.value) && isSpoken(value.value);
  }
  if (hasExactly(value, ['source', 'count', 'value'])) {
    return value.source === 'room' && isInteger(value.count, 0) && isHex(value.value);
  }
  return (
    hasExactly(value, ['source', 'round', 'value']) &&
    value.source === 'beacon' &&
    isInteger(value.round, 0) &&
    isHex(value.value)
  );
}

function isSpoken(text: string): boolean {
  // Two UTF-16 units at most for a character: a huge text is not taken apart to be counted.
  return text.length > 0 && text.length <= 2 * maxSpoken && Array.from(text).length <= maxSpoken;
}

/** The name under which an announcement plans a source. */
export function planOf(entropy: Entropy): PlannedEntropy {
  return entropy.source === 'beacon' ? `beacon:${entropy.round}` : entropy.source;
}

/** Whether a contribution of unknown origin is one that this entry's phone committed to. Never throws. */
export function verifyContribution(entry: Entry, contribution: unknown): boolean {
  return (
    isContribution(contribution) &&
    contribution[0] === entry[0] &&
    verifyPhoneLink(entry[3], contribution[1], contribution[2])
  );
}

/** The room's entropy of contributions, sorted by number and already verified; a TypeError where they are not of that form. */
export function roomEntropy(contributions: readonly Contribution[]): RoomEntropy {
  const faulty = contributions.findIndex(
    (item, index) => !isContribution(item) || item[0] <= (contributions[index - 1]?.[0] ?? 0),
  );
  if (faulty >= 0) throw new TypeError(`contribution ${faulty + 1} is malformed, comes twice or out of order`);
  // Of integers and hex alone, what JSON.stringify writes is canonical.
  const value = toHex(taggedHash('ld1:room:', ascii(JSON.stringify(contributions))));
  return { source: 'room', count: contributions.length, value };
}

/** `entropy_hash` of the sources, in the announced order. */
export function entropyHash(entropy: readonly Entropy[]): Hex {
  return toHex(taggedHash('ld1:entropy:', utf8(canonicalJson(entropy))));
}

/**
 * Reads contributions of unknown origin: sorted, unique, each against its entry's commitment, all together against what the
 * entropy says of them. Answers the contributions or the reason why they do not hold.
 */
export function* readRoom(
  value: unknown,
  entries: readonly Entry[],
  entropy: unknown,
): Sliced<readonly Contribution[] | string> {
  if (!Array.isArray(value)) return 'the contributions are not a list';
  const room: Contribution[] = [];
  let previous = 0;
  let place = 0;
  let hashes = 0;
  for (const item of value) {
    if (!isContribution(item)) return `contribution ${room.length + 1} of the list is not well formed`;
    const [number, step] = item;
    if (number <= previous) return `the contribution of number ${number} comes twice or out of order`;
    previous = number;
    while (place < entries.length && entries[place]![0] < number) place++;
    const entry = entries[place];
    if (entry === undefined || entry[0] !== number) return `number ${number} contributed without being an entry`;
    if (!verifyContribution(entry, item)) return `the contribution of number ${number} is not what it committed to`;
    room.push(item);
    hashes += step;
    if (hashes >= hashesPerSlice) {
      hashes = 0;
      yield;
    }
  }
  const { count, value: digest } = roomEntropy(room);
  const said = Array.isArray(entropy) ? entropy.filter((item) => isObject(item) && item.source === 'room') : [];
  if (said.length === 0 && room.length > 0) return 'there are contributions, but no room entropy';
  if (said.some((item) => item.count !== count)) return `the room's count is not ${count}`;
  if (said.some((item) => item.value !== digest)) return "the room's value is not the hash of the contributions";
  return room;
}

/** Reads sources of unknown origin, which must be the planned ones in their order. Answers them or the reason why they do not hold. */
export function readEntropy(value: unknown, planned: unknown): readonly Entropy[] | string {
  if (!Array.isArray(value) || !Array.isArray(planned)) return 'the entropy is not a list';
  if (value.length !== planned.length) return `${planned.length} sources were announced, ${value.length} are there`;
  const entropy: Entropy[] = [];
  for (const [index, item] of value.entries()) {
    if (!isEntropy(item)) return `source ${index + 1} of the entropy is not well formed`;
    if (planOf(item) !== planned[index]) return `source ${index + 1} of the entropy is not the announced one`;
    entropy.push(item);
  }
  return entropy;
}
