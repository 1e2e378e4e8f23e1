/** The numbers behind the checks, as far as the document holds them. */
import { announcementHash, isAnnouncement } from '../../../core/fairness/announcement.ts';
import { isHex } from '../../../core/fairness/bytes.ts';
import { delayHex, delayInput, readDelay } from '../../../core/fairness/delay.ts';
import { entropyHash, isEntropy } from '../../../core/fairness/entropy.ts';
import { fingerprint } from '../../../core/fairness/fingerprint.ts';
import { isObject, type JsonObject } from '../../../core/fairness/shape.ts';
import { drawKey } from '../../../core/fairness/stream.ts';

export type ExpertName =
  | 'version'
  | 'event'
  | 'place'
  | 'announced_at'
  | 'rule'
  | 'seal'
  | 'reveal'
  | 'entries'
  | 'root'
  | 'announcement_hash'
  | 'fingerprint'
  | 'sources'
  | 'contributions'
  | 'spoken'
  | 'beacon'
  | 'entropy_hash'
  | 'delay'
  | 'delay_input'
  | 'delay_output'
  | 'r'
  | 'winners'
  | 'reserves';

export type ExpertNumber = { readonly name: ExpertName; readonly value: string };

const countOf = (value: unknown): string | null => (Array.isArray(value) ? String(value.length) : null);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The numbers of a document of unknown origin, in the order of the protocol. Never throws. */
export const expertNumbers = (document: JsonObject): ExpertNumber[] => {
  const numbers: ExpertNumber[] = [];
  const add = (name: ExpertName, value: string | null): void => {
    if (value !== null) numbers.push({ name, value });
  };
  const { seal, reveal, entries, room, winners, reserves } = document;
  const announcement = isAnnouncement(document['announcement']) ? document['announcement'] : null;
  const entropy =
    Array.isArray(document['entropy']) && document['entropy'].every(isEntropy) ? document['entropy'] : null;
  const announced = announcement && announcementHash(announcement);
  const mixed = entropy && entropyHash(entropy);

  add('version', textOf(document['v']));
  if (announcement) {
    add('event', announcement.event);
    add('place', `${announcement.epoch} / ${announcement.draw}`);
    add('announced_at', announcement.announced_at);
    add('rule', announcement.rule);
  }
  add('seal', textOf(seal));
  add('reveal', textOf(reveal));
  add('entries', countOf(entries));
  if (announcement) add('root', announcement.entries.root);
  if (announced !== null) {
    add('announcement_hash', announced);
    add('fingerprint', fingerprint(announced));
  }
  if (announcement) add('sources', announcement.entropy.join(', ') || '–');
  add('contributions', countOf(room));
  for (const source of entropy ?? []) {
    if (source.source === 'spoken') add('spoken', source.value);
    if (source.source === 'beacon') add('beacon', `${source.round}: ${source.value}`);
  }
  add('entropy_hash', mixed);
  if (announcement) add('delay', String(announcement.delay));
  if (isHex(reveal) && announced !== null && mixed !== null) {
    add('delay_input', delayHex(delayInput(reveal, announced, mixed)));
  }
  add('delay_output', textOf(document['delay']));
  if (isHex(reveal) && announced !== null && mixed !== null && readDelay(document['delay']) !== null) {
    add('r', drawKey(reveal, announced, mixed, String(document['delay'])));
  }
  add('winners', countOf(winners));
  add('reserves', countOf(reserves));
  return numbers;
};

/** What a layman's sentence needs to know of a document; zeros and nothing where it does not hold that. Never throws. */
export interface PlainFacts {
  readonly entries: number;
  readonly phones: number;
  readonly asksPhones: boolean;
  readonly spoken: string | null;
  readonly beacon: boolean;
  /** Steps. */
  readonly delay: number;
  readonly winners: number;
  readonly reserves: number;
}

export const plainFacts = (document: JsonObject): PlainFacts => {
  const length = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
  const sources: readonly unknown[] = Array.isArray(document['entropy']) ? document['entropy'] : [];
  const named = (name: string): JsonObject | undefined =>
    sources.filter(isObject).find(({ source }) => source === name);
  return {
    entries: length(document['entries']),
    phones: length(document['room']),
    asksPhones: named('room') !== undefined,
    spoken: textOf(named('spoken')?.['value']),
    beacon: named('beacon') !== undefined,
    delay: isAnnouncement(document['announcement']) ? document['announcement'].delay : 0,
    winners: length(document['winners']),
    reserves: length(document['reserves']),
  };
};
