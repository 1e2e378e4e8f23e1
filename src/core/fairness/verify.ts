/** The checks of a proof (FAIRNESS section 8). Nothing here throws, whatever JSON value it is given. */
import { announcementFaults, isAnnouncement, version } from './announcement.ts';
import type { SignatureCheck } from './beacon.ts';
import { isHex } from './bytes.ts';
import { canonicalJson } from './canonicalJson.ts';
import { verifyReveal } from './chain.ts';
import { delayFault, outcomeOf } from './draw.ts';
import { readEntries } from './entries.ts';
import { closeOf, isClose, isEntropy, readEntropy, readRoom } from './entropy.ts';
import { proofKeys, type Proof } from './proof.ts';
import { hasExactly, isObject } from './shape.ts';
import { finish } from './slices.ts';

/** The checks in their order; `announcement` and `close` are made only where the verifier saved one itself. */
export const checkNames = ['version', 'seal', 'entries', 'room', 'entropy', 'delay', 'winners', 'reserves'] as const;

export type CheckName = (typeof checkNames)[number] | 'announcement' | 'close';

/** `skipped`: an earlier check failed, on which this one rests. `reason`: why it failed or was skipped, in English. */
export type Check =
  | { readonly name: CheckName; readonly status: 'ok' }
  | { readonly name: CheckName; readonly status: 'failed' | 'skipped'; readonly reason: string };

/** `failed`: the first check that fails. `proof`: the document with its type, once everything holds. */
export type Verdict =
  | { readonly ok: true; readonly failed: null; readonly checks: readonly Check[]; readonly proof: Proof }
  | { readonly ok: false; readonly failed: CheckName; readonly checks: readonly Check[]; readonly proof: null };

/**
 * What the verifier has besides the proof. `announcement`, `close`: what it saved itself while the draw went on; leave out
 * what it has not (any other value that is none fails its check). `isSignature`: checks a beacon's signature (see
 * `beaconSignature.ts`); without it a beacon's signature is only hashed.
 */
export type Known = {
  readonly announcement?: unknown;
  readonly close?: unknown;
  readonly isSignature?: SignatureCheck;
};

/** Checks a proof. */
export function verify(proof: unknown, known: Known = {}): Verdict {
  return finish(verification(proof, known));
}

/**
 * As `verify`, but awaits `yieldControl` after every few milliseconds of work, with the name of the check that is under way.
 * On a page, let it resolve in a later task, say from `setTimeout`. Answers null once it resolves to false: the look at this
 * proof was called off.
 */
export async function verifyInSlices(
  proof: unknown,
  known: Known,
  yieldControl: (current: CheckName) => Promise<boolean>,
): Promise<Verdict | null> {
  const work = verification(proof, known);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (!(await yieldControl(step.value))) return null;
  }
}

function* verification(proof: unknown, known: Known): Generator<CheckName, Verdict, void> {
  let current: (typeof checkNames)[number] = checkNames[0];
  const work = examine(proof, known.isSignature ?? null);
  let step = work.next();
  while (!step.done) {
    current = step.value ?? current;
    yield current;
    step = work.next();
  }
  const found = step.value;
  const stop = typeof found === 'string' ? checkNames.indexOf(current) : checkNames.length;
  const checks = checkNames.map((name, index): Check => {
    if (index < stop) return { name, status: 'ok' };
    if (index > stop) return { name, status: 'skipped', reason: `not checked, because "${current}" failed` };
    return { name, status: 'failed', reason: String(found) };
  });
  if (known.announcement !== undefined) checks.push(compareAnnouncements(proof, known.announcement));
  if (known.close !== undefined) checks.push(compareCloses(proof, known.close));
  const failed = checks.find((check) => check.status === 'failed');
  if (failed === undefined && typeof found !== 'string') return { ok: true, failed: null, checks, proof: found };
  return { ok: false, failed: failed?.name ?? current, checks, proof: null };
}

