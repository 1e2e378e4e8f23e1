/** What is typed into a form and not saved. A draft lives in its form's folder and outlives a visit to another section. */
import { useSyncExternalStore } from 'react';
import type { OperatorView } from '../../../contract/stage/views.ts';

/** What the frame must know of a draft: it asks before the page is left, and empties the draft when the console closes. */
export interface AnyDraft {
  isUnsaved(view: OperatorView): boolean;
  clear(): void;
  /** Calls back after every change; answers the function that ends it. */
  subscribe(changed: () => void): () => void;
}

export interface Draft<T> extends AnyDraft {
  get(): T;
  set(next: T): void;
}

/** `isUnsaved`: whether what was typed would be lost, compared with what the host has. */
export const createDraft = <T>(empty: T, isUnsaved: (draft: T, view: OperatorView) => boolean): Draft<T> => {
  let current = empty;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    current = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => current,
    set,
    clear: () => set(empty),
    isUnsaved: (view) => isUnsaved(current, view),
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
};

export const useDraft = <T>(draft: Draft<T>): readonly [T, (next: T) => void] => [
  useSyncExternalStore(draft.subscribe, draft.get),
  draft.set,
];

/** Whether any of these drafts would be lost. */
export const useUnsaved = (drafts: readonly AnyDraft[], view: OperatorView): boolean =>
  useSyncExternalStore(
    (changed) => {
      const ends = drafts.map((draft) => draft.subscribe(changed));
      return () => {
        for (const end of ends) end();
      };
    },
    () => drafts.some((draft) => draft.isUnsaved(view)),
  );
