import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '../../../contract/errors.ts';
import type { Refusal } from '../../../core/result.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The name part of a Host header, without port and brackets, lower-case; null if it is none, or part of no URL. */
const hostName = (header: string): string | null => {
  if (!URL.canParse(`http://${header}`)) return null;
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:/?#@\s[\]]+))(?::\d{1,5})?$/i.exec(header);
  return (match?.[1] ?? match?.[2] ?? '').toLowerCase() || null;
};

/**
 * Refuses requests that a foreign page makes a browser send. DNS rebinding needs a name: only addresses, this
 * machine's own names and the public URL's are answered. Changing requests and sockets must come from a page of ours
 * (Origin), or from no page at all.
 */
export const createGuard = (publicUrl: string | null) => {
  const machine = hostname().toLowerCase();
  const publicOrigin = publicUrl === null ? null : new URL(publicUrl);
  const names = new Set(['localhost', machine, `${machine}.local`]);
  if (publicOrigin) names.add(publicOrigin.hostname.replace(/^\[|\]$/g, ''));

  const isOwnOrigin = (origin: string, host: string): boolean => {
    if (publicOrigin && origin === publicOrigin.origin) return true;
    return URL.canParse(origin) && new URL(origin).host === new URL(`http://${host}`).host;
  };

  // The whole room uses the same one.
  let lastGood: string | null = null;

  /** `upgrade`: a WebSocket handshake, which browsers let any page make. Null: let it pass. */
  return (request: IncomingMessage, upgrade: boolean): Refusal<ErrorCode> | null => {
    const { host = '', origin } = request.headers;
    if (host !== lastGood) {
      const name = hostName(host);
      if (name === null || !(isIP(name) > 0 || names.has(name))) {
        return { code: 'host_not_allowed', message: 'This host does not answer to that name.' };
      }
      lastGood = host;
    }
    if (!upgrade && SAFE_METHODS.has(request.method ?? '')) return null;
    const foreign =
      origin === undefined ? request.headers['sec-fetch-site'] === 'cross-site' : !isOwnOrigin(origin, host);
    return foreign ? { code: 'origin_not_allowed', message: 'Another site may not do this.' } : null;
  };
};

export type Guard = ReturnType<typeof createGuard>;
