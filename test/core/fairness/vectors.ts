/** The published test vectors of protocol ld1, made by another implementation. */
import { readFileSync } from 'node:fs';
import type { Hex } from '../../../src/core/fairness/bytes.ts';
import type { Proof } from '../../../src/core/fairness/proof.ts';

export type Vector = {
  readonly name: string;
  readonly chain_tip: Hex;
  readonly intermediate: { readonly announcement_hash: Hex; readonly entropy_hash: Hex; readonly r: Hex };
  readonly inclusion: { readonly index: number; readonly leaf: Hex; readonly path: readonly Hex[] };
  readonly proof: Proof;
};

const text = readFileSync(new URL('./vectors.json', import.meta.url), 'utf8');

export const { vectors } = JSON.parse(text) as { readonly vectors: readonly Vector[] };

export function vectorNamed(name: string): Vector {
  const vector = vectors.find((candidate) => candidate.name === name);
  if (vector === undefined) throw new Error(`no vector "${name}"`);
  return vector;
}
