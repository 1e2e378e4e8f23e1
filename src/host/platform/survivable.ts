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
