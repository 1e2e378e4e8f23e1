/**
 * The check that every phone makes by itself after a reveal: what concerns itself, without the list of all entries. It gives
 * one of three answers (FAIRNESS section 9), and never a green one that was not earned.
 */
import type { PublicDraw } from '../../../contract/stage/views.ts';
import { announcementHash, isAnnouncement, type Announcement } from '../../../core/fairness/announcement.ts';
import { beaconDueAt } from '../../../core/fairness/beacon.ts';
import type { Hex } from '../../../core/fairness/bytes.ts';
import { verifyReveal } from '../../../core/fairness/chain.ts';
import { isEntry, phoneHolder, verifyReceipt } from '../../../core/fairness/entries.ts';
import { closeOf, readEntropy, verifyInRoom, type Close, type Entropy } from '../../../core/fairness/entropy.ts';
import { fingerprint } from '../../../core/fairness/fingerprint.ts';
import { isInteger, isObject } from '../../../core/fairness/shape.ts';
import type { SavedAnnouncement, UsedStep } from '../../common/storedFairness.ts';
import type { MissingDraw } from './missingDraws.ts';
import type { SealComparison } from './trustedSeals.ts';

export const checkNames = [
  'announcement',
  'seen_before',
  'number',
  'seal',
  'reveal',
  'entry',
  'commitment',
  'entropy',
  'room',
  'close',
  'contribution',
  'delay',
] as const;
export type CheckName = (typeof checkNames)[number];

/**
 * `unsure`: it could not be checked, and should be for a draw to be called fair. `open`: there was nothing to compare with,
 * or an earlier check failed on which this one rests. `note`: which of several ways it ended so.
 */
export interface Finding {
  readonly name: CheckName;
  readonly status: 'ok' | 'failed' | 'unsure' | 'open';
  readonly note: Note | null;
}
export type Note =
  | 'rests'
  | 'left_out'
  | 'won_before'
  | 'not_here'
  | 'just_joined'
  | 'missing'
  | 'no_entropy'
  | 'beacon_known'
  | 'few_phones'
  | 'not_closed_before'
  | 'away_at_close'
  | 'late_close'
  | 'late_words'
  | 'too_late'
  | 'not_asked'
  | 'foreign'
  | 'not_taken'
  | 'at_once'
  | 'not_told';

/** Why the host may rightly have no entry of this phone. */
export type Absence = 'won_before' | 'just_joined' | 'not_here';

/** All that the check knows. `announcement` and `receipt` come from the host and may be anything; null: it has none. */
export interface Observation {
  readonly eventId: string;
  /** As revealed in the view. */
  readonly draw: PublicDraw;
  readonly token: string;
  readonly drawNumber: number;
  readonly absence: Absence | null;
  /** c[0] of this phone's chain; null where it has none any more. */
  readonly commitment: Hex | null;
  /** What this phone sent for this draw. */
  readonly sent: (Pick<UsedStep, 'step' | 'countedUntil' | 'stood'> & { readonly value: Hex }) | null;
  /** What this phone saw of the draw before it was decided. */
  readonly saved: SavedAnnouncement | null;
  readonly numberReused: boolean;
  /** Draw numbers since the last draw that this phone saw, of which nobody has shown a result. */
  readonly missing: readonly MissingDraw[];
  readonly seal: SealComparison;
  readonly announcement: unknown;
  readonly receipt: unknown;
  /** Whether the delay goes back to where it must begin; null where the host does not tell what it gave. */
  readonly delayHolds: boolean | null;
}

export type Answer = 'fair' | 'unsure' | 'wrong';

export interface LightReport {
  readonly answer: Answer;
  readonly findings: readonly Finding[];
  /** How many phones added randomness; null where none were asked, or it cannot be told. */
  readonly phones: number | null;
  /** The root and this phone's place among the entries, from 1, once they hold. */
  readonly root: Hex | null;
  readonly place: number | null;
  /** What the host says it counted of this phone. */
  readonly counted: { readonly step: number; readonly value: Hex } | null;
  /** Steps of the announced delay; null where the announcement does not hold. */
  readonly delay: number | null;
  readonly close: Close | null;
  /** How long after the window's end this phone saw the close, in ms; negative: before it. */
  readonly lateMs: number | null;
  readonly missing: readonly MissingDraw[];
}

/** A revealed draw and what this phone found. */
export interface CheckedDraw {
  readonly draw: PublicDraw;
  readonly report: LightReport;
}

