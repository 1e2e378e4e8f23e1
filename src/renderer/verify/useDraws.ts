import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DrawList, DrawSource } from './draws.ts';

export interface Draws {
  /** The newest list received; null until the first. */
  readonly list: DrawList | null;
  readonly state: 'loading' | 'there' | 'offline';
  load(): void;
  /** Adds the older draws to the list. */
  loadOlder(): void;
}

/** The list of draws, fetched again whenever somebody comes back to the page. */
export const useDraws = (source: DrawSource): Draws => {
  const [list, setList] = useState<DrawList | null>(null);
  const [state, setState] = useState<Draws['state']>('loading');
  const load = useCallback(() => {
    void source.list(null).then((answer) => {
      if (answer.ok) setList(answer.value);
      setState(answer.ok ? 'there' : 'offline');
    });
  }, [source]);
  const loadOlder = useCallback(() => {
    if (list === null || list.older === null) return;
    void source.list(list.older).then((answer) => {
      if (!answer.ok) return setState('offline');
      const { draws, incidents, older } = answer.value;
      setList({ ...list, draws: [...list.draws, ...draws], incidents: [...list.incidents, ...incidents], older });
    });
  }, [list, source]);
  useEffect(() => {
    load();
    if (source.kind === 'archive') return undefined;
    const back = (): void => {
      if (document.visibilityState === 'visible') load();
    };
    document.addEventListener('visibilitychange', back);
    addEventListener('online', back);
    return () => {
      document.removeEventListener('visibilitychange', back);
      removeEventListener('online', back);
    };
  }, [load, source]);
  return { list, state, load, loadOlder };
};
