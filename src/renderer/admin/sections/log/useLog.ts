import { useEffect, useRef, useState } from 'react';
import { call } from '../../../common/api.ts';
import { noteRefusal, useDesk } from '../../console/consoleContext.ts';
import type { Refused } from '../../console/refusals.ts';
import { EMPTY_LOG, withPage, type Log } from './records.ts';

const PAGE = 1_000;
/** What was done since is asked for at most this often. */
const AT_MOST_EVERY_MS = 1_500;

/** The whole log: read once from the first record on, and after every change of the view what has come since. */
export const useLog = () => {
  const { live, online, view } = useDesk();
  const eventId = view.id;
  const [log, setLog] = useState<Log | null>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [tries, setTries] = useState(0);
  const known = useRef(EMPTY_LOG);
  const asking = useRef({ now: false, again: false, lastAt: -Infinity, sight: '' });
  // Whatever is done changes what the desk sees.
  const sight = `${view.now} ${tries}`;

  useEffect(() => {
    if (!online) return undefined;
    const readOn = async (): Promise<void> => {
      let more = true;
      while (more) {
        const after = known.current.records.at(-1)?.seq ?? 0;
        const answer = await call('log', {
          params: { event_id: eventId },
          query: { after, limit: PAGE },
          signal: AbortSignal.timeout(20_000),
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
    const ask = async (): Promise<void> => {
      asking.current.again = asking.current.now;
      if (asking.current.now) return;
      do {
        asking.current = { now: true, again: false, lastAt: performance.now(), sight };
        await readOn();
      } while (asking.current.again);
      asking.current.now = false;
    };
    const wait = Math.max(0, asking.current.lastAt + AT_MOST_EVERY_MS - performance.now());
    const timer = setTimeout(() => void ask(), wait);
    return () => clearTimeout(timer);
  }, [eventId, online, sight, live]);

  return { log, refusal, retry: () => setTries((n) => n + 1) };
};
