import type { ProblemCode, ProblemDetails, ProblemView } from '../../contract/problems.ts';
import type { StorageError } from './storage/auditedChange.ts';

/** Something that went wrong and matters to the show. `at`: ms since 1970. */
export type Problem = Readonly<ProblemView>;

/** What is to be told. `message`: in English, for programs and logs; the screens have words of their own for the code. */
export interface Trouble {
  readonly code: ProblemCode;
  readonly details?: ProblemDetails;
  readonly message: string;
}

/** What the organiser is told when something went wrong; the last problem stands until it is over or another comes. */
export interface Problems {
  current(): Problem | null;
  /** Answers the problem that is told now. The same message again is no news. */
  report(trouble: Trouble): Problem;
  /** It is over: this problem, if it is the one that is told; without one, whatever is told. */
  clear(problem?: Problem): void;
  subscribe(listener: () => void): void;
}

/** The store could not write. */
export const storageTrouble = ({ kind, message }: StorageError): Trouble =>
  kind === 'full' ? { code: 'disk_full', message } : { code: 'store_failed', details: { reason: message }, message };

export const createProblems = (now: () => number): Problems => {
  let current: Problem | null = null;
  const listeners: (() => void)[] = [];
  const set = (problem: Problem | null): void => {
    current = problem;
    for (const listener of listeners) listener();
  };
  return {
    current: () => current,
    report: ({ code, details = {}, message }) => {
      if (current?.message === message) return current;
      const problem = { at: now(), code, details, message };
      set(problem);
      return problem;
    },
    clear: (problem) => {
      if (current !== null && (problem === undefined || problem === current)) set(null);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
};
