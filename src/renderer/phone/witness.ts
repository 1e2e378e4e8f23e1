/** What this phone saw with its own eyes before a draw was decided. */
import type { AudienceView, PublicDraw } from '../../contract/stage/views.ts';
import { isHex, type Hex } from '../../core/fairness/bytes.ts';
import { chainLength } from '../../core/fairness/chain.ts';
import { isInteger, isObject } from '../../core/fairness/shape.ts';

/** An announcement as it was first seen; the check page reads it too. `at`: the host's clock, ms since 1970. */
export interface Witnessed {
  readonly announcement_hash: Hex;
  readonly seal: Hex;
  /** Its number within the seal's chain. */
  readonly draw: number;
  readonly at: number;
}

export type Witness = Readonly<Record<string, Witnessed>>;

const MOST_WITNESSED = 100;

const isWitnessed = (value: unknown): value is Witnessed =>
  isObject(value) &&
  isHex(value['announcement_hash']) &&
  isHex(value['seal']) &&
  isInteger(value['draw'], 1) &&
  isInteger(value['at'], 0);

/** Reads what was stored; what is not well formed is left out. */
export const readWitness = (value: unknown): Witness => {
  const witness: Record<string, Witnessed> = {};
  if (isObject(value)) {
    for (const [drawId, seen] of Object.entries(value)) if (isWitnessed(seen)) witness[drawId] = seen;
  }
  return witness;
};

/**
 * The witness with this draw, if it is not revealed yet. What was seen first stays, whatever is said later; the oldest go
 * when there are too many. The same object where nothing is new.
 */
export const withSeen = (witness: Witness, draw: PublicDraw, at: number): Witness => {
  if (draw.winners !== null || draw.reveal !== null || Object.hasOwn(witness, draw.draw_id)) return witness;
  const { announcement_hash, seal } = draw;
  const seen: Witnessed = { announcement_hash, seal, draw: draw.draw, at: Math.max(0, Math.round(at)) };
  const kept = [...Object.entries(witness), [draw.draw_id, seen] as const]
    .sort(([, one], [, other]) => one.at - other.at)
    .slice(-MOST_WITNESSED);
  return Object.fromEntries(kept);
};

/** Whether another draw was seen under the same number of the same seal: a second try at the same secret. */
export const isNumberReused = (witness: Witness, draw: PublicDraw): boolean =>
  Object.entries(witness).some(
    ([drawId, seen]) => drawId !== draw.draw_id && seen.seal === draw.seal && seen.draw === draw.draw,
  );

/**
 * The seals that this phone may trust: the one that it saw when it joined, and those that rightly followed when a chain
 * was used up. `epoch`: null until a draw tells which chain the seal belongs to.
 */
export interface SeenSeal {
  readonly epoch: number | null;
  readonly seal: Hex;
}

export const isSeenSeal = (value: unknown): value is SeenSeal =>
  isObject(value) && isHex(value['seal']) && (value['epoch'] === null || isInteger(value['epoch'], 1));

/** The seals after this view. The same array where nothing is new. */
export const withSeals = (seals: readonly SeenSeal[], view: AudienceView): readonly SeenSeal[] => {
  const { draw } = view;
  let seen = seals;
  if (seen.length === 0) seen = isHex(view.seal) ? [{ epoch: null, seal: view.seal }] : seen;
  if (!draw) return seen;
  if (seen.some(({ epoch, seal }) => epoch === null && seal === draw.seal)) {
    seen = seen.map((one) => (one.seal === draw.seal ? { ...one, epoch: draw.epoch } : one));
  }
  // The last draw of a chain that is trusted: the next chain's seal is published with it.
  const isLast =
    draw.draw === chainLength && seen.some(({ epoch, seal }) => epoch === draw.epoch && seal === draw.seal);
  const isNew = view.seal !== draw.seal && !seen.some(({ epoch }) => epoch === draw.epoch + 1);
  return isLast && isNew && isHex(view.seal) ? [...seen, { epoch: draw.epoch + 1, seal: view.seal }] : seen;
};

/** `unknown`: another chain was begun while this phone was away, or it has seen no seal. */
export type SealSight = 'same' | 'differs' | 'unknown';

/** What this phone can say of a draw's seal. `swapped`: it saw the seal change before its chain was used up. */
export const sightOf = (seals: readonly SeenSeal[], swapped: boolean, draw: PublicDraw): SealSight => {
  if (seals.some(({ epoch, seal }) => epoch === draw.epoch && seal === draw.seal)) return 'same';
  if (swapped || seals.some(({ epoch }) => epoch === draw.epoch)) return 'differs';
  // Seen before any draw: there is no earlier chain than the first.
  return draw.epoch === 1 && seals.length > 0 ? 'differs' : 'unknown';
};

/** Whether a seal was changed between two views of one connection, before its chain was used up. */
export const isSealSwapped = (before: AudienceView, view: AudienceView): boolean =>
  before.id === view.id &&
  before.seal !== view.seal &&
  before.draw?.draw !== chainLength &&
  view.draw?.draw !== chainLength;
