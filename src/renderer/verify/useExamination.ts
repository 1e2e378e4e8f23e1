import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { KeyValueStore } from '../common/browserStorage.ts';
import type { DrawList, DrawSource } from './draws.ts';
import { examine, type Examination, type Subject } from './examination.ts';

/** What is looked at now; a new subject ends the look at the one before. */
export interface Looking {
  readonly subject: Subject | null;
  readonly examination: Examination | null;
  look(subject: Subject): void;
  stop(): void;
}

export const useExamination = (source: DrawSource, list: DrawList | null, storage: KeyValueStore): Looking => {
  const [subject, setSubject] = useState<Subject | null>(null);
  const [examination, setExamination] = useState<Examination | null>(null);
  const listRef = useRef(list);
  const runningRef = useRef<AbortController | null>(null);
  useEffect(() => {
    listRef.current = list;
  }, [list]);

  const stop = useCallback(() => {
    runningRef.current?.abort();
    setSubject(null);
    setExamination(null);
  }, []);
  const look = useCallback(
    (next: Subject) => {
      runningRef.current?.abort();
      const own = new AbortController();
      runningRef.current = own;
      setSubject(next);
      void examine(next, source, () => listRef.current, storage, setExamination, own.signal);
    },
    [source, storage],
  );
  useEffect(() => () => runningRef.current?.abort(), []);
  return { subject, examination, look, stop };
};
