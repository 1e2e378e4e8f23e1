import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { PATHS, type RouteName } from '../../../contract/paths.ts';
import { ROUTES } from '../../../contract/routes.ts';
import { IDEMPOTENCY_KEY_LENGTH } from '../../../contract/shared/limits.ts';
import { isChange, isForStrangers, type RouteSpec } from '../../../contract/shared/spec.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from './answer.ts';
import type { RefuseOnce } from './change.ts';
import { NOBODY, type Caller, type Callers } from './caller.ts';
import { addressOf, envelope, type Handler, type RouteCall } from './routeCall.ts';
import { requestSchema } from './routeSchemas.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The address that it comes from. */
    sender: string;
    /** Who asks, once the route's scope has been checked. */
    caller: Caller | null;
  }
}

/** A route that takes no body is sent none, or an empty object by programs that always send one. */
const isNothing = (body: unknown): boolean =>
  body === undefined ||
  body === null ||
  (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0);

const refuseBody: preHandlerAsyncHookHandler = async (request, reply) => {
  if (request.isMultipart()) {
    return sendRefusal(reply, { code: 'unsupported_media_type', message: 'No file is expected here.' });
  }
  return isNothing(request.body)
    ? undefined
    : sendRefusal(reply, { code: 'invalid_request', message: 'body must be empty', details: { where: 'body' } });
};

/** What is wrong with the Idempotency-Key of a request to this route; null: nothing, or there is none. */
const keyFaultOf = (method: string, spec: RouteSpec): ((key: unknown) => string | null) => {
  if (!isChange(method, spec)) return () => null;
  const { idempotent } = spec;
  const strangers = isForStrangers(spec);
  return (key) => {
    if (typeof key !== 'string') return null;
    if (idempotent === false) return 'This route takes no Idempotency-Key.';
    return strangers && key.length < IDEMPOTENCY_KEY_LENGTH.strangersMin
      ? `Idempotency-Key must have ${IDEMPOTENCY_KEY_LENGTH.strangersMin} characters at least here, at random.`
      : null;
  };
};

/** An attendee's token may stand in the query, for programs that cannot send headers. */
const queryToken = ({ query }: FastifyRequest): string | undefined =>
  typeof query === 'object' && query !== null && 'session_token' in query && typeof query.session_token === 'string'
    ? query.session_token
    : undefined;

/**
 * Puts the contract's routes on the server, each with the handler of the feature that has it: access, validation and
 * types from the one table. A route whose feature was left out is not there.
 */
export const registerRoutes = (
  app: FastifyInstance,
  parts: { readonly features: readonly Feature[]; readonly callers: Callers; readonly refuseOnce: RefuseOnce },
): void => {
  const { features, callers, refuseOnce } = parts;
  app.decorateRequest('caller', null);
  app.decorateRequest('fileHash', null);

  const add = <N extends RouteName>(name: N, handler: Handler<N>): void => {
    const spec: RouteSpec = ROUTES[name];
    const [method, url] = PATHS[name];
    const authority = spec.access === 'public' ? null : callers.authority(spec.access);
    const keyFault = keyFaultOf(method, spec);
    const takesNothing = !spec.body && !spec.upload;
    app.route({
      method,
      url,
      schema: requestSchema(spec),
      exposeHeadRoute: spec.changes !== true,
      ...(authority
        ? {
            onRequest: async (request, reply) => {
              request.caller = await authority.resolve({
                headers: request.headers,
                token: queryToken(request),
                address: addressOf(request),
              });
              return request.caller ? undefined : sendRefusal(reply, authority.refusal);
            },
          }
        : {}),
      ...(takesNothing ? { preValidation: refuseBody } : {}),
      handler: async (request, reply) => {
        const fault = keyFault(request.headers['idempotency-key']);
        if (fault !== null) return sendRefusal(reply, { code: 'invalid_request', message: fault });
        // Checked against the contract's schemas before the handler runs; here they get the schemas' types.
        const call = {
          params: request.params,
          query: request.query,
          body: request.body,
          caller: request.caller ?? NOBODY,
          usualStatus: spec.status[0],
          request,
          reply,
        } as RouteCall<N>;
        reply.header('cache-control', 'no-store');
        const first = await handler(call);
        const outcome =
          first.ok || !isChange(method, spec) ? first : ((await refuseOnce(call, first.refusal)) ?? first);
        if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
        if (outcome.value === 'sent') return reply;
        const { data, status = spec.status[0] } = outcome.value;
        return reply.code(status).send(spec.bare ? data : envelope(data));
      },
    });
  };

  for (const { handlers } of features) {
    // A feature's table holds handlers under the names of the contract's routes only: its type says so.
    for (const name of Object.keys(handlers) as RouteName[]) {
      const handler = handlers[name] as Handler<typeof name> | undefined;
      if (handler) add(name, handler);
    }
  }
};
