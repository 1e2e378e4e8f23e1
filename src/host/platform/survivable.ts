/**
 * Errors of the system that say that something could not be had or done just now: a connection that broke, no descriptor, no
 * memory for buffers. Nothing of the host's own state is wrong after them. What was stored is stored, and what was not was
 * not answered.
 */
const PASSING = new Set([
  'EMFILE',
  'ENFILE',
  'ENOBUFS',
  'ENOMEM',
  'EAGAIN',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether a process may go on after an error that nobody caught. Anything else is a bug: a fresh start is sounder. */
export const isSurvivable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && 'syscall' in error && PASSING.has(String(error.code));

/** What this takes of a process: Node's, or that of a test. */
interface Surroundings {
  on(event: 'uncaughtException', listener: (error: Error) => void): unknown;
  readonly stderr: { on(event: 'error', listener: () => void): unknown };
}

/**
 * A bug ends the process: what was answered is stored, and a fresh start is sounder than a state nobody foresaw. What the
 * system could not give just now is said, and the show goes on.
 */
export const endOnBugs = (
  process: Surroundings,
  to: { readonly survived: (error: Error) => void; readonly crashed: (error: Error) => void },
): void => {
  // Whoever read what is said to people has gone: that is no bug, and nobody is left to tell.
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', (error) => (isSurvivable(error) ? to.survived(error) : to.crashed(error)));
};
