import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyError, type FastifyInstance } from 'fastify';
import type { ErrorCode } from '../../../contract/errors.ts';
import { MAX_IMAGE_BYTES } from '../../../contract/event/limits.ts';
import type { Refusal } from '../../../core/result.ts';
import type { Feature } from '../feature.ts';
import type { Observations } from '../observations.ts';
import { storageTrouble, type Problems } from '../problems.ts';
import { connectionLimit } from '../descriptors.ts';
import { StorageError } from '../storage/auditedChange.ts';
import { placeOf, type AddressOf } from './addresses.ts';
import { sendRefusal } from './answer.ts';
import type { Callers } from './caller.ts';
import { limitConnections } from './connections.ts';
import type { RefuseOnce } from './change.ts';
import { registerDocumentation } from './documentation.ts';
import type { Guard } from './guard.ts';
import { registerRoutes } from './registerRoutes.ts';
import { securityHeaders } from './securityHeaders.ts';
import type { TakeTurn } from './turns.ts';
import { createValidatorCompiler } from './validation.ts';

const MAX_BODY_BYTES = 64 * 1024;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** Fastify's own refusals, in our words. Anything else that throws is a bug of ours: 500, and nothing of it is shown. */
const refusalOf = (error: FastifyError): Refusal<ErrorCode> | null => {
  if (error.validation) {
    const [first] = error.validation;
    const where = `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}`;
    return {
      code: 'invalid_request',
      message: `${where} ${first?.message ?? 'is not as it should be'}`,
      details: { where, rule: first?.keyword, ...first?.params },
    };
  }
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { code: 'invalid_json', message: 'The body is not JSON.' };
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'body_too_large', message: `The body is larger than ${MAX_BODY_BYTES / 1024} KB.` };
    case 'FST_REQ_FILE_TOO_LARGE':
      return { code: 'body_too_large', message: `The file is larger than ${MAX_IMAGE_BYTES / 1024 / 1024} MB.` };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return { code: 'unsupported_media_type', message: 'Send JSON (application/json).' };
    case 'FST_ERR_BAD_URL':
      return { code: 'invalid_request', message: 'The address of this request is malformed.' };
  }
  if (error.statusCode === 400 && error instanceof SyntaxError) {
    return { code: 'invalid_json', message: 'The body is not JSON.' };
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { code: 'invalid_request', message: 'This request cannot be understood.' };
  }
  return null;
};

/** What is no HTTP at all gets our own words too, and the connection ends. */
const answerGarbage = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const refusal: Refusal<ErrorCode> = { code: 'invalid_request', message: 'This request cannot be understood.' };
  const body = JSON.stringify({ success: false, error: refusal });
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
};

/** Fastify with the host's options and nothing on it yet. */
export const newServer = (logger: FastifyBaseLogger): FastifyInstance =>
  Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 100 },
    requestTimeout: 30_000,
    // An answer of which nothing is read for so long is ended, with its connection.
    connectionTimeout: 30_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    // Answered in our own words, see createServer.
    return503OnClosing: false,
    clientErrorHandler: answerGarbage,
    frameworkErrors: (error, _request, reply) => {
      const internal = { code: 'internal', message: 'Something went wrong on our side.' } as const;
      return sendRefusal(reply, refusalOf(error) ?? internal);
    },
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
  });

/** The HTTP side: guard, the features' routes, documentation, pages. Not listening yet. */
export const createServer = async (parts: {
  /** For what goes wrong; news of the host itself it does not tell. */
  logger: FastifyBaseLogger;
  guard: Guard;
  addressOf: AddressOf;
  takeTurn: TakeTurn;
  refuseOnce: RefuseOnce;
  observations: Pick<Observations, 'request' | 'refused'>;
  problems: Pick<Problems, 'report'>;
  features: readonly Feature[];
  callers: Callers;
  version: string;
  /** The screens, and what else is no route of the contract. */
  registerPages: (app: FastifyInstance) => Promise<void>;
}): Promise<FastifyInstance> => {
  const { logger, guard } = parts;
  const app = newServer(logger);
  // A venue's phones may come from one address: there is no limit for each.
  limitConnections(app.server, connectionLimit());
  // JSON is all that is spoken here.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(createValidatorCompiler());

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal) return sendRefusal(reply, refusal);
    if (error instanceof StorageError) {
      parts.problems.report(storageTrouble(error));
      request.log.error({ err: error }, 'the store failed');
      return sendRefusal(reply, { code: 'storage_full', message: error.message });
    }
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    return sendRefusal(reply, { code: 'internal', message: 'Something went wrong on our side. Nothing was changed.' });
  });
  app.setNotFoundHandler((_request, reply) =>
    sendRefusal(reply, { code: 'not_found', message: 'There is nothing at this address.' }),
  );

  let stopping = false;
  app.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  app.decorateReply('refusal', null);
  app.addHook('onResponse', (request, reply, next) => {
    parts.observations.request(request.method, request.routeOptions.url ?? 'none', reply.statusCode);
    if (reply.refusal !== null) parts.observations.refused(reply.refusal);
    next();
  });
  app.decorateRequest('sender', '');
  // Called back rather than awaited: these two run for every request.
  app.addHook('onRequest', (request, reply, next) => {
    request.sender = parts.addressOf(request.raw);
    // Whoever came before waits for a turn, and is answered.
    if (stopping) return sendRefusal(reply, { code: 'stopping', message: 'The host is stopping.' });
    return parts.takeTurn({
      connection: request.raw.socket,
      address: placeOf(request.sender),
      go: next,
      onEnd: (ended) => void reply.raw.once('close', ended),
    });
  });
  app.addHook('onRequest', (request, reply, next) => {
    const refusal = guard(request.raw, false);
    if (refusal) return sendRefusal(reply, refusal);
    const key = request.headers['idempotency-key'];
    if (key !== undefined && !(typeof key === 'string' && IDEMPOTENCY_KEY.test(key))) {
      return sendRefusal(reply, {
        code: 'invalid_request',
        message: 'Idempotency-Key must be 1 to 255 visible characters without spaces.',
      });
    }
    reply.headers(securityHeaders(request.headers.host ?? '', request.url));
    return next();
  });

  // Cookies are read where a session is asked for, not with every request.
  await app.register(cookie, { hook: false });
  await app.register(multipart, { limits: { fileSize: MAX_IMAGE_BYTES, files: 1, fields: 0, parts: 2 } });
  registerRoutes(app, parts);
  registerDocumentation(app, parts.features, parts.version);
  await parts.registerPages(app);
  return app;
};
