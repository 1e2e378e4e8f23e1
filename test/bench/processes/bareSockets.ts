/** What the reveal is measured against: a loop over plain `ws` connections that sends a given text to each. */
import { once } from 'node:events';
import { WebSocketServer, type WebSocket } from 'ws';
import { serveCommands } from '../child.ts';
import { wallClock } from '../numbers.ts';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, backlog: 4_096 });
const listening = once(server, 'listening');
const byPath = new Map<string, Set<WebSocket>>();
server.on('connection', (client, { url = '' }) => byPath.set(url, (byPath.get(url) ?? new Set()).add(client)));

const commands = {
  port: async (): Promise<number> => {
    await listening;
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  },

  /** Sends to all, or to those who connected to this path; answers when it began, in ms since 1970. */
  send: async ({ message, path }: { message: string; path?: string }): Promise<number> => {
    const beganAt = wallClock();
    for (const client of path === undefined ? server.clients : (byPath.get(path) ?? [])) client.send(message);
    return beganAt;
  },
};

export type BareSockets = typeof commands;
serveCommands(commands);
