import type { FastifyInstance } from 'fastify';
import { StartError } from './startError.ts';

const NEXT_PORTS = 50;

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * Listens, and answers the port. `tryNextPorts`: moves on to the next free port if this one is taken.
 * @throws StartError where it cannot listen.
 */
export const listen = async (
  app: FastifyInstance,
  config: { readonly port: number; readonly host: string; readonly tryNextPorts: boolean },
): Promise<number> => {
  const last = config.tryNextPorts && config.port !== 0 ? Math.min(65_535, config.port + NEXT_PORTS) : config.port;
  for (let port = config.port; ; port += 1) {
    try {
      await app.listen({ port, host: config.host, backlog: 4_096 });
      const address = app.server.address();
      return typeof address === 'object' && address ? address.port : port;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EADDRINUSE' && port < last) continue;
      if (code === 'EADDRINUSE') {
        throw new StartError(
          `Port ${port} is taken by another program. Stop that one, or choose another with --port.`,
          error,
        );
      }
      if (code === 'EACCES') {
        throw new StartError(`Port ${port} may not be used by this user. Choose one above 1023 with --port.`, error);
      }
      if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
        throw new StartError(`This machine has no address ${config.host}. Choose another with --host.`, error);
      }
      throw error;
    }
  }
};
