import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The CloudEvent in it. */
  readonly event: { id: string; type: string; subject: string; data: Record<string, unknown> };
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** How it answers from now on. */
  answer(respond: (received: Received, response: ServerResponse, request: IncomingMessage) => void): void;
  /** Resolves when this holds; looks again with each request. */
  until(holds: (received: readonly Received[]) => boolean): Promise<void>;
}

/** A real HTTP server that takes what is posted to it, and answers 204 unless told otherwise. */
export const openReceiver = async (port = 0): Promise<Receiver> => {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let respond: Parameters<Receiver['answer']>[0] = (_received, response) => void response.writeHead(204).end();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const isEvent = request.headers['content-type']?.startsWith('application/cloudevents+json') === true;
      // What our own host has sent; a test looks at what it is.
      const event = (isEvent ? JSON.parse(body) : {}) as Received['event'];
      const one = { headers: request.headers, body, event };
      received.push(one);
      respond(one, response, request);
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (next) => {
      respond = next;
    },
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds(received)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
};
