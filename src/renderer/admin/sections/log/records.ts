/** The log as the host tells it, piece by piece, oldest first. */
import type { RouteData } from '../../../../contract/routes.ts';

type Page = RouteData<'log'>;
export type LogRecord = Page['records'][number];

export interface Log {
  readonly records: readonly LogRecord[];
  /** Every record follows from the one before, from the first on. */
  readonly intact: boolean;
}

export const EMPTY_LOG: Log = { records: [], intact: true };

/** What the first record is chained to. */
const NOTHING_BEFORE = '0'.repeat(64);

/** The log with its next page. The host has checked the page in itself; here its first record is checked against the last known. */
export const withPage = (log: Log, page: Page): Log => {
  const [first] = page.records;
  if (!first) return log;
  const last = log.records.at(-1);
  const joined = first.previous === (last?.hash ?? NOTHING_BEFORE);
  return { records: [...log.records, ...page.records], intact: log.intact && page.intact && joined };
};

export const RECORDS_A_PAGE = 100;

/** One page of the newest records first, from 0; and how many pages there are, at least one. */
export const newestFirst = (
  records: readonly LogRecord[],
  page: number,
): { readonly shown: readonly LogRecord[]; readonly page: number; readonly pages: number } => {
  const pages = Math.max(1, Math.ceil(records.length / RECORDS_A_PAGE));
  // The log may have been read anew since the page was chosen.
  const at = Math.max(0, Math.min(page, pages - 1));
  const end = records.length - at * RECORDS_A_PAGE;
  return { shown: records.slice(Math.max(0, end - RECORDS_A_PAGE), end).toReversed(), page: at, pages };
};
