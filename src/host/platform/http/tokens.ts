import { fastifyCookie } from '@fastify/cookie';
import type { IncomingHttpHeaders } from 'node:http';

export const SESSION_COOKIE = 'luckydraw_session';

/** The token of `Authorization: Bearer …`. */
export const bearerToken = (headers: IncomingHttpHeaders): string | undefined =>
  /^Bearer +([\x21-\x7e]{1,256})$/i.exec(headers.authorization ?? '')?.[1];

/** The token of a session: Bearer for programs, cookie for browsers. Null: none came. */
export const sessionToken = (headers: IncomingHttpHeaders): string | null =>
  bearerToken(headers) ?? fastifyCookie.parse(headers.cookie ?? '')[SESSION_COOKIE] ?? null;
