/** The contract's routes as the schemas that Fastify checks requests by and the documentation is made of. */
import { ERROR_STATUS, type ErrorCode } from '../../../contract/errors.ts';
import { PATHS, type RouteName } from '../../../contract/paths.ts';
import { ROUTES } from '../../../contract/routes.ts';
import { IDEMPOTENCY_KEY_LENGTH } from '../../../contract/shared/limits.ts';
import { isChange, isForStrangers, type RouteSpec } from '../../../contract/shared/spec.ts';
import { Closed } from '../../../contract/shared/text.ts';

const NO_QUERY = Closed({});

/** What a route's request must be. A bare route without a query leaves it alone: probes add what they like. */
export const requestSchema = (spec: RouteSpec): Record<string, unknown> => ({
  ...(spec.params ? { params: spec.params } : {}),
  ...(spec.bare && !spec.query ? {} : { querystring: spec.query ?? NO_QUERY }),
  ...(spec.body ? { body: spec.body } : {}),
  ...(spec.upload ? { consumes: ['multipart/form-data'] } : {}),
});

const errorSchema = {
  type: 'object',
  required: ['success', 'error'],
  properties: {
    success: { const: false },
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(ERROR_STATUS) },
        message: { type: 'string' },
        details: {},
      },
    },
  },
};

// The contract's routes declare codes of the closed list only; the table is checked by the compiler.
const refusalsOf = (name: RouteName): readonly ErrorCode[] => ROUTES[name].refusals;

const responseSchemas = (name: RouteName): Record<string, unknown> => {
  const spec: RouteSpec = ROUTES[name];
  const success = spec.bare
    ? spec.data
    : {
        type: 'object',
        required: ['success', 'data', 'message'],
        properties: { success: { type: 'boolean', const: true }, data: spec.data, message: { type: 'string' } },
      };
  const refusals = refusalsOf(name);
  const statuses = new Set(refusals.map((code) => ERROR_STATUS[code]));
  const words = (status: number): string => refusals.filter((code) => ERROR_STATUS[code] === status).join(', ');
  return {
    ...Object.fromEntries(spec.status.map((status) => [status, success])),
    ...Object.fromEntries([...statuses].map((status) => [status, { description: words(status), ...errorSchema }])),
  };
};

/** What an `Idempotency-Key` must be, where a route takes one. */
const keyHeader = (name: RouteName): Record<string, unknown> => {
  const spec: RouteSpec = ROUTES[name];
  if (!isChange(PATHS[name][0], spec) || spec.idempotent === false) return {};
  const { strangersMin, max: maxLength } = IDEMPOTENCY_KEY_LENGTH;
  const minLength = isForStrangers(spec) ? strangersMin : 1;
  const description = 'Who repeats the request with the same key gets the first answer again, a refusal too';
  return {
    headers: {
      type: 'object',
      properties: { 'idempotency-key': { type: 'string', minLength, maxLength, description } },
    },
  };
};

/** Everything that the documentation says of a route; the scopes that may use it stand in its `security`. */
export const documentedSchema = (name: RouteName): Record<string, unknown> => {
  const spec: RouteSpec = ROUTES[name];
  return {
    operationId: name,
    summary: spec.summary,
    tags: [spec.access],
    ...(spec.access === 'public' ? {} : { security: [{ bearer: [spec.access] }, { cookie: [spec.access] }] }),
    ...requestSchema(spec),
    ...keyHeader(name),
    response: responseSchemas(name),
  };
};
