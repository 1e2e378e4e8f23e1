/** A receiver of webhooks in a process of its own: counts what comes, and how old it is when it comes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveCommands } from '../child.ts';

let ages: number[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    response.writeHead(204).end();
    const sentAt = /"sent_at":([\d.]+)/.exec(body)?.[1];
    if (sentAt !== undefined) ages.push(performance.timeOrigin + performance.now() - Number(sentAt));
  });
});

const commands = {
  start: async (): Promise<number> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  },
  /** How old each event was, ms, since the last time this was asked. */
  take: async (): Promise<number[]> => {
    const taken = ages;
    ages = [];
    return taken;
  },
};
export type OutboxReceiver = typeof commands;
serveCommands(commands);
