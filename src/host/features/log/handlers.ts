import type { logPaths } from '../../../contract/log/paths.ts';
import { firstBroken, NO_PREVIOUS } from '../../../core/log/logChain.ts';
import { accept, refuse } from '../../../core/result.ts';
import { fittingPage } from '../../platform/listPage.ts';
import type { Handlers } from '../../platform/http/routeCall.ts';
import { logView } from './logView.ts';
import type { LogStore } from './store.ts';

const PAGE = 500;

export const createLogHandlers = (
  store: LogStore,
  isEvent: (eventId: string) => Promise<boolean>,
): Handlers<keyof typeof logPaths> => ({
  log: async ({ params, query }) => {
    if (!(await isEvent(params.event_id))) return refuse('event_not_found', 'There is no such event.');
    const pageSize = query.limit ?? PAGE;
    const after = query.after ?? 0;
    // With the record before it, from which the first of the page must follow.
    const [before] = after > 0 ? await store.records(params.event_id, after - 1, 1) : [];
    const found = await store.records(params.event_id, after, pageSize);
    const { items: records, hasMore } = fittingPage(found, pageSize, ({ details }) => JSON.stringify(details).length);
    const chained = records.map(({ eventId, ...record }) => ({ ...record, event: eventId }));
    return accept({
      data: {
        intact: firstBroken(chained, before?.hash ?? NO_PREVIOUS, after + 1) === null,
        records: records.map(logView),
        next_after: hasMore ? (records.at(-1)?.seq ?? null) : null,
      },
    });
  },
});
