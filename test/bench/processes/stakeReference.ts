/**
 * What durable stakes are measured against: the host's own server with all its hooks, and one route that validates a stake
 * and answers, and keeps nothing.
 */
import { pino } from 'pino';
import { ROUTES } from '../../../src/contract/routes.ts';
import { createClock } from '../../../src/host/platform/clock.ts';
import { createCallers } from '../../../src/host/platform/http/caller.ts';
import { createAddresses } from '../../../src/host/platform/http/addresses.ts';
import { createGuard } from '../../../src/host/platform/http/guard.ts';
import { createServer } from '../../../src/host/platform/http/server.ts';
import { createTurns } from '../../../src/host/platform/http/turns.ts';
import { createProblems } from '../../../src/host/platform/problems.ts';
import { serveCommands } from '../child.ts';

const commands = {
  start: async ({ answer }: { answer: string }): Promise<number> => {
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
    app.post('/api/stake', { schema: { body: ROUTES.stake.body, hide: true } }, (_request, reply) => {
      reply.code(201).type('application/json; charset=utf-8').header('cache-control', 'no-store');
      return reply.send(answer);
    });
    await app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
    const address = app.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  },
};

export type StakeReference = typeof commands;
serveCommands(commands);