function compareAnnouncements(proof: unknown, saved: unknown): Check {
  const given = isObject(proof) ? proof.announcement : undefined;
  const name = 'announcement';
  if (!isAnnouncement(saved)) return { name, status: 'failed', reason: 'the saved announcement is not well formed' };
  if (isAnnouncement(given) && canonicalJson(given) === canonicalJson(saved)) return { name, status: 'ok' };
  return { name, status: 'failed', reason: 'the announcement is not the one that was saved before the draw' };
}

function compareCloses(proof: unknown, saved: unknown): Check {
  const given = isObject(proof) ? proof.entropy : undefined;
  const name = 'close';
  if (!isClose(saved)) return { name, status: 'failed', reason: 'the saved close is not well formed' };
  if (Array.isArray(given) && given.every(isEntropy) && canonicalJson(closeOf(given)) === canonicalJson(saved)) {
    return { name, status: 'ok' };
  }
  return { name, status: 'failed', reason: 'the entropy is not the one that was closed before the draw' };
}

/**
 * Goes through the checks of a proof until one fails. Yields the name of each check that begins, nothing for a mere pause;
 * answers the reason why the last one begun failed, or the proof.
 */
function* examine(
  document: unknown,
  isSignature: SignatureCheck | null,
): Generator<(typeof checkNames)[number] | void, Proof | string, void> {
  yield 'version';
  if (!isObject(document)) return 'the proof is not a JSON object';
  if (document.v !== version) return `the proof is not of version ${version}`;
  if (!hasExactly(document, proofKeys)) return 'a key of the proof is missing, or one too many is there';
  const { seal, reveal, announcement } = document;
  const [fault] = announcementFaults(announcement);
  if (fault) return fault.reason;
  if (!isAnnouncement(announcement)) return 'the announcement is not well formed';

  yield 'seal';
  if (!isHex(seal) || !isHex(reveal)) return 'the seal or the reveal is not 64 lower-case hexadecimal digits';
  if (!verifyReveal(seal, reveal, announcement.draw)) return 'the reveal is not what the seal promised for this draw';

  yield 'entries';
  const read = yield* readEntries(document.entries);
  if (typeof read === 'string') return read;
  const { entries, tree } = read;
  if (announcement.entries.count !== tree.count) return `there are ${tree.count} entries, not as announced`;
  if (announcement.entries.root !== tree.root) return 'the entries are not the announced ones: their root differs';

  yield 'room';
  const room = yield* readRoom(document.room, entries, document.entropy);
  if (typeof room === 'string') return room;

  yield 'entropy';
  const announcedAt = Date.parse(announcement.announced_at);
  const entropy = readEntropy(document.entropy, announcement.entropy, announcedAt, isSignature);
  if (typeof entropy === 'string') return entropy;

  yield 'delay';
  const { delay } = document;
  const parts = { announcement, chainLink: reveal, entropy };
  const wrong = yield* delayFault(parts, delay);
  if (wrong !== null || typeof delay !== 'string') return wrong ?? 'the delay is not text';

  yield 'winners';
  const { winners, reserves } = yield* outcomeOf({ ...parts, entries, delay });
  const otherWinners = difference('winners', document.winners, winners);
  if (otherWinners !== null) return otherWinners;

  yield 'reserves';
  const otherReserves = difference('reserves', document.reserves, reserves);
  if (otherReserves !== null) return otherReserves;

  return { v: version, seal, reveal, announcement, entries, room, entropy, delay, winners, reserves };
}

/** Why a list of numbers is not the recomputed one, or null. */
function difference(name: 'winners' | 'reserves', value: unknown, expected: readonly number[]): string | null {
  if (!Array.isArray(value) || value.length !== expected.length) return `there should be ${expected.length} ${name}`;
  const wrong = expected.findIndex((number, index) => value[index] !== number);
  return wrong < 0 ? null : `place ${wrong + 1} of the ${name} belongs to number ${expected[wrong]}`;
}
