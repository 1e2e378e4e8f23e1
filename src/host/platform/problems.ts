/** Something that went wrong and matters to the show, in words. `at`: ms since 1970. */
export interface Problem {
  readonly at: number;
  readonly message: string;
}

/** What the organiser is told when something went wrong; the last problem stands until it is over or another comes. */
export interface Problems {
  current(): Problem | null;
  /** Answers the problem that is told now. The same message again is no news. */
  report(message: string): Problem;
  /** It is over: this problem, if it is the one that is told; without one, whatever is told. */
  clear(problem?: Problem): void;
  subscribe(listener: () => void): void;
}

export const createProblems = (now: () => number): Problems => {
  let current: Problem | null = null;
  const listeners: (() => void)[] = [];
  const set = (problem: Problem | null): void => {
    current = problem;
    for (const listener of listeners) listener();
  };
  return {
    current: () => current,
    report: (message) => {
      if (current?.message === message) return current;
      const problem = { at: now(), message };
      set(problem);
      return problem;
    },
    clear: (problem) => {
      if (current !== null && (problem === undefined || problem === current)) set(null);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
};
