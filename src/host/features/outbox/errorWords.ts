import { maskNumbersIn } from './phoneNumbers.ts';

/** The operating system's codes that organisers meet, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there (ECONNREFUSED)',
  ECONNRESET: 'the connection was broken off (ECONNRESET)',
  EPIPE: 'the connection was broken off (EPIPE)',
  ENOTFOUND: 'there is no host of this name (ENOTFOUND)',
  EAI_AGAIN: 'the name cannot be looked up: is there a network? (EAI_AGAIN)',
  ETIMEDOUT: 'no answer came in time (ETIMEDOUT)',
  EHOSTUNREACH: 'there is no way to this host (EHOSTUNREACH)',
  ENETUNREACH: 'there is no network to this host (ENETUNREACH)',
  ENOENT: 'the folder is not there (ENOENT)',
  EACCES: 'it may not be written (EACCES)',
  EPERM: 'it may not be written (EPERM)',
  EROFS: 'it may only be read (EROFS)',
  EISDIR: 'this is a folder (EISDIR)',
  ENOSPC: 'the disk is full (ENOSPC)',
};

const MAX_CHARACTERS = 300;

/** Why something failed, as a sentence part for people. */
export const errorWords = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error).slice(0, MAX_CHARACTERS);
  if (error.name === 'TimeoutError') return 'no answer came in time';
  // Whoever breaks a request off for its time says so in the cause.
  if (error.name === 'AbortError') return error.cause instanceof Error ? errorWords(error.cause) : 'it was broken off';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Where all addresses of a name were tried, the reasons stand in the parts.
  const [part] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  if (WORDS[code] === undefined && part !== undefined) return errorWords(part);
  return WORDS[code] ?? maskNumbersIn(error.message).slice(0, MAX_CHARACTERS);
};
