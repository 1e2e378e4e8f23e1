/**
 * Every HTTP route: what it takes, what it answers, who may. The host validates, types and documents (OpenAPI) from
 * this table; the screens take their types from it.
 */
import type { Static, TSchema } from 'typebox';
import { accessRoutes } from './access/routes.ts';
import { campaignsRoutes } from './campaigns/routes.ts';
import { drawsRoutes } from './draws/routes.ts';
import type { ErrorCode } from './errors.ts';
import { eventRoutes } from './event/routes.ts';
import { logRoutes } from './log/routes.ts';
import { lotteriesRoutes } from './lotteries/routes.ts';
import { monitoringRoutes } from './monitoring/routes.ts';
import { networkRoutes } from './network/routes.ts';
import { outboxRoutes } from './outbox/routes.ts';
import type { RouteName } from './paths.ts';
import { roomsRoutes } from './rooms/routes.ts';
import type { RouteSpec } from './shared/spec.ts';
import { stageRoutes } from './stage/routes.ts';

export const ROUTES = {
  ...monitoringRoutes,
  ...accessRoutes,
  ...networkRoutes,
  ...eventRoutes,
  ...drawsRoutes,
  ...stageRoutes,
  ...logRoutes,
  ...outboxRoutes,
  ...campaignsRoutes,
  ...lotteriesRoutes,
  ...roomsRoutes,
} satisfies Record<RouteName, RouteSpec & { readonly refusals: readonly ErrorCode[] }>;

type Spec<N extends RouteName> = (typeof ROUTES)[N];
type Part<N extends RouteName, K extends string> =
  Spec<N> extends Readonly<Record<K, infer S extends TSchema>> ? Static<S> : undefined;

/** What a route takes and answers, as types. `undefined` where it takes nothing. */
export type RouteParams<N extends RouteName> = Part<N, 'params'>;
export type RouteQuery<N extends RouteName> = Part<N, 'query'>;
export type RouteBody<N extends RouteName> = Part<N, 'body'>;
export type RouteData<N extends RouteName> = Static<Spec<N>['data']>;
/** The codes that the handler of a route may refuse with. */
export type RouteRefusal<N extends RouteName> = Spec<N>['refusals'][number];
export type RouteStatus<N extends RouteName> = Spec<N>['status'][number];

/** The body of every success. */
export interface SuccessBody<T> {
  readonly success: true;
  readonly data: T;
  readonly message: string;
}