/** The entropy must be closed so long after the window's end, or somebody had time to compute. */
const CLOSE_WITHIN_MS = 2_000;

/** Fewer phones than one for so many entries are few: whoever dropped the others would have had a free choice. */
const FEW_ONE_IN = 10;

type Ending = readonly [status: Finding['status'], note?: Note];
const OK: Ending = ['ok'];
const FAILED: Ending = ['failed'];
const UNSURE: Ending = ['unsure'];
const RESTS: Ending = ['open', 'rests'];

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);

/** The announcement, if it is the one whose hash the view showed and says the same as the view. */
const announced = ({ announcement: given, draw, eventId }: Observation): Announcement | null => {
  const announcement = isObject(given) ? given['announcement'] : null;
  if (!isAnnouncement(announcement)) return null;
  const says =
    announcement.event === eventId &&
    announcement.epoch === draw.epoch &&
    announcement.draw === draw.draw &&
    announcement.prize.name === draw.prize_name &&
    announcement.prize.rank === draw.prize_rank &&
    announcement.winners === draw.winners?.length &&
    announcement.entries.count === draw.entries &&
    announcement.delay === draw.delay &&
    sameList(announcement.entropy, draw.sources);
  const hash = announcementHash(announcement);
  return says && hash === draw.announcement_hash && fingerprint(hash) === draw.fingerprint ? announcement : null;
};

const sealEnding = ({ seal, saved, draw }: Observation): Ending => {
  if (seal === 'differs' || (saved && saved.seal !== draw.seal)) return FAILED;
  return seal === 'same' ? OK : UNSURE;
};

const seenBeforeEnding = ({ saved, draw }: Observation): Ending => {
  if (saved === null) return UNSURE;
  return saved.announcement_hash === draw.announcement_hash ? OK : FAILED;
};

const numberEnding = ({ numberReused, missing }: Observation): Ending => {
  if (numberReused) return FAILED;
  return missing.length > 0 ? ['unsure', 'missing'] : OK;
};

const entryEnding = (seen: Observation, announcement: Announcement | null): Ending => {
  const { receipt, absence, drawNumber, token } = seen;
  if (receipt === null) {
    if (absence === null) return ['failed', 'left_out'];
    return [absence === 'won_before' ? 'open' : 'unsure', absence];
  }
  if (announcement === null) return RESTS;
  if (!isObject(receipt)) return FAILED;
  const { entry, index, path, root } = receipt;
  const holds =
    isEntry(entry) &&
    entry[0] === drawNumber &&
    entry[2] === phoneHolder(token) &&
    root === announcement.entries.root &&
    verifyReceipt({ entry, index, path }, announcement.entries);
  return holds ? OK : FAILED;
};

const commitmentEnding = ({ receipt, commitment }: Observation): Ending => {
  if (!isObject(receipt) || !isEntry(receipt['entry'])) return RESTS;
  if (commitment === null) return UNSURE;
  return receipt['entry'][3] === commitment ? OK : FAILED;
};

/** `entropy`: text where what was mixed in is not what was announced. */
const entropyEnding = ({ saved }: Observation, entropy: readonly Entropy[] | string | null): Ending => {
  if (entropy === null) return RESTS;
  if (typeof entropy === 'string') return FAILED;
  if (entropy.length === 0) return ['unsure', 'no_entropy'];
  const known = entropy.some((one) => one.source === 'beacon' && saved !== null && beaconDueAt(one.round) <= saved.at);
  return known ? ['failed', 'beacon_known'] : OK;
};

const roomOf = (entropy: readonly Entropy[] | string | null) =>
  Array.isArray(entropy) ? entropy.find(({ source }) => source === 'room') : undefined;

const roomEnding = ({ draw }: Observation, entropy: readonly Entropy[] | string | null): Ending => {
  const room = roomOf(entropy);
  if (entropy === null || typeof entropy === 'string') return RESTS;
  if (room?.source !== 'room') return ['open', 'not_asked'];
  return room.count * FEW_ONE_IN < draw.entries || room.count === 0 ? ['unsure', 'few_phones'] : OK;
};

const lateMsOf = (saved: SavedAnnouncement | null): number | null =>
  saved?.close && saved.endsAt !== null ? saved.close.at - saved.endsAt : null;

