/** One look at one proof: fetched or read, checked piece by piece, compared with what this browser knows. */
import { isAnnouncement } from '../../core/fairness/announcement.ts';
import { isObject, type JsonObject } from '../../core/fairness/shape.ts';
import { verifyInSlices, type CheckName, type Known, type Verdict } from '../../core/fairness/verify.ts';
import type { CallError } from '../common/api.ts';
import { laterTask } from '../common/laterTask.ts';
import type { KeyValueStore } from '../common/browserStorage.ts';
import { readAnnouncements, readFairnessRecord } from '../common/storedFairness.ts';
import { LAST_EVENT_KEY, readTicket } from '../common/storedTicket.ts';
import { concludeFrom, type Conclusion } from './conclusion.ts';
import type { DrawList, DrawSource } from './draws.ts';
import { compareOwn, type OwnFindings } from './own/ownNumber.ts';
import { readProofFile, recogniseProof, type ReadingFault, type ReadProof } from './readProof.ts';

export type Examination =
  | { readonly state: 'reading' }
  | { readonly state: 'unreachable'; readonly code: CallError }
  | { readonly state: 'unreadable'; readonly fault: ReadingFault }
  | { readonly state: 'checking'; readonly document: JsonObject; readonly current: CheckName }
  | {
      readonly state: 'done';
      readonly document: JsonObject;
      readonly verdict: Verdict;
      readonly own: OwnFindings;
      readonly conclusion: Conclusion;
      readonly tookMs: number;
    };

/** What is looked at: a draw of the list, or a file. */
export type Subject = { readonly drawId: string } | { readonly file: File };

/** So long this page works in one go; then the browser may paint and answer touches. */
const SLICE_MS = 6;

/** The curve's code is large: it is loaded only where a beacon is to be checked. Null: it cannot be had. */
const signatureCheck = async ({ entropy }: JsonObject): Promise<Pick<Known, 'isSignature'> | null> => {
  const asks = Array.isArray(entropy) && entropy.some((one) => isObject(one) && one['source'] === 'beacon');
  if (!asks) return {};
  try {
    const { isSignatureOf } = await import('../../core/fairness/beaconSignature.ts');
    return { isSignature: isSignatureOf };
  } catch {
    return null;
  }
};

type Found = ReadProof | { readonly ok: false; readonly code: CallError };

const fetchProof = async (source: DrawSource, drawId: string): Promise<Found> => {
  const answer = await source.load(drawId);
  return answer.ok ? recogniseProof(answer.value) : { ok: false, code: answer.refusal.code };
};

/** The listed draw that a document claims to be of. */
const drawIdOf = ({ announcement }: JsonObject, list: DrawList | null): string | null => {
  if (!isAnnouncement(announcement) || list?.eventId !== announcement.event) return null;
  const same = list.draws.find(({ about }) => about?.epoch === announcement.epoch && about.draw === announcement.draw);
  return same?.id ?? null;
};

const winnersBefore = ({ announcement }: JsonObject, list: DrawList | null): number[] => {
  if (!isAnnouncement(announcement) || list?.eventId !== announcement.event) return [];
  return list.draws.flatMap(({ about }) =>
    about &&
    (about.epoch < announcement.epoch || (about.epoch === announcement.epoch && about.draw < announcement.draw))
      ? about.winners
      : [],
  );
};

/**
 * Examines a subject and tells of every step, until `signal` ends it. `storage`: what the phone's screen has stored in
 * this browser. Never throws.
 */
export const examine = async (
  subject: Subject,
  source: DrawSource,
  list: () => DrawList | null,
  storage: Pick<KeyValueStore, 'getItem'>,
  tell: (step: Examination) => void,
  signal: AbortSignal,
): Promise<void> => {
  const say = (step: Examination): void => {
    if (!signal.aborted) tell(step);
  };
  say({ state: 'reading' });
  await laterTask();
  const found: Found = 'file' in subject ? await readProofFile(subject.file) : await fetchProof(source, subject.drawId);
  if (signal.aborted) return;
  if (!found.ok) {
    return say(
      'code' in found ? { state: 'unreachable', code: found.code } : { state: 'unreadable', fault: found.fault },
    );
  }

  const { document } = found;
  const known = await signatureCheck(document);
  if (signal.aborted) return;
  if (known === null) return say({ state: 'unreachable', code: 'offline' });
  await laterTask();
  const begun = performance.now();
  let told: CheckName | null = null;
  let since = begun;
  const verdict = await verifyInSlices(document, known, async (current) => {
    if (signal.aborted) return false;
    if (current !== told) {
      told = current;
      say({ state: 'checking', document, current });
    } else if (performance.now() - since < SLICE_MS) return true;
    await laterTask();
    since = performance.now();
    return !signal.aborted;
  });
  if (verdict === null) return;
  const tookMs = performance.now() - begun;
  await laterTask();
  if (signal.aborted) return;
  const { announcement } = document;
  const ticket = isAnnouncement(announcement) ? readTicket(storage, announcement.event) : null;
  const own = compareOwn(document, verdict, {
    ticket,
    seals: ticket && readFairnessRecord(storage, ticket),
    anyTicket: storage.getItem(LAST_EVENT_KEY) !== null,
    announcements: readAnnouncements(storage),
    drawId: 'drawId' in subject ? subject.drawId : drawIdOf(document, list()),
    earlierWinners: winnersBefore(document, list()),
  });
  say({ state: 'done', document, verdict, own, conclusion: concludeFrom(verdict, own), tookMs });
};
