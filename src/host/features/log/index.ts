import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Feature, Platform } from '../../platform/feature.ts';
import { createLogHandlers, logView } from './handlers.ts';
import { findBrokenRecord } from './logCheck.ts';
import type { LogRecord, LogStore } from './store.ts';

const PAGE = 500;

export interface Log extends Feature {
  /** The whole log of an event as JSON, as the archive holds it. */
  asJson(eventId: string): Promise<string>;
}

/** The log of what organisers did: shown, exported, and read through at every start. */
export const openLog = (
  platform: Pick<Platform, 'problems' | 'logger'>,
  store: LogStore,
  needs: { activeEventId: () => string; isEvent: (eventId: string) => Promise<boolean> },
): Log => {
  // A show goes on with a broken log, too, and the host serves while the log is read.
  let stopped = false;
  const checked = findBrokenRecord(store, needs.activeEventId(), () => stopped).then(
    (broken) => {
      if (broken === null) return;
      platform.logger.error({ record: broken }, 'the log is broken');
      platform.problems.report(
        `The log of what organisers did is broken from record ${broken} on: the data file was changed by another program. The show can go on; keep a copy of the file as it is now.`,
      );
    },
    (error: unknown) => platform.logger.error({ err: error }, 'the log could not be read through'),
  );

  return {
    name: 'log',
    handlers: createLogHandlers(store, needs.isEvent),
    asJson: async (eventId) => {
      const records: LogRecord[] = [];
      for (;;) {
        const page = await store.records(eventId, records.at(-1)?.seq ?? 0, PAGE);
        records.push(...page);
        if (page.length < PAGE) return JSON.stringify(records.map(logView), null, 2);
        await nextTurn();
      }
    },
    close: async () => {
      stopped = true;
      await checked;
    },
  };
};
