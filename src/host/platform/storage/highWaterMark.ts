import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { PRIVATE_FILE } from './privateFiles.ts';

const MARK_FILE = 'luckydraw.mark.json';
/** What happens within it and is lost again is missed by the figures; a log that is not there is told all the same. */
const WRITTEN_EVERY_MS = 1_000;

/** How far an event had come: lucky numbers given in this round of joining, records in its log. */
export interface Mark {
  readonly id: string;
  readonly name: string;
  readonly round: number;
  readonly numbers: number;
  readonly records: number;
}

/** `open`: the store was not closed since. */
interface MarkFile {
  readonly open: boolean;
  readonly events: readonly Mark[];
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

const isMark = (value: unknown): value is Mark => {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, round, numbers, records } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string' && [round, numbers, records].every(isCount);
};

/** Null: there is none that can be read. It is a help, and no part of the data. */
const readMark = (file: string): MarkFile | null => {
  if (!existsSync(file)) return null;
  try {
    const { open, events } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return Array.isArray(events) && events.every(isMark) ? { open: open === true, events } : null;
  } catch {
    // Half written when the power went, or somebody else's.
    return null;
  }
};

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What was kept before and is not there now, in a sentence for people; null: nothing. */
const missing = (before: MarkFile, now: readonly Mark[], logIsThere: boolean): string | null => {
  const lost: string[] = [];
  for (const then of before.events) {
    const event = now.find(({ id }) => id === then.id);
    if (!event) {
      lost.push(`the whole event “${then.name}”`);
      continue;
    }
    const parts: string[] = [];
    if (event.round === then.round && event.numbers < then.numbers) {
      parts.push(`the lucky numbers ${event.numbers + 1} to ${then.numbers}`);
    }
    if (event.records < then.records) parts.push(plural(then.records - event.records, 'record') + ' of the log');
    if (parts.length > 0) lost.push(`${parts.join(' and ')} of “${then.name}”`);
  }
  const noLog = before.open && !logIsThere;
  if (lost.length === 0 && !noLog) return null;
  const cause = noLog
    ? 'The file luckydraw.sqlite3-wal, which held the last changes, is missing.'
    : 'The data file is older than it was.';
  const what =
    lost.length > 0 ? `These were kept and are gone: ${lost.join('; ')}.` : 'What was changed last may be gone.';
  return `${cause} ${what} Put the missing file back, or a backup, and start again; or go on without them.`;
};

export interface HighWaterMark {
  /** What the store has lost since the program ran last, in a sentence for people; null: nothing. */
  readonly missing: string | null;
  close(): Promise<void>;
}

/** Whether the log of the database is there: to be asked before the database is opened, which makes one. */
export const isLogThere = (dataDir: string): boolean => existsSync(join(dataDir, 'luckydraw.sqlite3-wal'));

/**
 * Remembers outside the store how far the store had come, so that a part of it that somebody deleted or replaced is not
 * missed in silence. `marks`: what is on the disk now.
 */
export const openHighWaterMark = async (
  dataDir: string,
  logIsThere: boolean,
  marks: () => Promise<readonly Mark[]>,
  { clock, failed }: { readonly clock: Clock; readonly failed: (error: unknown) => void },
): Promise<HighWaterMark> => {
  const file = join(dataDir, MARK_FILE);
  const temporary = `${file}.new`;
  const before = readMark(file);
  const now = await marks();
  const lost = before && missing(before, now, logIsThere);

  const textOf = (mark: MarkFile): string => JSON.stringify(mark);
  let written = '';
  const write = async (open: boolean): Promise<void> => {
    const text = textOf({ open, events: await marks() });
    if (text === written) return;
    await writeFile(temporary, text, { mode: PRIVATE_FILE });
    await rename(temporary, file);
    written = text;
  };
  try {
    written = textOf({ open: true, events: now });
    writeFileSync(temporary, written, { mode: PRIVATE_FILE });
    renameSync(temporary, file);
  } catch (error) {
    // A full disk: the show is worth more than its mark.
    failed(error);
  }

  let writing: Promise<void> = Promise.resolve();
  const writeSoon = (open: boolean): Promise<void> => (writing = writing.then(() => write(open)).catch(failed));
  let underWay = false;
  const endWriting = clock.every(WRITTEN_EVERY_MS, () => {
    if (underWay) return;
    underWay = true;
    void writeSoon(true).finally(() => {
      underWay = false;
    });
  });
  return {
    missing: lost,
    close: async () => {
      endWriting();
      await writeSoon(false);
    },
  };
};
