import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useConsole } from './consoleContext.ts';
import type { Refused } from './refusals.ts';
import { noteRefusal, type Outcome } from './useRequest.ts';

/** Lists are fetched anew at most this often, however fast they change. */
const MIN_INTERVAL_MS = 800;
/** Ms until a list must be there. A long one takes its time on a slow Wi-Fi though all is well. */
export const LIST_TIMEOUT_MS = 30_000;

/**
 * A list of the host, kept up to date: fetched for `what`, and again after each change of `revision` and when the
 * connection is back. The old list stays while the new one is under way.
 */
export const useHostData = <T>(what: string, revision: number, load: () => Promise<Outcome<T>>) => {
  const { live, online } = useConsole();
  const [state, setState] = useState<{ what: string; data: T | null; refusal: Refused | null }>({
    what,
    data: null,
    refusal: null,
  });
  const [tries, setTries] = useState(0);
  const lastStart = useRef({ what: '', revision: -1, tries: 0, at: -Infinity });
  const latest = useRef(0);
  const loadNow = useEffectEvent(load);

  useEffect(() => {
    if (!online) return undefined;
    const last = lastStart.current;
    const wait =
      last.what === what && last.tries === tries ? Math.max(0, last.at + MIN_INTERVAL_MS - performance.now()) : 0;
    const timer = setTimeout(() => {
      lastStart.current = { what, revision, tries, at: performance.now() };
      const number = ++latest.current;
      void loadNow().then((outcome) => {
        // An older answer must not replace a newer one.
        if (number !== latest.current) return;
        if (!outcome.ok) noteRefusal(live, outcome.refusal.code);
        setState((before) =>
          outcome.ok
            ? { what, data: outcome.value, refusal: null }
            : { what, data: before.what === what ? before.data : null, refusal: outcome.refusal },
        );
      });
    }, wait);
    return () => clearTimeout(timer);
  }, [what, revision, online, tries, live]);

  return {
    /** Null until the first answer. After `what` changed, still the data of the former one until the new one is there. */
    data: state.data,
    refusal: state.refusal,
    /** What is shown is not yet what was asked for. */
    pending: state.what !== what || (state.data === null && state.refusal === null),
    retry: () => setTries((n) => n + 1),
  };
};
