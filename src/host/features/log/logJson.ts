import { setImmediate as nextTurn } from 'node:timers/promises';
import { logView } from './logView.ts';
import type { LogRecord, LogStore } from './store.ts';

const PAGE = 500;

/** The whole log of an event as JSON, as the archive holds it. */
export const logJson = async (store: Pick<LogStore, 'records'>, eventId: string): Promise<string> => {
  const records: LogRecord[] = [];
  for (;;) {
    const page = await store.records(eventId, records.at(-1)?.seq ?? 0, PAGE);
    records.push(...page);
    if (page.length < PAGE) return JSON.stringify(records.map(logView), null, 2);
    await nextTurn();
  }
};
