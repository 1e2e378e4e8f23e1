import { createHash } from 'node:crypto';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { newToken } from '../../platform/random.ts';
import { StorageError } from '../../platform/storage/auditedChange.ts';
import { createLoginCode, type LoginCode } from './loginCode.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { createPasswordGate, type Asker, type Guarded } from './passwordGate.ts';
import type { AccessStore, SessionRecord } from './store.ts';

const SESSION_MS = 24 * 60 * 60_000;
const TICKET_MS = 60_000;

export interface LoggedIn {
  readonly token: string;
  /** Ms since 1970. */
  readonly expiresAt: number;
}

export interface Access {
  /** The one-time token of the set-up link; null once a password is set. */
  setupToken(): string | null;
  setUp(token: string, password: string): Promise<Result<LoggedIn, 'already_set_up' | 'link_not_valid'>>;
  login(password: string, asker: Asker): Guarded<LoggedIn, 'wrong_password'>;
  /** A one-time login for the host's own windows, valid for a minute. */
  issueTicket(): string;
  redeemTicket(ticket: string): Promise<Result<LoggedIn, 'link_not_valid'>>;
  /** A code for one login, for an organiser to read out or type elsewhere. */
  makeLoginCode(): LoginCode;
  redeemLoginCode(code: string, asker: Asker): Guarded<LoggedIn, 'code_not_valid'>;
  /** The session of a token; renewed when half of its time is over. Null: not logged in (any more). */
  session(token: string): Promise<SessionRecord | null>;
  /** Calls back after sessions were ended before their time. */
  onEnded(listener: () => void): void;
  /** Staff of the prize table: a password of their own, that an organiser sets. */
  staffLogin(password: string, asker: Asker): Guarded<LoggedIn, 'wrong_password'>;
  /** Null: staff cannot log in. Sessions of staff end. */
  setStaffPassword(password: string | null): Promise<void>;
  logout(token: string): Promise<void>;
  changePassword(
    token: string,
    current: string | undefined,
    password: string,
    asker: Asker,
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
  const gate = createPasswordGate(() => clock.now());
  const loginCode = createLoginCode({ clock, random });
  const tickets = new Map<string, number>();
  const listeners: (() => void)[] = [];
  const tellEnded = (): void => listeners.forEach((listener) => listener());
  let kept = await store.password();

  if (kept === null && firstPassword !== null) {
    const first = await hashPassword(firstPassword, random);
    await store.putPassword(first);
    kept = first;
  }
  let setupToken = kept === null ? newToken(random) : null;

  const newSession = (origin: SessionRecord['origin'], role: SessionRecord['role']) => {
    const token = newToken(random);
    const expiresAt = clock.now() + SESSION_MS;
    return { token, expiresAt, hash: hashOf(token), record: { role, origin, expiresAt } };
  };
  const begin = async (origin: SessionRecord['origin'], role: SessionRecord['role'] = 'admin'): Promise<LoggedIn> => {
    const session = newSession(origin, role);
    await store.addSession(session.hash, session.record);
    return session;
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

    setUp: async (token, password) => {
      if (kept !== null) return refuse('already_set_up', 'A password is set already. Log in with it.');
      // Nobody guesses 256 bits: a wrong link costs nothing, and the right one waits behind nobody who guesses.
      const notValid = () => refuse('link_not_valid', 'This set-up link was already used or has expired.');
      if (token !== setupToken) return notValid();
      return gate.hash(async () => {
        if (token !== setupToken) return notValid();
        const first = await hashPassword(password, random);
        const session = newSession('password', 'admin');
        // Stored first: where that fails, the link stays good.
        await store.setUp(first, session.hash, session.record);
        kept = first;
        setupToken = null;
        return accept(session);
      });
    },

    login: (password, asker) =>
      gate.guess(asker, async () => {
        const checked = await checkPassword(password);
        return checked.ok ? accept(await begin('password')) : checked;
      }),

    staffLogin: (password, asker) =>
      gate.guess(asker, async () => {
        const staff = await store.staffPassword();
        if (staff === null) return refuse('wrong_password', 'No password for staff is set. Ask the organiser.');
        if (!(await verifyPassword(password, staff))) return refuse('wrong_password', 'Wrong password.');
        return accept(await begin('password', 'staff'));
      }),

    setStaffPassword: async (password) => {
      const hashed = password === null ? null : await gate.hash(() => hashPassword(password, random));
      await store.putStaffPassword(hashed);
      tellEnded();
    },

    issueTicket: () => {
      for (const [ticket, end] of tickets) if (end <= clock.now()) tickets.delete(ticket);
      const ticket = newToken(random);
      tickets.set(ticket, clock.now() + TICKET_MS);
      return ticket;
    },

    redeemTicket: async (ticket) => {
      const end = tickets.get(ticket);
      tickets.delete(ticket);
      if (end === undefined || end <= clock.now()) {
        return refuse('link_not_valid', 'This login link was already used or has expired.');
      }
      return accept(await begin('ticket'));
    },

    makeLoginCode: loginCode.make,
    redeemLoginCode: (code, asker) =>
      gate.guess(asker, async () =>
        loginCode.take(code)
          ? accept(await begin('password'))
          : refuse('code_not_valid', 'This code is wrong, was already used or has expired.'),
      ),

    session: async (token) => {
      const hash = hashOf(token);
      const session = await goodSession(hash);
      const now = clock.now();
      if (!session || session.expiresAt - now >= SESSION_MS / 2) return session;
      try {
        await store.extendSession(hash, now + SESSION_MS);
      } catch (error) {
        // A full disk renews nothing, but it must not lock the organiser out: the rest of the time is good.
        if (error instanceof StorageError) return session;
        throw error;
      }
      return { ...session, expiresAt: now + SESSION_MS };
    },

    onEnded: (listener) => void listeners.push(listener),

    logout: async (token) => {
      await store.endSession(hashOf(token));
      tellEnded();
    },

    changePassword: async (token, current, password, asker) => {
      const change = async (): Promise<Result<void, never>> => {
        const next = await hashPassword(password, random);
        // Stored first: where that fails, the old one stays good.
        await store.changePassword(next, hashOf(token));
        loginCode.end();
        kept = next;
        setupToken = null;
        tellEnded();
        return accept(undefined);
      };
      const session = await store.session(hashOf(token));
      // The host's own windows may set a password without the old one: who sits at the laptop owns its data anyway.
      if (session?.origin === 'ticket') return gate.hash(change);
      const checked = await gate.guess(asker, () => checkPassword(current ?? ''));
      return checked.ok ? gate.hash(change) : checked;
    },
  };
};
