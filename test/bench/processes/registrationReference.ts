/**
 * What durable registration is measured against, twice:
 * - `server`: the host's own server, with all its hooks (guard, security headers, cookies), and one more route that
 *   only validates and answers;
 * - `bare`: Fastify with the same options and validator and without any hook. It sends the same bytes, headers included.
 */
import { createAuth } from '../../../src/host/features/access/service.ts';
import { createClock } from '../../../src/host/platform/clock.ts';
import { createGuard } from '../../../src/host/platform/http/guard.ts';
import { createServer, newServer } from '../../../src/host/platform/http/server.ts';
import { createValidatorCompiler } from '../../../src/host/platform/http/validation.ts';
import { openReachability } from '../../../src/host/features/network/reachability.ts';
import { createRandom } from '../../../src/host/platform/random.ts';
import { openShow } from '../../../src/host/show/show.ts';
import { createSqliteStorage } from '../../../src/host/storage/sqlite/sqliteStorage.ts';
import { ROUTES } from '../../../src/contract/routes.ts';
import { join } from 'node:path';
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
  startServer: async ({ dataDir, answer }: { dataDir: string; answer: SameAnswer }): Promise<number> => {
    const pagesDir = join(import.meta.dirname, '../../../out');
    const clock = createClock();
    const random = createRandom();
    const storage = createSqliteStorage(dataDir);
    const app = await createServer({
      logger: pino({ level: 'warn' }),
      guard: createGuard(null),
      pagesDir,
      routes: {
        storage,
        show: await openShow({ storage, clock, random, beacon: () => Promise.reject(new Error('no draw here')) }),
        auth: await createAuth({ storage, clock, random, firstPassword: null }),
        reachability: await openReachability({
          storage,
          readAddresses: () => [],
          port: 0,
          bound: '127.0.0.1',
          publicUrl: null,
          onChange: () => undefined,
        }),
        clock,
        random,
        pagesDir,
        registrationLimit: 0,
        publicUrl: null,
        version: '0',
        keepCopy: async () => '',
      },
    });
    app.post('/reference', { schema: { body: ROUTES.register.body, hide: true } }, (_request, reply) => {
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
