import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { placeOf } from '../http/addresses.ts';

/** A plain WebSocket for other programs, server to client. What a client sends is not read. */
export interface PublicFeed {
  readonly name: string;
  /** The group that a path leads to, null where it is not this feed's. */
  match(path: string): string | null;
  /** What a program is told at once: how things stand. */
  first(key: string): object;
}

/** Of all feeds together. When they are taken, an address with fewer gets one from the address with the most. */
const MAX_CLIENTS = 500;
/** Whoever has this much unread is dropped, never waited for. */
const MAX_UNREAD_BYTES = 256 * 1024;

/** All public feeds of a host, on one server for WebSockets. */
export const createFeedServer = (feeds: readonly PublicFeed[], dropped: (why: string) => void) => {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 1_024,
    clientTracking: true,
  });
  const alive = new WeakSet<WebSocket>();
  const groups = new Map<string, Set<WebSocket>>();
  /** By address, whoever came first first. */
  const places = new Map<string, Set<WebSocket>>();
  const groupOf = (feed: string, key: string): string => `${feed} ${key}`;

  /** Makes room for one more from this place, where it has fewer than others. */
  const hasRoomFor = (place: string): boolean => {
    if (server.clients.size < MAX_CLIENTS) return true;
    const largest = [...places.values()].reduce((one, other) => (other.size > one.size ? other : one), new Set());
    if (largest.size <= (places.get(place)?.size ?? 0) + 1) {
      dropped('program_no_place');
      return false;
    }
    dropped('program_place_shared');
    const [first] = largest;
    first?.terminate();
    return true;
  };

  const join = (client: WebSocket, place: string, feed: PublicFeed, key: string): void => {
    const neighbours = places.get(place) ?? new Set();
    places.set(place, neighbours.add(client));
    const name = groupOf(feed.name, key);
    const group = groups.get(name) ?? new Set();
    groups.set(name, group.add(client));
    alive.add(client);
    client.on('pong', () => alive.add(client));
    client.on('message', () => undefined);
    // A broken connection closes by itself; there is nobody to tell.
    client.on('error', () => client.terminate());
    client.on('close', () => {
      neighbours.delete(client);
      if (neighbours.size === 0) places.delete(place);
      group.delete(client);
      if (group.size === 0) groups.delete(name);
    });
    client.send(JSON.stringify(feed.first(key)));
  };

  return {
    /** Whether the path of this request is a feed's. */
    accepts: (path: string): boolean => feeds.some((feed) => feed.match(path) !== null),

    accept: (path: string, address: string, request: IncomingMessage, socket: Duplex, head: Buffer): void => {
      const place = placeOf(address);
      if (!hasRoomFor(place)) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n', () => socket.destroy());
        return;
      }
      for (const feed of feeds) {
        const key = feed.match(path);
        if (key === null) continue;
        server.handleUpgrade(request, socket, head, (client) => join(client, place, feed, key));
        return;
      }
    },

    publish: (feed: string, key: string, message: object): void => {
      const group = groups.get(groupOf(feed, key));
      if (!group) return;
      const text = JSON.stringify(message);
      for (const client of group) {
        if (client.bufferedAmount > MAX_UNREAD_BYTES) {
          dropped('program_unread');
          client.terminate();
        } else if (client.readyState === client.OPEN) client.send(text);
      }
    },

    /** Adds the clients of each feed. */
    addSizes: (sizes: Map<string, number>): void => {
      for (const [name, group] of groups) {
        const feed = `feed-${name.split(' ', 1)[0] ?? ''}`;
        sizes.set(feed, (sizes.get(feed) ?? 0) + group.size);
      }
    },

    /** Drops those who do not answer or do not read. */
    sweep: (): void => {
      for (const client of server.clients) {
        if (!alive.has(client) || client.bufferedAmount > MAX_UNREAD_BYTES) client.terminate();
        alive.delete(client);
        client.ping();
      }
    },

    close: (): void => {
      for (const client of server.clients) client.close(1001, 'The host stops.');
      server.close();
    },
  };
};
