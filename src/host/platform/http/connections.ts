import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { noteNewcomer } from '../newcomers.ts';
import { placeOf } from './addresses.ts';

/** Connections that are left for this machine's own windows when everybody else has taken theirs. */
const KEPT_FOR_WINDOWS = 32;

/** The host's own windows open 127.0.0.1, from there. */
const isOwnWindow = (address: string): boolean => /^(::ffff:)?127\.0\.0\.1$|^::1$/.test(address);

/**
 * At most `limit` connections. When nearly all are taken, a newcomer takes the place of the one that has been idle longest,
 * of the address that has most; screens, which are idle by nature, go after all others.
 */
export const limitConnections = (server: Server, limit: number): void => {
  server.maxConnections = limit;
  /** By address: connections in the order in which something last came over them, the idlest first. */
  const plain = new Map<string, Set<Socket>>();
  const screens = new Map<string, Set<Socket>>();
  let count = 0;

  const add = (to: Map<string, Set<Socket>>, address: string, socket: Socket): void => {
    const sockets = to.get(address);
    if (sockets) sockets.add(socket);
    else to.set(address, new Set([socket]));
  };
  const remove = (from: Map<string, Set<Socket>>, address: string, socket: Socket): boolean => {
    const sockets = from.get(address);
    if (!sockets?.delete(socket)) return false;
    if (sockets.size === 0) from.delete(address);
    return true;
  };
  const idlestOfBusiest = (among: Map<string, Set<Socket>>): Socket | undefined => {
    let busiest: Set<Socket> | undefined;
    for (const [address, sockets] of among) {
      if (!isOwnWindow(address) && sockets.size > (busiest?.size ?? 0)) busiest = sockets;
    }
    return busiest?.values().next().value;
  };

  server.on('connection', (socket: Socket) => {
    noteNewcomer();
    const address = placeOf(socket.remoteAddress ?? '');
    count += 1;
    socket.once('close', () => {
      count -= 1;
      if (!remove(plain, address, socket)) remove(screens, address, socket);
    });
    if (count > limit - KEPT_FOR_WINDOWS && !isOwnWindow(address)) {
      const leaving = idlestOfBusiest(plain) ?? idlestOfBusiest(screens);
      leaving?.destroy();
    }
    add(plain, address, socket);
  });
  // Before anything answers.
  server.prependListener('request', ({ socket }: IncomingMessage) => {
    const address = placeOf(socket.remoteAddress ?? '');
    if (remove(plain, address, socket)) add(plain, address, socket);
  });
  server.prependListener('upgrade', ({ socket }: IncomingMessage) => {
    const address = placeOf(socket.remoteAddress ?? '');
    if (remove(plain, address, socket)) add(screens, address, socket);
  });
};
