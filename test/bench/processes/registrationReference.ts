/**
 * What durable registration is measured against, twice:
 * - `server`: the host's own server, with all its hooks (guard, security headers, cookies), and one more route that
 *   only validates and answers;
 * - `bare`: Fastify with the same options and validator and without any hook. It sends the same bytes, headers included.
 */
import { createClock } from '../../../src/host/platform/clock.ts';
import { createCallers } from '../../../src/host/platform/http/caller.ts';
import { createAddresses } from '../../../src/host/platform/http/addresses.ts';
import { createGuard } from '../../../src/host/platform/http/guard.ts';
import { createServer, newServer } from '../../../src/host/platform/http/server.ts';
import { createTurns } from '../../../src/host/platform/http/turns.ts';
import { createValidatorCompiler } from '../../../src/host/platform/http/validation.ts';
import { createProblems } from '../../../src/host/platform/problems.ts';
import { ROUTES } from '../../../src/contract/routes.ts';
import { pino } from 'pino';
import { serveCommands } from '../child.ts';

export interface SameAnswer {
  readonly status: number;
  /** As the host sent them, without those that Node or Fastify set by themselves. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const portOf = (address: ReturnType<import('node:net').Server['address']>): number =>
  typeof address === 'object' && address ? address.port : 0;

const commands = {
  startServer: async ({
    answer,
    route = 'register',
  }: {
    answer: SameAnswer;
    /** Whose body is validated. */
    route?: 'register' | 'drawCoupon';
  }): Promise<number> => {
    const clock = createClock();
    const app = await createServer({
      logger: pino({ level: 'warn' }),
      guard: createGuard(null),
      addressOf: createAddresses([]),
      takeTurn: createTurns(),
      refuseOnce: async () => null,
      observations: { request: () => undefined, refused: () => undefined },
      problems: createProblems(() => clock.now()),
      features: [],
      callers: createCallers([]),
      version: '0',
      registerPages: async () => undefined,
    });
    app.post('/reference', { schema: { body: ROUTES[route].body, hide: true } }, (_request, reply) => {
      reply.code(answer.status).type('application/json; charset=utf-8').header('cache-control', 'no-store');
      return reply.send(answer.body);
    });
    await app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
    return portOf(app.server.address());
  },

  startBare: async ({ answer }: { answer: SameAnswer }): Promise<number> => {
    const app = newServer(pino({ level: 'warn' }));
    app.setValidatorCompiler(createValidatorCompiler());
    app.post('/reference', { schema: { body: ROUTES.register.body } }, (_request, reply) =>
      reply.code(answer.status).headers(answer.headers).send(answer.body),
    );
    await app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
    return portOf(app.server.address());
  },
};

export type RegistrationReference = typeof commands;
serveCommands(commands);
