import { createContext, useContext } from 'react';
import type { OperatorView } from '../../../contract/stage/views.ts';
import type { Live } from '../../common/live.ts';
import type { Language } from '../../common/language.ts';

export type ToastKind = 'good' | 'bad';
export type Notify = (kind: ToastKind, text: string) => void;

/** What every section of the console has at hand. */
export interface Console {
  readonly live: Live<OperatorView>;
  readonly view: OperatorView;
  readonly online: boolean;
  readonly language: Language;
  /** Says something in a corner of the screen; faults stay until they are closed. */
  readonly notify: Notify;
  /** The names of the features that the host has. */
  readonly features: readonly string[];
}

export const ConsoleContext = createContext<Console | null>(null);

export const useConsole = (): Console => {
  const value = useContext(ConsoleContext);
  if (value === null) throw new Error('useConsole outside the console');
  return value;
};
