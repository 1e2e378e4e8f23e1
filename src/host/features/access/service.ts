import { createHash } from 'node:crypto';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { newToken } from '../../platform/random.ts';
import { StorageError } from '../../platform/storage/auditedChange.ts';
import { createAttempts } from './attempts.ts';
import { hashPassword, verifyPassword } from './password.ts';
import type { AccessStore, SessionRecord } from './store.ts';

const SESSION_MS = 24 * 60 * 60_000;
const TICKET_MS = 60_000;
/** Checking a password costs 32 MiB and a core: this many wait at most, whoever asks. */
const MAX_CHECKS_AT_ONCE = 4;

export interface LoggedIn {
  readonly token: string;
  /** Ms since 1970. */
  readonly expiresAt: number;
}

/** What a check that is guarded against guessing may refuse with, besides its own codes. */
type Guarded<T, Code extends string> = Promise<Result<T, Code | 'too_many_attempts'>>;

export interface Access {
  /** The one-time token of the set-up link; null once a password is set. */
  setupToken(): string | null;
  setUp(token: string, password: string, address: string): Guarded<LoggedIn, 'already_set_up' | 'link_not_valid'>;
  login(password: string, address: string): Guarded<LoggedIn, 'wrong_password'>;
  /** A one-time login for the host's own windows, valid for a minute. */
  issueTicket(): string;
  redeemTicket(ticket: string, address: string): Guarded<LoggedIn, 'link_not_valid'>;
  /** The session of a token; renewed when half of its time is over. Null: not logged in (any more). */
  session(token: string): Promise<SessionRecord | null>;
  /** Whether a session is good still; asking does not renew it. */
  isGood(token: string): Promise<boolean>;
  /** Calls back after sessions were ended before their time. */
  onEnded(listener: () => void): void;
  logout(token: string): Promise<void>;
  changePassword(
    token: string,
    current: string | undefined,
    password: string,
    address: string,
  ): Guarded<void, 'wrong_password'>;
}

/** What the store keeps of a session token. */
const hashOf = (token: string): Uint8Array => createHash('sha256').update(token).digest();

/** The organiser's login. `firstPassword` is taken only where none is set yet. */
export const createAccess = async (
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  store: AccessStore,
  firstPassword: string | null,
): Promise<Access> => {
  const attempts = createAttempts(() => clock.now());
  const tickets = new Map<string, number>();
  const listeners: (() => void)[] = [];
  const tellEnded = (): void => listeners.forEach((listener) => listener());
  let checks = 0;
  let kept = await store.password();

  const keepPassword = async (password: string): Promise<void> => {
    kept = await hashPassword(password, random);
    await store.putPassword(kept);
  };
  if (kept === null && firstPassword !== null) await keepPassword(firstPassword);
  let setupToken = kept === null ? newToken(random) : null;

  const begin = async (origin: SessionRecord['origin']): Promise<LoggedIn> => {
    const token = newToken(random);
    const expiresAt = clock.now() + SESSION_MS;
    await store.addSession(hashOf(token), { role: 'admin', origin, expiresAt });
    return { token, expiresAt };
  };

  const tooMany = (waitMs: number) => {
    const seconds = Math.ceil(waitMs / 1_000);
    return refuse('too_many_attempts', `Too many wrong attempts. Try again in ${seconds} s.`, {
      retry_after_s: seconds,
    });
  };

  /** Runs a check that may fail, and counts its failures for this address. */
  const guarded = async <T, Code extends string>(
    address: string,
    check: () => Promise<Result<T, Code>>,
  ): Guarded<T, Code> => {
    const wait = attempts.waitMs(address);
    if (wait > 0) return tooMany(wait);
    if (checks >= MAX_CHECKS_AT_ONCE) return tooMany(1_000);
    checks += 1;
    try {
      const result = await check();
      if (result.ok) attempts.succeeded(address);
      else attempts.failed(address);
      return result;
    } finally {
      checks -= 1;
    }
  };

  const checkPassword = async (password: string): Promise<Result<void, 'wrong_password'>> => {
    if (kept === null) {
      return refuse(
        'wrong_password',
        'No password is set yet. Open the set-up link that the host printed at its start.',
      );
    }
    return (await verifyPassword(password, kept)) ? accept(undefined) : refuse('wrong_password', 'Wrong password.');
  };

  const goodSession = async (hash: Uint8Array): Promise<SessionRecord | null> => {
    const session = await store.session(hash);
    return session && session.expiresAt > clock.now() ? session : null;
  };

  return {
    setupToken: () => setupToken,

    setUp: (token, password, address) =>
      guarded(address, async () => {
        if (kept !== null) return refuse('already_set_up', 'A password is set already. Log in with it.');
        if (token !== setupToken) return refuse('link_not_valid', 'This set-up link is not valid (any more).');
        setupToken = null;
        await keepPassword(password);
        return accept(await begin('password'));
      }),

    login: (password, address) =>
      guarded(address, async () => {
        const checked = await checkPassword(password);
        return checked.ok ? accept(await begin('password')) : checked;
      }),

    issueTicket: () => {
      for (const [ticket, end] of tickets) if (end <= clock.now()) tickets.delete(ticket);
      const ticket = newToken(random);
      tickets.set(ticket, clock.now() + TICKET_MS);
      return ticket;
    },

    redeemTicket: (ticket, address) =>
      guarded(address, async () => {
        const end = tickets.get(ticket);
        tickets.delete(ticket);
        if (end === undefined || end <= clock.now()) {
          return refuse('link_not_valid', 'This login link was used already or is too old.');
        }
        return accept(await begin('ticket'));
      }),

    session: async (token) => {
      const hash = hashOf(token);
      const session = await goodSession(hash);
      const now = clock.now();
      if (!session || session.expiresAt - now >= SESSION_MS / 2) return session;
      try {
        await store.extendSession(hash, now + SESSION_MS);
      } catch (error) {
        // A full disk renews nothing, but it must not lock the organiser out: the rest of the time is good.
        if (error instanceof StorageError && error.kind === 'full') return session;
        throw error;
      }
      return { ...session, expiresAt: now + SESSION_MS };
    },

    isGood: async (token) => (await goodSession(hashOf(token))) !== null,
    onEnded: (listener) => void listeners.push(listener),

    logout: async (token) => {
      await store.endSession(hashOf(token));
      tellEnded();
    },

    changePassword: (token, current, password, address) =>
      guarded(address, async () => {
        const session = await store.session(hashOf(token));
        // The host's own windows may set a password without the old one: who sits at the laptop owns its data anyway.
        if (session?.origin !== 'ticket') {
          const checked = await checkPassword(current ?? '');
          if (!checked.ok) return checked;
        }
        await keepPassword(password);
        setupToken = null;
        await store.endOtherSessions(hashOf(token));
        tellEnded();
        return accept(undefined);
      }),
  };
};
