import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { noteNewcomer } from '../newcomers.ts';
import { placeOf } from './addresses.ts';

/** Connections that are left for this machine's own windows when everybody else has taken theirs. */
const KEPT_FOR_WINDOWS = 32;
/** As many as a browser opens: who has more of them is no single phone that loads its page. */
const A_BROWSERS = 6;
/** Who came, or asked for something, less than this ago is not idle, ms. */
const JUST_NOW_MS = 1_000;

/** The host's own windows open 127.0.0.1, from there. */
const isOwnWindow = (address: string): boolean => /^(::ffff:)?127\.0\.0\.1$|^::1$/.test(address);

/**
 * At most `limit` connections. When nearly all are taken, a newcomer takes the place of the one that has been idle longest,
 * of the address that has most; screens, which are idle by nature, go after all others. But newcomers do not take each other's
 * places, while an address holds many screens.
 */
export const limitConnections = (server: Server, limit: number): void => {
  server.maxConnections = limit;
  /** By address: connections in the order in which something last came over them, the idlest first. */
  const plain = new Map<string, Set<Socket>>();
  const screens = new Map<string, Set<Socket>>();
  const usedAt = new WeakMap<Socket, number>();
  let count = 0;

  const add = (to: Map<string, Set<Socket>>, address: string, socket: Socket): void => {
    usedAt.set(socket, performance.now());
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
  const busiestOf = (among: Map<string, Set<Socket>>): Set<Socket> => {
    let busiest = new Set<Socket>();
    for (const [address, sockets] of among) {
      if (!isOwnWindow(address) && sockets.size > busiest.size) busiest = sockets;
    }
    return busiest;
  };
  const idlestOf = (sockets: Set<Socket>): Socket | undefined => sockets.values().next().value;
  const isJustNow = (socket: Socket): boolean => performance.now() - (usedAt.get(socket) ?? 0) < JUST_NOW_MS;

  const leaving = (): Socket | undefined => {
    const [busiest, screensOfOne] = [busiestOf(plain), busiestOf(screens)];
    const idlest = idlestOf(busiest);
    if (!idlest) return idlestOf(screensOfOne);
    const areNewcomers = busiest.size <= A_BROWSERS && isJustNow(idlest);
    return areNewcomers && screensOfOne.size > A_BROWSERS ? idlestOf(screensOfOne) : idlest;
  };

  server.on('connection', (socket: Socket) => {
    noteNewcomer();
    const address = placeOf(socket.remoteAddress ?? '');
    count += 1;
    socket.once('close', () => {
      count -= 1;
      if (!remove(plain, address, socket)) remove(screens, address, socket);
    });
    if (count > limit - KEPT_FOR_WINDOWS && !isOwnWindow(address)) leaving()?.destroy();
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
