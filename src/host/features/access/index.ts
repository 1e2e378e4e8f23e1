import type { Feature, Platform } from '../../platform/feature.ts';
import { isForwarded, isLoopback } from '../../platform/http/addresses.ts';
import type { ScopeAuthority } from '../../platform/http/caller.ts';
import { bearerToken, sessionToken, staffTokens } from '../../platform/http/tokens.ts';
import { actorOfToken, createAccessHandlers } from './handlers.ts';
import { openIntegratorKeys, type IntegratorKeys } from './integratorKeys.ts';
import { createAccess, type Access } from './service.ts';
import type { AccessStore } from './store.ts';

const PURGE_EVERY_MS = 60 * 60_000;

/** An organiser's session, as cookie or Bearer token. What uses it, a live connection too, renews it when half of its time is over. */
const adminAuthority = (access: Access): ScopeAuthority => ({
  scope: 'admin',
  refusal: { code: 'unauthorized', message: 'Log in first.' },
  resolve: async ({ headers, token: given }) => {
    const token = given ?? sessionToken(headers);
    if (token === null || (await access.session(token))?.role !== 'admin') return null;
    return { scope: 'admin', actor: actorOfToken(token), token };
  },
  isStillGood: async ({ token }) => token !== null && (await access.session(token)) !== null,
  onEnded: access.onEnded,
});

/** Whoever works at the prize table: a session of staff, or an organiser's. */
const staffAuthority = (access: Access): ScopeAuthority => ({
  scope: 'staff',
  refusal: { code: 'unauthorized', message: 'Log in first.' },
  resolve: async ({ headers, token: given }) => {
    for (const token of given === undefined ? staffTokens(headers) : [given]) {
      const session = await access.session(token);
      if (session) return { scope: 'staff', actor: actorOfToken(token, session.role), token };
    }
    return null;
  },
  isStillGood: async ({ token }) => token !== null && (await access.session(token)) !== null,
  onEnded: access.onEnded,
});

/** A program with an integrator key as Bearer token; an organiser may whatever it may. */
const integratorAuthority = (keys: IntegratorKeys, admin: ScopeAuthority): ScopeAuthority => ({
  scope: 'integrator',
  refusal: { code: 'unauthorized', message: 'Bring an integrator key as Bearer token, or log in.' },
  resolve: async (credentials) => {
    const token = bearerToken(credentials.headers);
    const key = token === undefined ? null : keys.use(token);
    if (key === null || token === undefined) return admin.resolve(credentials);
    return { scope: 'integrator', actor: `integrator:${key.id.slice(0, 8)}`, token };
  },
  isStillGood: async ({ token }) => token !== null && keys.use(token) !== null,
  onEnded: () => undefined,
});

/**
 * This computer itself, or an organiser. What comes through a proxy on this computer is somebody else's, whom the
 * proxy names.
 */
const machineAuthority = (admin: ScopeAuthority): ScopeAuthority => ({
  ...admin,
  scope: 'machine',
  resolve: async (credentials) => {
    const { headers, address } = credentials;
    if (isLoopback(address) && !isForwarded({ headers })) return { scope: 'machine', actor: 'machine', token: null };
    return admin.resolve(credentials);
  },
  isStillGood: async (caller) => caller.token === null || admin.isStillGood(caller),
});

/** Logins, sessions, and who may do what. */
export const openAccess = async (
  platform: Pick<Platform, 'clock' | 'random' | 'note' | 'logger' | 'change'>,
  store: AccessStore,
  needs: { firstPassword: string | null; publicUrl: string | null; activeEventId: () => string },
): Promise<Feature & { readonly access: Access; readonly admin: ScopeAuthority }> => {
  const { clock, logger } = platform;
  await store.dropEndedSessions(clock.now());
  const endPurges = clock.every(PURGE_EVERY_MS, () => {
    store
      .dropEndedSessions(clock.now())
      .catch((error: unknown) => logger.warn({ err: error }, 'ended sessions could not be dropped'));
  });
  const access = await createAccess(platform, store, needs.firstPassword);
  const keys = await openIntegratorKeys(platform, store);
  const admin = adminAuthority(access);
  return {
    name: 'access',
    access,
    admin,
    handlers: createAccessHandlers(platform, access, keys, needs),
    authorities: [admin, integratorAuthority(keys, admin), machineAuthority(admin), staffAuthority(access)],
    close: async () => endPurges(),
  };
};
