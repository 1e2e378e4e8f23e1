import type { FaultCode } from '../../../contract/outbox/faults.ts';
import { maskNumbersIn } from './phoneNumbers.ts';

/** The operating system's codes that organisers meet, in words. */
const WORDS: Readonly<Record<string, readonly [FaultCode, string]>> = {
  ECONNREFUSED: ['nobody_listens', 'nobody listens there (ECONNREFUSED)'],
  ECONNRESET: ['broken_off', 'the connection was broken off (ECONNRESET)'],
  EPIPE: ['broken_off', 'the connection was broken off (EPIPE)'],
  ENOTFOUND: ['no_such_host', 'there is no host of this name (ENOTFOUND)'],
  EAI_AGAIN: ['no_lookup', 'the name cannot be looked up: is there a network? (EAI_AGAIN)'],
  ETIMEDOUT: ['no_answer', 'no answer came in time (ETIMEDOUT)'],
  EHOSTUNREACH: ['unreachable', 'there is no way to this host (EHOSTUNREACH)'],
  ENETUNREACH: ['unreachable', 'there is no network to this host (ENETUNREACH)'],
  ENOENT: ['no_folder', 'the folder is not there (ENOENT)'],
  EACCES: ['not_writable', 'it may not be written (EACCES)'],
  EPERM: ['not_writable', 'it may not be written (EPERM)'],
  EROFS: ['not_writable', 'it may only be read (EROFS)'],
  EISDIR: ['not_writable', 'this is a folder (EISDIR)'],
  ENOSPC: ['disk_full', 'the disk is full (ENOSPC)'],
};

const MAX_CHARACTERS = 300;

/** Why something was not delivered. `message`: a sentence part in English, for programs and logs, without secrets. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
}

export const fault = (code: FaultCode, message: string): Fault => ({ code, message });

/** An error whose fault is known where it is thrown. */
export class FaultError extends Error {
  readonly fault: FaultCode;
  constructor(code: FaultCode, message: string) {
    super(message);
    this.name = 'FaultError';
    this.fault = code;
  }
}

/** What an error that was thrown says to people. */
export const faultOf = (error: unknown): Fault => {
  if (!(error instanceof Error)) return fault('other', String(error).slice(0, MAX_CHARACTERS));
  if (error.name === 'TimeoutError') return fault('no_answer', 'no answer came in time');
  // Whoever breaks a request off for its time says so in the cause.
  if (error.name === 'AbortError') {
    return error.cause instanceof Error ? faultOf(error.cause) : fault('broken_off', 'it was broken off');
  }
  if (error instanceof FaultError) return fault(error.fault, error.message);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const words = WORDS[code];
  if (words !== undefined) return fault(...words);
  // Where all addresses of a name were tried, the reasons stand in the parts.
  const [part] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return part === undefined ? fault('other', maskNumbersIn(error.message).slice(0, MAX_CHARACTERS)) : faultOf(part);
};
