/** The checks of a proof (FAIRNESS section 7). Nothing here throws, whatever JSON value it is given. */
import { announcementFaults, isAnnouncement, version, type Announcement } from './announcement.ts';
import { isHex } from './bytes.ts';
import { canonicalJson } from './canonicalJson.ts';
import { verifyReveal } from './chain.ts';
import { outcomeOf } from './draw.ts';
import { readEntries } from './entries.ts';
import { readEntropy, readRoom } from './entropy.ts';
import type { Proof } from './proof.ts';
import { isObject } from './shape.ts';
import { finish } from './slices.ts';

/** The checks in their order; `announcement` is made only where the verifier saved one itself. */
export const checkNames = ['version', 'seal', 'entries', 'room', 'entropy', 'winners', 'reserves'] as const;

export type CheckName = (typeof checkNames)[number] | 'announcement';

/** `skipped`: an earlier check failed, on which this one rests. `reason`: why it failed or was skipped, in English. */
export type Check =
  | { readonly name: CheckName; readonly status: 'ok' }
  | { readonly name: CheckName; readonly status: 'failed' | 'skipped'; readonly reason: string };

/** `failed`: the first check that fails. `proof`: the document with its type, once everything holds. */
export type Verdict =
  | { readonly ok: true; readonly failed: null; readonly checks: readonly Check[]; readonly proof: Proof }
  | { readonly ok: false; readonly failed: CheckName; readonly checks: readonly Check[]; readonly proof: null };

/**
 * Checks a proof. `saved`: the announcement that the verifier kept from before the draw; leave it out where there is none
 * (`undefined`; any other value that is not an announcement fails its check).
 */
export function verify(proof: unknown, saved?: unknown): Verdict {
  return finish(verification(proof, saved));
}

/**
 * As `verify`, but awaits `yieldControl` after every few milliseconds of work, with the name of the check that is under way.
 * On a page, let it resolve in a later task, say from `setTimeout`.
 */
export async function verifyInSlices(
  proof: unknown,
  saved: unknown,
  yieldControl: (current: CheckName) => Promise<void>,
): Promise<Verdict> {
  const work = verification(proof, saved);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await yieldControl(step.value);
  }
}

function* verification(proof: unknown, saved: unknown): Generator<CheckName, Verdict, void> {
  let current: (typeof checkNames)[number] = checkNames[0];
  const work = examine(proof);
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
  if (saved !== undefined) checks.push(compareAnnouncements(proof, saved));
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

const fieldsOfLaterChecks: readonly string[] = [
  'draw',
  'entries',
  'entropy',
  'winners',
  'reserves',
] satisfies (keyof Announcement)[];

/**
 * Goes through the checks of a proof until one fails. Yields the name of each check that begins, nothing for a mere pause;
 * answers the reason why the last one begun failed, or the proof.
 */
function* examine(document: unknown): Generator<(typeof checkNames)[number] | void, Proof | string, void> {
  yield 'version';
  if (!isObject(document)) return 'the proof is not a JSON object';
  if (document.v !== version) return `the proof is not of version ${version}`;
  const { seal, reveal, announcement } = document;
  // A fault of the announcement belongs to the check that is about that field.
  const faults = announcementFaults(announcement);
  const faultOf = (...fields: string[]) => faults.find(({ field }) => fields.includes(field))?.reason;
  const fault = faults.find(({ field }) => !fieldsOfLaterChecks.includes(field));
  if (fault) return fault.reason;
  if (!isObject(announcement)) return 'the announcement is not a JSON object';

  yield 'seal';
  const drawFault = faultOf('draw');
  if (drawFault !== undefined) return drawFault;
  if (!isHex(seal) || !isHex(reveal)) return 'the seal or the reveal is not 64 lower-case hexadecimal digits';
  if (!verifyReveal(seal, reveal, announcement.draw)) return 'the reveal is not what the seal promised for this draw';

  yield 'entries';
  const entriesFault = faultOf('entries');
  if (entriesFault !== undefined) return entriesFault;
  const read = yield* readEntries(document.entries);
  if (typeof read === 'string') return read;
  const { entries, tree } = read;
  const announced = announcement.entries;
  if (!isObject(announced) || announced.count !== tree.count)
    return `there are ${tree.count} entries, not as announced`;
  if (announced.root !== tree.root) return 'the entries are not the announced ones: their root differs';

  yield 'room';
  const room = yield* readRoom(document.room, entries, document.entropy);
  if (typeof room === 'string') return room;

  yield 'entropy';
  const entropyFault = faultOf('entropy');
  if (entropyFault !== undefined) return entropyFault;
  const entropy = readEntropy(document.entropy, announcement.entropy);
  if (typeof entropy === 'string') return entropy;

  yield 'winners';
  const numbersFault = faultOf('winners', 'reserves');
  if (numbersFault !== undefined) return numbersFault;
  if (!isAnnouncement(announcement)) return 'the announcement is not well formed';
  const { winners, reserves } = yield* outcomeOf({ announcement, chainLink: reveal, entries, entropy });
  const otherWinners = difference('winners', document.winners, winners);
  if (otherWinners !== null) return otherWinners;

  yield 'reserves';
  const otherReserves = difference('reserves', document.reserves, reserves);
  if (otherReserves !== null) return otherReserves;

  return { v: version, seal, reveal, announcement, entries, room, entropy, winners, reserves };
}

/** Why a list of numbers is not the recomputed one, or null. */
function difference(name: 'winners' | 'reserves', value: unknown, expected: readonly number[]): string | null {
  if (!Array.isArray(value) || value.length !== expected.length) return `there should be ${expected.length} ${name}`;
  const wrong = expected.findIndex((number, index) => value[index] !== number);
  return wrong < 0 ? null : `place ${wrong + 1} of the ${name} belongs to number ${expected[wrong]}`;
}
