import { useEffect, useState, useSyncExternalStore } from 'react';
import type { OutboxView } from '../../../../contract/outbox/views.ts';
import { connectLive, type Live } from '../../../common/live.ts';

/** A connection that is open while somebody looks. */
const createOutboxLive = () => {
  let live: Live<OutboxView> | null = null;
  return {
    subscribe: (changed: () => void): (() => void) => {
      const opened = connectLive('outbox');
      live = opened;
      const end = opened.subscribe(changed);
      return () => {
        end();
        opened.close();
      };
    },
    view: (): OutboxView | null => live?.get().view ?? null,
  };
};

/** The outbox as it is now, over a channel of its own that is open while the section is; null until it is known. */
export const useOutbox = (): OutboxView | null => {
  const [outbox] = useState(createOutboxLive);
  return useSyncExternalStore(outbox.subscribe, outbox.view);
};

/** The host's clock, once a second, for what is told in seconds; ms since 1970. */
export const useSeconds = (hostNow: () => number): number => {
  const [now, setNow] = useState(hostNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(hostNow()), 1_000);
    return () => clearInterval(timer);
  }, [hostNow]);
  return now;
};
