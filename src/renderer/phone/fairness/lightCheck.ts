/** The check that every phone makes by itself after a reveal: what concerns itself, without the list of all entries. */
import type { PublicDraw } from '../../../contract/stage/views.ts';
import { announcementHash, isAnnouncement, type Announcement } from '../../../core/fairness/announcement.ts';
import type { Hex } from '../../../core/fairness/bytes.ts';
import { verifyReveal } from '../../../core/fairness/chain.ts';
import { isEntry, phoneHolder, verifyReceipt } from '../../../core/fairness/entries.ts';
import { readEntropy } from '../../../core/fairness/entropy.ts';
import { fingerprint } from '../../../core/fairness/fingerprint.ts';
import { isObject } from '../../../core/fairness/shape.ts';
import type { SavedAnnouncement } from '../../common/storedFairness.ts';
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
  'contribution',
] as const;
export type CheckName = (typeof checkNames)[number];

/**
 * `open`: there was nothing to compare with, or an earlier check failed on which this one rests. `note`: which of several
 * ways it ended so.
 */
export interface Finding {
  readonly name: CheckName;
  readonly status: 'ok' | 'failed' | 'open';
  readonly note: Note | null;
}
export type Note =
  'rests' | 'left_out' | 'won_before' | 'not_here' | 'just_joined' | 'too_late' | 'not_asked' | 'foreign';

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
  readonly sent: { readonly step: number; readonly value: Hex; readonly promised: boolean } | null;
  /** What this phone saw of the draw before it was decided. */
  readonly savedAnnouncement: SavedAnnouncement | null;
  readonly numberReused: boolean;
  readonly seal: SealComparison;
  readonly announcement: unknown;
  readonly receipt: unknown;
}

export interface LightReport {
  readonly fair: boolean;
  readonly findings: readonly Finding[];
  /** How many phones added randomness; null where none were asked, or it cannot be told. */
  readonly phones: number | null;
  /** The root and this phone's place among the entries, from 1, once they hold. */
  readonly root: Hex | null;
  readonly place: number | null;
  /** What the host says it counted of this phone. */
  readonly counted: { readonly step: number; readonly value: Hex } | null;
}

/** A revealed draw and what this phone found. */
export interface CheckedDraw {
  readonly draw: PublicDraw;
  readonly report: LightReport;
}

type Ending = readonly [status: Finding['status'], note?: Note];
const OK: Ending = ['ok'];
const FAILED: Ending = ['failed'];
const OPEN: Ending = ['open'];
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
    sameList(announcement.entropy, draw.sources);
  const hash = announcementHash(announcement);
  return says && hash === draw.announcement_hash && fingerprint(hash) === draw.fingerprint ? announcement : null;
};

const sealEnding = ({ seal, savedAnnouncement, draw }: Observation): Ending => {
  if (seal === 'differs' || (savedAnnouncement && savedAnnouncement.seal !== draw.seal)) return FAILED;
  return seal === 'same' ? OK : OPEN;
};

const seenBeforeEnding = ({ savedAnnouncement, draw }: Observation): Ending => {
  if (savedAnnouncement === null) return OPEN;
  return savedAnnouncement.announcement_hash === draw.announcement_hash ? OK : FAILED;
};

const entryEnding = (seen: Observation, announcement: Announcement | null): Ending => {
  const { receipt, absence, drawNumber, token } = seen;
  if (receipt === null) return absence === null ? ['failed', 'left_out'] : ['open', absence];
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
  if (commitment === null) return OPEN;
  return receipt['entry'][3] === commitment ? OK : FAILED;
};

const contributionEnding = ({ receipt, sent, draw, absence }: Observation): Ending => {
  const given = isObject(receipt) ? receipt['contribution'] : null;
  if (isObject(given)) {
    const isMine = sent !== null && given['step'] === sent.step && given['value'] === sent.value;
    // Only this phone can go on in its chain; an old step of it, though, everybody has seen.
    return isMine ? OK : ['failed', 'foreign'];
  }
  if (sent === null || !draw.sources.includes('room')) return ['open', 'not_asked'];
  // Without a receipt nothing is said of it; that there is none was found above.
  if (!isObject(receipt) && absence === null) return RESTS;
  return sent.promised ? FAILED : ['open', 'too_late'];
};

/** Never throws, whatever the host answered. */
export const lightCheck = (seen: Observation): LightReport => {
  const { draw, receipt } = seen;
  const announcement = announced(seen);
  const entropy = announcement && readEntropy(draw.entropy, announcement, null);
  const seal = sealEnding(seen);
  const entry = entryEnding(seen, announcement);
  const endings: Record<CheckName, Ending> = {
    announcement: announcement === null ? FAILED : OK,
    seen_before: seenBeforeEnding(seen),
    number: seen.numberReused ? FAILED : OK,
    seal,
    reveal: seal[0] === 'failed' ? RESTS : verifyReveal(draw.seal, draw.reveal, draw.draw) ? OK : FAILED,
    entry,
    commitment: entry[0] === 'ok' ? commitmentEnding(seen) : RESTS,
    entropy: entropy === null ? RESTS : typeof entropy === 'string' ? FAILED : OK,
    contribution: contributionEnding(seen),
  };
  const findings = checkNames.map((name): Finding => {
    const [status, note = null] = endings[name];
    return { name, status, note };
  });
  const room = Array.isArray(entropy) ? entropy.find(({ source }) => source === 'room') : undefined;
  const given = isObject(receipt) ? receipt['contribution'] : null;
  const index = isObject(receipt) ? receipt['index'] : null;
  return {
    fair: findings.every(({ status }) => status !== 'failed'),
    findings,
    phones: room?.source === 'room' ? room.count : null,
    root: announcement?.entries.root ?? null,
    place: entry[0] === 'ok' && typeof index === 'number' ? index + 1 : null,
    counted:
      isObject(given) && typeof given['step'] === 'number' && typeof given['value'] === 'string'
        ? { step: given['step'], value: given['value'] }
        : null,
  };
};
