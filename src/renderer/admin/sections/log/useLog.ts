import { useEffect, useRef, useState } from 'react';
import { MAX_PAGE } from '../../../../contract/shared/limits.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import type { Refused } from '../../console/refusals.ts';
import { LIST_TIMEOUT_MS } from '../../console/useHostData.ts';
import { noteRefusal } from '../../console/useRequest.ts';
import { createReader } from './reader.ts';
import { EMPTY_LOG, withPage, type Log } from './records.ts';

/** The whole log. It is read once from the first record on; after every change of the view, only the new records are. */
export const useLog = () => {
  const { live, online, view } = useConsole();
  const eventId = view.id;
  const [log, setLog] = useState<Log | null>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [tries, setTries] = useState(0);
  const known = useRef(EMPTY_LOG);
  const [reader] = useState(() => createReader());
  // Whatever an organiser does changes the view.
  const reason = `${view.now} ${tries}`;

  useEffect(() => {
    if (!online) return undefined;
    const readOn = async (): Promise<void> => {
      let more = true;
      while (more) {
        const after = known.current.records.at(-1)?.seq ?? 0;
        const answer = await call('log', {
          params: { event_id: eventId },
          query: { after, limit: MAX_PAGE },
          timeoutMs: LIST_TIMEOUT_MS,
        });
        setRefusal(answer.ok ? null : answer.refusal);
        if (!answer.ok) {
          noteRefusal(live, answer.refusal.code);
          return;
        }
        known.current = withPage(known.current, answer.value);
        more = answer.value.next_after !== null;
      }
      setLog(known.current);
    };
    const timer = setTimeout(() => void reader.read(reason, readOn), reader.waitMs());
    return () => clearTimeout(timer);
  }, [eventId, online, reason, live, reader]);

  return { log, refusal, retry: () => setTries((n) => n + 1) };
};
