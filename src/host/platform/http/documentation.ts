import type { FastifyInstance, FastifyReply } from 'fastify';
import { PATHS, type RouteName } from '../../../contract/paths.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from './answer.ts';
import { documentedSchema } from './routeSchemas.ts';

/** Swagger UI styles itself inline; it may do so on its own pages, and fetch nothing from elsewhere. */
const DOCUMENTATION_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const UPLOAD_FORM = {
  type: 'object',
  required: ['image'],
  properties: { image: { type: 'string', format: 'binary' } },
};

/** A server of its own that is only ever asked from within: it knows the routes by their schemas and serves the pages. */
const createDocumentation = async (names: readonly RouteName[], version: string): Promise<FastifyInstance> => {
  const [{ default: Fastify }, { default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('fastify'),
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  const app = Fastify({ routerOptions: { ignoreTrailingSlash: true, maxParamLength: 100 } });
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lucky Draw Kiosk',
        version,
        description:
          'Prize draws for live events. Success: {success, data, message}; refusal: {success, error}. ' +
          'The scopes that may use a route stand in its security requirement. A changing route that names no ' +
          '`Idempotency-Key` refuses one: logins and what belongs to them, whose answers hold secrets or end sessions, codes ' +
          'sent to a phone, and the test of a sink. Lists come by pages (`limit`, with `after` and `next_after` or `before` ' +
          'and `next_before`), or say how long they can be (`maxItems`).',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'luckydraw_session' },
        },
      },
    },
    hideUntagged: true,
    // What a form holds is read by the form's own parser, so that no schema checks it; it is described all the same.
    transform: ({ schema, url }) => ({
      schema: schema.consumes?.includes('multipart/form-data') ? { ...schema, body: UPLOAD_FORM } : schema,
      url,
    }),
  });
  await app.register(swaggerUi, {
    routePrefix: '/swagger-ui',
    staticCSP: DOCUMENTATION_CSP,
    uiConfig: { validatorUrl: null },
  });
  for (const name of names) {
    const [method, url] = PATHS[name];
    app.route({ method, url, schema: documentedSchema(name), handler: () => null });
  }
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await app.ready();
  return app;
};

/**
 * `/openapi.json` and `/swagger-ui`: made when somebody first asks for them, because a start needs neither the
 * documentation nor what makes it.
 */
export const registerDocumentation = (app: FastifyInstance, features: readonly Feature[], version: string): void => {
  // A feature's table holds handlers under the names of the contract's routes only.
  const names = features.flatMap(({ handlers }) => Object.keys(handlers) as RouteName[]);
  let documentation: Promise<FastifyInstance> | null = null;
  app.addHook('onClose', async () => {
    await (await documentation)?.close();
  });

  const answer = async (url: string, reply: FastifyReply): Promise<FastifyReply> => {
    documentation ??= createDocumentation(names, version);
    const response = await (await documentation).inject({ method: 'GET', url });
    if (response.statusCode === 404) {
      return sendRefusal(reply, { code: 'not_found', message: 'There is nothing at this address.' });
    }
    const { connection: _connection, date: _date, 'content-length': _length, ...headers } = response.headers;
    return reply.code(response.statusCode).headers(headers).send(response.rawPayload);
  };
  for (const url of ['/openapi.json', '/swagger-ui', '/swagger-ui/*']) {
    app.get(url, { schema: { hide: true } }, (request, reply) => answer(request.url, reply));
  }
};