const closeEnding = ({ saved, draw }: Observation, close: Close | null): Ending => {
  const seen = saved?.close ?? null;
  if (close === null) return RESTS;
  // What the view shows of it now must be the same as what was mixed in, whoever saw it before.
  const shown = draw.close;
  if (shown !== null && (shown.entropy_hash !== close.entropy_hash || shown.count !== close.count)) return FAILED;
  if (seen === null) return ['unsure', 'not_closed_before'];
  if (seen.entropy_hash !== close.entropy_hash || seen.count !== close.count) return FAILED;
  const lateMs = lateMsOf(saved);
  if (lateMs !== null && lateMs <= CLOSE_WITHIN_MS) return OK;
  if (!seen.watched) return ['unsure', 'away_at_close'];
  return ['unsure', draw.sources.includes('spoken') ? 'late_words' : 'late_close'];
};

/** Whether what the host counted of this phone stands in the room's root, as far as it is said. */
const standsInRoom = (given: unknown, drawNumber: number, room: Entropy | undefined): boolean => {
  if (!isObject(given)) return false;
  const { step, value, index, path } = given;
  return verifyInRoom([drawNumber, step, value], index, path, room);
};

const contributionEnding = (seen: Observation, entropy: readonly Entropy[] | string | null): Ending => {
  const { receipt, sent, draw, drawNumber, absence } = seen;
  const given = isObject(receipt) ? receipt['contribution'] : null;
  if (isObject(given)) {
    const isMine = sent !== null && given['step'] === sent.step && given['value'] === sent.value;
    // Only this phone can go on in its chain; an old step of it, though, everybody has seen.
    if (!isMine) return ['failed', 'foreign'];
    if (!Array.isArray(entropy)) return RESTS;
    return standsInRoom(given, drawNumber, roomOf(entropy)) ? OK : FAILED;
  }
  if (sent === null || !draw.sources.includes('room')) return ['open', 'not_asked'];
  // Without a receipt nothing is said of it; that there is none was found above.
  if (!isObject(receipt) && absence === null) return RESTS;
  // Said to be counted, and left out: there is no honest reason, whatever the connection did.
  if (sent.countedUntil !== null) return FAILED;
  if (sent.stood) return ['failed', 'not_taken'];
  return ['open', 'too_late'];
};

const delayEnding = ({ delayHolds }: Observation, announcement: Announcement | null): Ending => {
  if (announcement === null) return RESTS;
  if (delayHolds === false) return FAILED;
  if (announcement.delay === 0) return ['unsure', 'at_once'];
  return delayHolds === null ? ['unsure', 'not_told'] : OK;
};

const answerOf = (findings: readonly Finding[]): Answer => {
  if (findings.some(({ status }) => status === 'failed')) return 'wrong';
  return findings.some(({ status }) => status === 'unsure') ? 'unsure' : 'fair';
};

/** Never throws, whatever the host answered. */
export const lightCheck = (seen: Observation): LightReport => {
  const { draw, receipt } = seen;
  const announcement = announced(seen);
  const entropy = announcement && readEntropy(draw.entropy, announcement, null);
  const close = Array.isArray(entropy) ? closeOf(entropy) : null;
  const seal = sealEnding(seen);
  const entry = entryEnding(seen, announcement);
  const endings: Record<CheckName, Ending> = {
    announcement: announcement === null ? FAILED : OK,
    seen_before: seenBeforeEnding(seen),
    number: numberEnding(seen),
    seal,
    reveal: seal[0] === 'failed' ? RESTS : verifyReveal(draw.seal, draw.reveal, draw.draw) ? OK : FAILED,
    entry,
    commitment: entry[0] === 'ok' ? commitmentEnding(seen) : RESTS,
    entropy: entropyEnding(seen, entropy),
    room: roomEnding(seen, entropy),
    close: closeEnding(seen, close),
    contribution: contributionEnding(seen, entropy),
    delay: delayEnding(seen, announcement),
  };
  const findings = checkNames.map((name): Finding => {
    const [status, note = null] = endings[name];
    return { name, status, note };
  });
  const room = roomOf(entropy);
  const given = isObject(receipt) ? receipt['contribution'] : null;
  const index = isObject(receipt) ? receipt['index'] : null;
  return {
    answer: answerOf(findings),
    findings,
    phones: room?.source === 'room' ? room.count : null,
    root: announcement?.entries.root ?? null,
    place: entry[0] === 'ok' && isInteger(index, 0) ? index + 1 : null,
    counted:
      isObject(given) && typeof given['step'] === 'number' && typeof given['value'] === 'string'
        ? { step: given['step'], value: given['value'] }
        : null,
    delay: announcement?.delay ?? null,
    close,
    lateMs: lateMsOf(seen.saved),
    missing: seen.missing,
  };
};
