import { useCallback, useRef, useState } from 'react';
import type { ToastKind } from '../console/consoleContext.ts';

export interface Toast {
  readonly id: number;
  readonly kind: ToastKind;
  readonly text: string;
}

export const useToasts = () => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const nextId = useRef(1);
  const notify = useCallback((kind: ToastKind, text: string): void => {
    const id = nextId.current++;
    // A message of success replaces the one before. Failures stay, each sentence once, and few: a pile would hide the console.
    setToasts((before) => [
      ...before.filter((toast) => toast.kind === 'bad' && toast.text !== text).slice(-2),
      { id, kind, text },
    ]);
  }, []);
  const close = useCallback((id: number): void => setToasts((before) => before.filter((toast) => toast.id !== id)), []);
  return { toasts, notify, close };
};
