/// <reference types="@fastify/cookie" />
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { accessPaths } from '../../../contract/access/paths.ts';
import type { RouteData } from '../../../contract/routes.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { isForwarded } from '../../platform/http/addresses.ts';
import { addressOf, iso, isoOrNull, type Handlers, type RouteCall } from '../../platform/http/routeCall.ts';
import { SESSION_COOKIE, STAFF_COOKIE } from '../../platform/http/tokens.ts';
import type { IntegratorKeys, NewKey } from './integratorKeys.ts';
import type { Access, LoggedIn } from './service.ts';
import type { IntegratorKeyRecord } from './store.ts';

const COOKIE_S = 30 * 24 * 60 * 60;

/** Who is logged in, for the log: a session by the start of its token's hash, never the token. */
export const actorOfToken = (token: string, role: 'admin' | 'staff' = 'admin'): string =>
  `${role}:${createHash('sha256').update(token).digest('hex').slice(0, 8)}`;

const askerOf = (request: FastifyRequest) => ({ address: addressOf(request), passedOn: isForwarded(request) });

const retryAfter = (details: unknown): string | null =>
  typeof details === 'object' && details !== null && 'retry_after_s' in details ? String(details.retry_after_s) : null;

const KEYS = 'integrator-keys';
const keyView = (record: IntegratorKeyRecord) => ({
  key_id: record.id,
  name: record.name,
  created_at: iso(record.createdAt),
  last_used_at: isoOrNull(record.lastUsedAt),
});
const newKeyView = ({ record, key }: NewKey) => ({ ...keyView(record), key });

type LoginRoute = 'login' | 'setUp' | 'redeemTicket' | 'redeemLoginCode';

export const createAccessHandlers = (
  { note, change }: Pick<Platform, 'note' | 'change'>,
  access: Access,
  keys: IntegratorKeys,
  needs: { readonly activeEventId: () => string; readonly publicUrl: string | null },
): Handlers<keyof typeof accessPaths> => {
  const publicOrigin = needs.publicUrl === null ? null : new URL(needs.publicUrl);

  const cookieFor = (request: FastifyRequest) => ({
    path: '/',
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: publicOrigin?.protocol === 'https:' && request.headers.host === publicOrigin.host,
    // The host decides when a session ends, and renews one that is used; the cookie only has to outlive it.
    maxAge: COOKIE_S,
  });

  const answerLogin = async <Code extends string>(
    { request, reply }: RouteCall<LoginRoute>,
    way: 'password' | 'set-up link' | 'ticket' | 'code',
    result: Result<LoggedIn, Code>,
  ): Promise<Result<{ data: RouteData<'login'> }, Code>> => {
    if (!result.ok) {
      if (result.refusal.code !== 'too_many_attempts') await note('nobody', 'login_refused', { by: way });
      const wait = retryAfter(result.refusal.details);
      if (wait !== null) reply.header('retry-after', wait);
      return result;
    }
    const { token, expiresAt } = result.value;
    await note(actorOfToken(token), 'logged_in', { by: way });
    reply.setCookie(SESSION_COOKIE, token, cookieFor(request));
    return accept({
      data: { role: 'admin' as const, event_id: needs.activeEventId(), expires_at: iso(expiresAt), token },
    });
  };

  return {
    login: async (call) => answerLogin(call, 'password', await access.login(call.body.password, askerOf(call.request))),
    setUp: async (call) => {
      const { setup_token: token, password } = call.body;
      return answerLogin(call, 'set-up link', await access.setUp(token, password));
    },
    redeemTicket: async (call) => answerLogin(call, 'ticket', await access.redeemTicket(call.body.ticket)),

    makeLoginCode: async ({ caller }) => {
      const { code, expiresAt } = access.makeLoginCode();
      await note(caller.actor, 'login_code_made', {});
      return accept({ data: { code, expires_at: iso(expiresAt) } });
    },
    redeemLoginCode: async (call) =>
      answerLogin(call, 'code', await access.redeemLoginCode(call.body.code, askerOf(call.request))),

    logout: async ({ caller, reply }) => {
      await access.logout(caller.token ?? '');
      await note(caller.actor, 'logged_out', {});
      reply.clearCookie(SESSION_COOKIE, { path: '/' });
      return accept({ data: {} });
    },

    entrance: async () => accept({ data: { password_set: access.setupToken() === null } }),

    session: async ({ caller }) => {
      const session = await access.session(caller.token ?? '');
      // It was good a moment ago, when the route's scope was checked.
      if (!session) return refuse('unauthorized', 'Log in first.');
      return accept({
        data: { role: 'admin' as const, event_id: needs.activeEventId(), expires_at: iso(session.expiresAt) },
      });
    },

    integratorKeys: async () => accept({ data: { keys: keys.list().map(keyView) } }),

    makeIntegratorKey: (call) =>
      change(call, { queue: KEYS, body: call.body }, async (audit) => {
        const made = await keys.make(call.body.name, audit(newKeyView));
        if (!made.ok) return made;
        const { id, name } = made.value.record;
        await note(call.caller.actor, 'integrator_key_made', { key_id: id, name });
        return accept({ data: newKeyView(made.value) });
      }),

    revokeIntegratorKey: (call) =>
      change(call, { queue: KEYS, body: null }, async (audit) => {
        const revoked = await keys.revoke(
          call.params.key_id,
          audit(() => ({})),
        );
        if (!revoked.ok) return revoked;
        const { id, name } = revoked.value;
        await note(call.caller.actor, 'integrator_key_revoked', { key_id: id, name });
        return accept({ data: {} });
      }),

    changePassword: async ({ body, caller, request }) => {
      const result = await access.changePassword(caller.token ?? '', body.current, body.password, askerOf(request));
      if (!result.ok) return result;
      await note(caller.actor, 'password_changed', {});
      return accept({ data: {} });
    },

    staffLogin: async ({ body, request, reply }) => {
      const result = await access.staffLogin(body.password, askerOf(request));
      if (!result.ok) {
        if (result.refusal.code !== 'too_many_attempts') await note('nobody', 'login_refused', { by: 'staff' });
        const wait = retryAfter(result.refusal.details);
        if (wait !== null) reply.header('retry-after', wait);
        return result;
      }
      const { token, expiresAt } = result.value;
      await note(actorOfToken(token, 'staff'), 'logged_in', { by: 'password' });
      reply.setCookie(STAFF_COOKIE, token, cookieFor(request));
      return accept({ data: { role: 'staff' as const, expires_at: iso(expiresAt), token } });
    },

    staffLogout: async ({ caller, reply }) => {
      await access.logout(caller.token ?? '');
      await note(caller.actor, 'logged_out', {});
      reply.clearCookie(STAFF_COOKIE, { path: '/' });
      return accept({ data: {} });
    },

    staffSession: async ({ caller }) => {
      const session = await access.session(caller.token ?? '');
      if (!session) return refuse('unauthorized', 'Log in first.');
      return accept({ data: { role: session.role, expires_at: iso(session.expiresAt) } });
    },

    setStaffPassword: async ({ body, caller }) => {
      await access.setStaffPassword(body.password);
      await note(caller.actor, 'staff_password_changed', {});
      return accept({ data: {} });
    },
  };
};
