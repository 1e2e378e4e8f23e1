/** What a route of the contract is: what it takes, what it answers, who may use it. */
import type { TSchema } from 'typebox';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Routes by name: method and path. Kept apart from the schemas, so that a phone can load them. */
export type Paths = Record<string, readonly [Method, string]>;

/**
 * Who may use a route. `public`: everybody. `attendee`: whoever brings a participant's session token. `admin`: an
 * organiser's session. `staff`: somebody at the prize table, or an organiser. `machine`: this computer itself, or an
 * organiser's session. `integrator`: a program with an integrator key, or an organiser's session. `room-host`: whoever brings the host token of a room, or an organiser. Each scope is resolved
 * by the feature that knows its tokens, and enforced in one place.
 */
export type Scope = 'public' | 'attendee' | 'admin' | 'machine' | 'staff' | 'integrator' | 'room-host';

export interface RouteSpec {
  readonly summary: string;
  readonly access: Scope;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** `multipart/form-data` with one file instead of JSON. */
  readonly upload?: boolean;
  /** False: an `Idempotency-Key` is refused, since the answer holds a secret of its own or a repetition does no harm. */
  readonly idempotent?: false;
  /** What `data` of the answer holds. */
  readonly data: TSchema;
  /** Success statuses; the first is the usual one. */
  readonly status: readonly [200 | 201, ...(200 | 201)[]];
  /** Refusals of the handler, besides those that any route may meet on its way to it (`commonErrors`). */
  readonly refusals: readonly string[];
  /** A GET that changes something: nobody may do it by looking, so that it is not there for HEAD. */
  readonly changes?: true;
  /** The answer as it stands, without the envelope `{success, data, message}`. */
  readonly bare?: boolean;
}

/** Whether a route changes something: then it takes an `Idempotency-Key`, or refuses it (`idempotent`). */
export const isChange = (method: string, { changes }: RouteSpec): boolean => method !== 'GET' || changes === true;

/** Whether it is for callers whom the host does not know, whose keys must not meet by chance. */
export const isForStrangers = ({ access }: RouteSpec): boolean => access === 'public' || access === 'attendee';

/** Routes as they are written, with the exact refusal codes and statuses in their types. */
export const defineRoutes = <const R extends Readonly<Record<string, RouteSpec>>>(routes: R): R => routes;
