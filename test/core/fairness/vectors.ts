/** The published test vectors of protocol ld2, made by another implementation. */
import { readFileSync } from 'node:fs';
import type { Hex } from '../../../src/core/fairness/bytes.ts';
import type { Proof } from '../../../src/core/fairness/proof.ts';

type Place = { readonly index: number; readonly leaf: Hex; readonly path: readonly Hex[] };

export type Vector = {
  readonly name: string;
  readonly chain_tip: Hex;
  readonly intermediate: {
    readonly announcement_hash: Hex;
    readonly entropy_hash: Hex;
    readonly delay_input: string;
    readonly delay_output: string;
    readonly r: Hex;
  };
  readonly inclusion: Place;
  /** Of a contribution in the room's root; only where phones contributed. */
  readonly contribution?: Place;
  readonly proof: Proof;
};

const text = readFileSync(new URL('./vectors.json', import.meta.url), 'utf8');

const read = JSON.parse(text) as {
  readonly delay_steps: readonly { readonly x: string; readonly y: string }[];
  readonly vectors: readonly Vector[];
};

export const delaySteps = read.delay_steps;
export const vectors = read.vectors;

export function vectorNamed(name: string): Vector {
  const vector = vectors.find((candidate) => candidate.name === name);
  if (vector === undefined) throw new Error(`no vector "${name}"`);
  return vector;
}
