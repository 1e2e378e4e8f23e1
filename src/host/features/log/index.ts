import type { Feature, Platform } from '../../platform/feature.ts';
import { createLogHandlers } from './handlers.ts';
import { findBrokenRecord } from './logCheck.ts';
import type { LogStore } from './store.ts';

/** The log of what organisers did: shown, exported, and read through at every start. */
export const openLog = (
  platform: Pick<Platform, 'problems' | 'logger'>,
  store: LogStore,
  needs: { activeEventId: () => string; isEvent: (eventId: string) => Promise<boolean> },
): Feature => {
  // A show goes on with a broken log, too, and the host serves while the log is read.
  let stopped = false;
  const checked = findBrokenRecord(store, needs.activeEventId(), () => stopped).then(
    (broken) => {
      if (broken === null) return;
      platform.logger.error({ record: broken }, 'the log is broken');
      platform.problems.report({
        code: 'log_broken',
        details: { record: broken },
        message: `The log of what organisers did is broken from record ${broken} on: the data file was changed by another program. The show can go on; keep a copy of the file as it is now.`,
      });
    },
    (error: unknown) => platform.logger.error({ err: error }, 'the log could not be read through'),
  );

  return {
    name: 'log',
    handlers: createLogHandlers(store, needs.isEvent),
    close: async () => {
      stopped = true;
      await checked;
    },
  };
};
