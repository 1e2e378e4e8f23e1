/** What is mixed into a draw after its entries are published, and the close that ends it (FAIRNESS section 5). */
import { beaconDueAt, beaconValue, isSignatureForm, type SignatureCheck } from './beacon.ts';
import { ascii, isHex, taggedHash, toHex, utf8, type Hex } from './bytes.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { Entry } from './entries.ts';
import { growTree, verifyInclusion, type MerkleTree } from './merkle.ts';
import { phoneChainLength, verifyPhoneLink } from './phoneChain.ts';
import { hasExactly, isInteger, isObject, isText } from './shape.ts';
import { hashesPerSlice, type Sliced } from './slices.ts';

/** A source as an announcement plans it; a beacon names its round. */
export type PlannedEntropy = 'room' | 'spoken' | `beacon:${number}`;

/** One phone's answer: its entry's number, the step (1..64) of its chain, and `c[step]`. */
export type Contribution = readonly [number: number, step: number, value: Hex];

/** `root`: the Merkle root of the contributions. */
export type RoomEntropy = { readonly source: 'room'; readonly count: number; readonly root: Hex };
/** `value`: 1 to 64 characters (Unicode code points). */
export type SpokenEntropy = { readonly source: 'spoken'; readonly value: string };
/** `signature`: 48 bytes in hex. `value`: its hash. */
export type BeaconEntropy = {
  readonly source: 'beacon';
  readonly round: number;
  readonly signature: string;
  readonly value: Hex;
};
export type Entropy = RoomEntropy | SpokenEntropy | BeaconEntropy;

/** What every screen is told as soon as nothing can be added any more. `count`: how many phones contributed. */
export type Close = { readonly entropy_hash: Hex; readonly count: number };

const maxSpoken = 64;

/** The round that a planned source names; null: it is no beacon. */
export function roundOf(planned: string): number | null {
  const [, digits] = /^beacon:([1-9]\d{0,15})$/.exec(planned) ?? [];
  return digits !== undefined && isInteger(Number(digits), 1) ? Number(digits) : null;
}

/** Whether a value of unknown origin is a list of sources as announcements plan them, each at most once. Never throws. */
export function isPlan(value: unknown): value is PlannedEntropy[] {
  if (!Array.isArray(value)) return false;
  const kinds = value.map((planned: unknown) => {
    if (planned === 'room' || planned === 'spoken') return planned;
    return typeof planned === 'string' && roundOf(planned) !== null ? 'beacon' : null;
  });
  return !kinds.includes(null) && new Set(kinds).size === kinds.length;
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
  if (hasExactly(value, ['source', 'count', 'root'])) {
    return value.source === 'room' && isInteger(value.count, 0) && isHex(value.root);
  }
  return (
    hasExactly(value, ['source', 'round', 'signature', 'value']) &&
    value.source === 'beacon' &&
    isInteger(value.round, 1) &&
    isSignatureForm(value.signature) &&
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

// Of integers and hex alone, what JSON.stringify writes is canonical.
const contributionLeaf = (contribution: Contribution): Uint8Array => ascii(JSON.stringify(contribution));

/** The tree of contributions that are known to be well formed, sorted by number and unique: its root is the room's. */
export function roomTree(contributions: readonly Contribution[]): Sliced<MerkleTree> {
  return growTree(contributions.length, (index) => contributionLeaf(contributions[index]!));
}

/** The room's entropy of such contributions. */
export function* roomEntropy(contributions: readonly Contribution[]): Sliced<RoomEntropy> {
  const { count, root } = yield* roomTree(contributions);
  return { source: 'room', count, root };
}

/** Whether a contribution stands at `index` (from 0) in the room's root. Of values of unknown origin. Never throws. */
export function verifyInRoom(contribution: unknown, index: unknown, path: unknown, room: unknown): boolean {
  return (
    isContribution(contribution) &&
    isEntropy(room) &&
    room.source === 'room' &&
    verifyInclusion(contributionLeaf(contribution), index, room.count, path, room.root)
  );
}

/** `entropy_hash` of the sources, in the announced order. */
export function entropyHash(entropy: readonly Entropy[]): Hex {
  return toHex(taggedHash('ld2:entropy:', utf8(canonicalJson(entropy))));
}

/** What is told at the close of these sources. */
export function closeOf(entropy: readonly Entropy[]): Close {
  const room = entropy.find(({ source }) => source === 'room');
  return { entropy_hash: entropyHash(entropy), count: room?.source === 'room' ? room.count : 0 };
}

/** Whether a value of unknown origin is a well-formed close. Never throws. */
export function isClose(value: unknown): value is Close {
  return hasExactly(value, ['entropy_hash', 'count']) && isHex(value.entropy_hash) && isInteger(value.count, 0);
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
  const { count, root } = yield* roomTree(room);
  const said = Array.isArray(entropy) ? entropy.filter((item) => isObject(item) && item.source === 'room') : [];
  if (said.length === 0 && room.length > 0) return 'there are contributions, but no room entropy';
  if (said.some((item) => item.count !== count)) return `the room's count is not ${count}`;
  if (said.some((item) => item.root !== root)) return "the room's root is not that of the contributions";
  return room;
}

/**
 * Reads sources of unknown origin, which must be the planned ones in their order, with a beacon that was due after the
 * announcement (`announcedAt`, ms since 1970). `isSignature`: null where the verifier cannot check signatures. Answers them
 * or the reason why they do not hold.
 */
export function readEntropy(
  value: unknown,
  planned: readonly string[],
  announcedAt: number,
  isSignature: SignatureCheck | null,
): readonly Entropy[] | string {
  if (!Array.isArray(value)) return 'the entropy is not a list';
  if (value.length !== planned.length) return `${planned.length} sources were announced, ${value.length} are there`;
  const entropy: Entropy[] = [];
  for (const [index, item] of value.entries()) {
    if (!isEntropy(item)) return `source ${index + 1} of the entropy is not well formed`;
    if (planOf(item) !== planned[index]) return `source ${index + 1} of the entropy is not the announced one`;
    if (item.source === 'beacon') {
      if (beaconDueAt(item.round) <= announcedAt) return 'the round of the beacon was known before the announcement';
      if (beaconValue(item.signature) !== item.value) return "the beacon's value is not the hash of its signature";
      if (isSignature?.(item.round, item.signature) === false) return "the beacon's signature is not the network's";
    }
    entropy.push(item);
  }
  return entropy;
}
