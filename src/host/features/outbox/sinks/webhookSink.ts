import { createHash } from 'node:crypto';
import { cloudEventText, SMS_TYPE } from '../cloudEvent.ts';
import type { StoredEvent } from '../store.ts';
import { createHttpSender, type HttpSender } from './httpRequest.ts';
import { signatureHeaders } from './signature.ts';
import { fault, type Fault } from '../faults.ts';
import { DELIVERED, failed, type Delivery, type Sink } from './sink.ts';

const PARALLEL = 16;

const GONE = 410;

const faultFor = (status: number): Fault => {
  if (status >= 300 && status < 400)
    return fault(
      'redirected',
      `it answered ${status}, a redirect: redirects are not followed. Give the address itself`,
    );
  if (status === 401 || status === 403) return fault('not_allowed', `it answered ${status}: does it know our secret?`);
  if (status === 404) return fault('wrong_path', 'it answered 404: is the path right?');
  return fault('rejected', `it answered ${status}`);
};

/** A receiver of webhooks: CloudEvents 1.0, structured JSON, signed. `keys`: none, and nothing is signed. `now`: ms since 1970. */
export const createWebhookSink = (parts: {
  readonly url: string;
  readonly keys: readonly Uint8Array[];
  readonly now: () => number;
  readonly sender?: HttpSender;
}): Sink => {
  const url = new URL(parts.url);
  const sender = parts.sender ?? createHttpSender(url, PARALLEL);

  const deliver = async (event: StoredEvent, signal: AbortSignal): Promise<Delivery> => {
    const body = cloudEventText(event);
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ...signatureHeaders(parts.keys, { id: event.id, at: parts.now(), body }),
    };
    const { status, afterMs } = await sender.send({ method: 'POST', headers, body }, { readsAnswer: false, signal });
    if (status >= 200 && status < 300) return DELIVERED;
    if (status === GONE)
      return { kind: 'gone', fault: fault('gone', 'The receiver answered 410: it wants no more events.') };
    return failed(faultFor(status), afterMs);
  };

  return {
    // By the address, so that each keeps its place whatever else is configured.
    id: `webhook-${createHash('sha256').update(url.href).digest('hex').slice(0, 12)}`,
    kind: 'webhook',
    // What follows the path, and a password, may be a secret.
    target: `${url.origin}${url.pathname}`,
    parallel: PARALLEL,
    batch: 1,
    perSubject: true,
    takes: ({ type }) => type !== SMS_TYPE,
    // A receiver may well come up after us.
    check: async () => undefined,
    deliver: async ([event], signal) => (event ? deliver(event, signal) : DELIVERED),
    test: (event, _to, signal) => deliver(event, signal),
    close: async () => sender.close(),
  };
};
