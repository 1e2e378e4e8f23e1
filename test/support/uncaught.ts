/** Errors that nobody caught: those that a process survives, in Electron and headless alike, and those that end it. */

/** As Node has what the system refuses. */
export const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: refused`), { code, errno: -1, syscall: 'open' });

/** Codes of the system that are survived. */
export const SURVIVED = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

export const BUGS: readonly (readonly [string, Error])[] = [
  ['a bug', new TypeError('x is not a function')],
  ['an error of the program that borrows a code of the system', Object.assign(new Error('mine'), { code: 'EMFILE' })],
  ['that something is not there', systemError('ENOENT')],
];
