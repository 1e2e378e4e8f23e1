/** The document by which everybody can check a draw (FAIRNESS section 8). */
import { version, type Announcement } from './announcement.ts';
import type { Hex } from './bytes.ts';
import { verifyReveal } from './chain.ts';
import type { Entry } from './entries.ts';
import type { Contribution, Entropy } from './entropy.ts';
import { isObject, type JsonObject } from './shape.ts';

/** `seal`: `chain[0]`. `reveal`: `chain[announcement.draw]`. `delay`: what the delay gave, `y` in 256 hex digits. */
export type Proof = {
  readonly v: typeof version;
  readonly seal: Hex;
  readonly reveal: Hex;
  readonly announcement: Announcement;
  readonly entries: readonly Entry[];
  readonly room: readonly Contribution[];
  readonly entropy: readonly Entropy[];
  readonly delay: string;
  readonly winners: readonly number[];
  readonly reserves: readonly number[];
};

/** The keys of a proof: one more could carry a meaning that no verifier shows. */
export const proofKeys = [
  'v',
  'seal',
  'reveal',
  'announcement',
  'entries',
  'room',
  'entropy',
  'delay',
  'winners',
  'reserves',
] as const satisfies readonly (keyof Proof)[];

/** The longest proof that is read, in UTF-16 units: room for some 250,000 entries that all contribute. */
export const maxProofLength = 64 * 1024 * 1024;

export type ParsedProof =
  | { readonly ok: true; readonly document: JsonObject }
  | {
      readonly ok: false;
      readonly code: 'too_large' | 'not_json' | 'not_an_object' | 'other_version' | 'other_numbers';
      readonly reason: string;
    };

/** Puts a decided draw together. Throws a TypeError where the reveal is not what the seal promised for that draw. */
export function assembleProof(parts: Omit<Proof, 'v'>): Proof {
  const { seal, reveal, announcement, entries, room, entropy, delay, winners, reserves } = parts;
  if (!verifyReveal(seal, reveal, announcement.draw)) {
    throw new TypeError(`the reveal does not belong to the seal and draw ${announcement.draw}`);
  }
  return { v: version, seal, reveal, announcement, entries, room, entropy, delay, winners, reserves };
}

const otherNumber = /-|\d[.eE]/;

/**
 * Whether all numbers in a text that is JSON are written as the protocol writes them: without sign, fraction or exponent.
 * Once they are read, 7 and 7.0 cannot be told apart, and another verifier might refuse one of them.
 */
export function hasPlainNumbers(json: string): boolean {
  let at = 0;
  for (;;) {
    const quote = json.indexOf('"', at);
    if (otherNumber.test(quote < 0 ? json.slice(at) : json.slice(at, quote))) return false;
    if (quote < 0) return true;
    at = quote + 1;
    while (json[at] !== '"') {
      if (at >= json.length) return true;
      at += json[at] === '\\' ? 2 : 1;
    }
    at += 1;
  }
}

/** Reads the text of a proof from anywhere, as far as to say that it is one to be handed to `verify`. Never throws. */
export function parseProof(text: string): ParsedProof {
  if (text.length > maxProofLength) {
    return { ok: false, code: 'too_large', reason: `the proof is longer than ${maxProofLength} characters` };
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, code: 'not_json', reason: 'the proof is not JSON' };
  }
  if (!isObject(document)) return { ok: false, code: 'not_an_object', reason: 'the proof is not a JSON object' };
  if (document.v !== version) {
    return { ok: false, code: 'other_version', reason: `the proof is not of version ${version}` };
  }
  if (!hasPlainNumbers(text)) {
    return {
      ok: false,
      code: 'other_numbers',
      reason: 'the proof has a number with a sign, a fraction or an exponent',
    };
  }
  return { ok: true, document };
}
