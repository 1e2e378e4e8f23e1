/** The types between the contract's routes and the features' handlers. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteName } from '../../../contract/paths.ts';
import type {
  RouteBody,
  RouteData,
  RouteParams,
  RouteQuery,
  RouteRefusal,
  RouteStatus,
} from '../../../contract/routes.ts';
import type { Result } from '../../../core/result.ts';
import type { Caller } from './caller.ts';

/** What a handler is given: the request's parts, checked against the contract, and who asks. */
export interface RouteCall<N extends RouteName> {
  readonly params: RouteParams<N>;
  readonly query: RouteQuery<N>;
  readonly body: RouteBody<N>;
  readonly caller: Caller;
  /** The status of the usual success. */
  readonly usualStatus: number;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface Done<N extends RouteName> {
  readonly data: RouteData<N>;
  readonly status?: RouteStatus<N>;
}

/** `sent`: the handler has sent the answer itself. A handler can refuse with the codes of its route, and no others. */
export type Outcome<N extends RouteName> = Result<Done<N> | 'sent', RouteRefusal<N> | 'idempotency_key_reused'>;

export type Handler<N extends RouteName> = (call: RouteCall<N>) => Promise<Outcome<N>>;

/** The handlers of some routes: all of those of a feature. */
export type Handlers<N extends RouteName> = { readonly [K in N]: Handler<K> };

/** The body of every success. */
export const envelope = (data: unknown) => ({ success: true, data, message: 'OK' });

/** A moment as the outside has it. `at`: ms since 1970. */
export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** The address of whoever sent a request. */
export const addressOf = (request: FastifyRequest): string => request.sender;
