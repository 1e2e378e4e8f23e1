import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { isInternalAddress, namesInternalHost } from './internalAddress.ts';
import { FaultError } from '../faults.ts';

const PATIENCE_MS = 15_000;
const LONGEST_ANSWER = 64 * 1024;
const LONGEST_WAIT_MS = 15 * 60_000;

export interface OutgoingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OutgoingAnswer {
  readonly status: number;
  /** The receiver says when to come back, ms from now. */
  readonly afterMs: number | null;
  /** The first 64 KiB; empty unless they were asked for. */
  readonly text: string;
}

/** Sends requests to one address, over connections that are kept. Redirects are answers like others: none is followed. */
export interface HttpSender {
  /** Rejects where no answer comes, after 15 s at the latest. `readsAnswer`: it waits for the answer's body too. */
  send(request: OutgoingRequest, options: { readsAnswer: boolean; signal: AbortSignal }): Promise<OutgoingAnswer>;
  close(): void;
}

/**
 * Looks a name up and refuses it when one of its addresses is of an internal network. The connection is made to what was
 * looked up here, so that a name cannot mean one thing when it is checked and another when it is used.
 */
const publicLookup =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      if (error) return callback(error, found, family);
      const addresses: (string | LookupAddress)[] = typeof found === 'string' ? [found] : found;
      const bad = addresses
        .map((each) => (typeof each === 'string' ? each : each.address))
        .find((address) => isInternalAddress(address));
      if (bad === undefined) return callback(null, found, family);
      const refused = `${hostname} leads to ${bad}, into an internal network: refused`;
      callback(new FaultError('internal_address', refused), found, family);
    });
  };

const retryAfterMs = (header: string | undefined): number | null => {
  const seconds = header === undefined ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(LONGEST_WAIT_MS, seconds * 1_000) : null;
};

/** `url`: where to, as the organiser gave it. `parallel`: connections at the same time. */
export const createHttpSender = (
  url: URL,
  parallel: number,
  { lookup = systemLookup as LookupFunction, patienceMs = PATIENCE_MS } = {},
): HttpSender => {
  // Not imported: to name all that a module of Node exports, an import loads Node's WebSocket, 8 MB at every start.
  const { Agent, request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: parallel, maxFreeSockets: parallel });
  const checked = namesInternalHost(url.hostname) ? lookup : publicLookup(lookup);

  return {
    send: ({ method, headers, body }, { readsAnswer, signal }) =>
      new Promise((resolve, reject) => {
        const answered = (response: IncomingMessage, text: string): void =>
          resolve({
            status: response.statusCode ?? 0,
            afterMs: retryAfterMs(response.headers['retry-after']),
            text,
          });
        const sent = request(
          url,
          {
            agent,
            method,
            lookup: checked,
            headers: { 'user-agent': 'lucky-draw-kiosk', ...headers, 'content-length': Buffer.byteLength(body) },
            // It ends an answer without an end, too.
            signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
          },
          (response) => {
            const parts: Buffer[] = [];
            let length = 0;
            response.on('error', reject);
            response.on('data', (part: Buffer) => {
              length += part.length;
              if (readsAnswer) parts.push(part);
              if (length <= LONGEST_ANSWER) return;
              // Who does not stop talking is not listened to: the connection is not used again.
              answered(response, Buffer.concat(parts).toString('utf8'));
              response.destroy();
            });
            response.on('end', () => answered(response, Buffer.concat(parts).toString('utf8')));
            if (!readsAnswer) answered(response, '');
          },
        );
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
};
