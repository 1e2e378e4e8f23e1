/** What is published before any entropy of a draw is known (FAIRNESS section 4). */
import { isHex, taggedHash, toHex, utf8, type Hex } from './bytes.ts';
import { canonicalJson } from './canonicalJson.ts';
import { chainLength } from './chain.ts';
import type { AnnouncedEntries } from './entries.ts';
import { maxDelay } from './delay.ts';
import { isPlan, type PlannedEntropy } from './entropy.ts';
import { hasExactly, hasOwn, isInteger, isMoment, isObject, isText } from './shape.ts';

/** The version of the protocol that this folder speaks. */
export const version = 'ld2';

/**
 * `epoch`: from 1, the event's how-manieth chain. `draw`: 1..1024 within the epoch. `entropy`: the planned sources in the order
 * in which they are mixed. `delay`: its steps, 0: decided at once. `rule`: who is eligible, in words. `announced_at`: UTC, as
 * `2026-11-20T12:00:00.000Z`.
 */
export type Announcement = {
  readonly v: typeof version;
  readonly event: string;
  readonly epoch: number;
  readonly draw: number;
  readonly prize: { readonly id: string | null; readonly name: string; readonly rank: number };
  readonly winners: number;
  readonly reserves: number;
  readonly entries: AnnouncedEntries;
  readonly entropy: readonly PlannedEntropy[];
  readonly delay: number;
  readonly rule: string;
  readonly announced_at: string;
};

/** Something that is wrong with an announcement; `field` is empty where it concerns no known field. */
export type AnnouncementFault = { readonly field: keyof Announcement | ''; readonly reason: string };

type Form = readonly [wanted: string, holds: (value: unknown) => boolean];

const text: Form = ['text', isText];
const integer = (least: number): Form => [`an integer of at least ${least}`, (value) => isInteger(value, least)];

const forms: Readonly<Record<keyof Announcement, Form>> = {
  v: [`"${version}"`, (value) => value === version],
  event: text,
  epoch: integer(1),
  draw: [`an integer from 1 to ${chainLength}`, (value) => isInteger(value, 1, chainLength)],
  prize: [
    'an object of id, name and rank',
    (value) =>
      hasExactly(value, ['id', 'name', 'rank']) &&
      (value.id === null || isText(value.id)) &&
      isText(value.name) &&
      isInteger(value.rank, 0),
  ],
  winners: integer(0),
  reserves: integer(0),
  entries: [
    'an object of count and root',
    (value) => hasExactly(value, ['count', 'root']) && isInteger(value.count, 0) && isHex(value.root),
  ],
  entropy: ['a list of sources, each at most once', isPlan],
  delay: [`an integer from 0 to ${maxDelay}`, (value) => isInteger(value, 0, maxDelay)],
  rule: text,
  announced_at: ['a moment such as 2026-11-20T12:00:00.000Z', isMoment],
};

const fields = Object.keys(forms) as (keyof Announcement)[];

/** All that is wrong with the form of an announcement of unknown origin. Never throws. */
export function announcementFaults(value: unknown): AnnouncementFault[] {
  if (!isObject(value)) return [{ field: '', reason: 'the announcement is not a JSON object' }];
  const faults: AnnouncementFault[] = fields
    .filter((field) => !hasOwn(value, field) || !forms[field][1](value[field]))
    .map((field) => ({ field, reason: `announcement.${field} is not ${forms[field][0]}` }));
  if (faults.length > 0) return faults;
  if (!hasExactly(value, fields))
    return [{ field: '', reason: `the announcement has a key that ${version} does not know` }];
  const { winners, reserves, entries } = value;
  if (isObject(entries) && Number(winners) + Number(reserves) > Number(entries.count)) {
    return [{ field: 'winners', reason: 'more winners and reserves are announced than entries' }];
  }
  return [];
}

/** Whether a value of unknown origin is a well-formed announcement. Never throws. */
export function isAnnouncement(value: unknown): value is Announcement {
  return announcementFaults(value).length === 0;
}

/** `announcement_hash`. Throws a TypeError for an announcement that is not well formed. */
export function announcementHash(announcement: Announcement): Hex {
  const [fault] = announcementFaults(announcement);
  if (fault) throw new TypeError(fault.reason);
  return toHex(taggedHash('ld2:announce:', utf8(canonicalJson(announcement))));
}
