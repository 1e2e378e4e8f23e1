import { fastifyCookie } from '@fastify/cookie';
import type { IncomingHttpHeaders } from 'node:http';

export const SESSION_COOKIE = 'luckydraw_session';
/** Of its own, so that an organiser who tries the staff's page stays logged in. */
export const STAFF_COOKIE = 'luckydraw_staff';

/** The token of `Authorization: Bearer …`. */
export const bearerToken = (headers: IncomingHttpHeaders): string | undefined =>
  /^Bearer +([\x21-\x7e]{1,256})$/i.exec(headers.authorization ?? '')?.[1];

/** The token of a session: Bearer for programs, cookie for browsers. Null: none came. */
export const sessionToken = (headers: IncomingHttpHeaders): string | null =>
  bearerToken(headers) ?? fastifyCookie.parse(headers.cookie ?? '')[SESSION_COOKIE] ?? null;

/** The tokens of somebody at the prize table, the first good one counts: staff's own session, or an organiser's. */
export const staffTokens = (headers: IncomingHttpHeaders): string[] => {
  const cookies = fastifyCookie.parse(headers.cookie ?? '');
  return [bearerToken(headers), cookies[STAFF_COOKIE], cookies[SESSION_COOKIE]].filter((token) => token !== undefined);
};
