import type { ErrorBody, ErrorCode } from '../../contract/errors.ts';
import { PATHS, type RouteName } from '../../contract/paths.ts';
import type { RouteBody, RouteData, RouteParams, RouteQuery, SuccessBody } from '../../contract/routes.ts';
import { accept, refuse, type Result } from '../../core/result.ts';

type Given<K extends string, T> = T extends undefined ? { [P in K]?: undefined } : { [P in K]: T };

export type CallInput<N extends RouteName> = Given<'params', RouteParams<N>> &
  Given<'body', RouteBody<N>> & {
    query?: RouteQuery<N>;
    /** A file, for the routes that take an upload. */
    file?: File | undefined;
    /** The same key again gets the first answer again; use one for each intention of the user. */
    idempotencyKey?: string | undefined;
    /** A session token, where no cookie speaks for the caller. */
    token?: string | undefined;
    /** Ms until the whole answer must be there; `REQUEST_TIMEOUT_MS` where none is given, more for a file. */
    timeoutMs?: number | undefined;
  };

/** `offline`: no answer came from the host, or none in time. */
export type CallError = ErrorCode | 'offline';

/** What is not answered for so long was lost on the way: no button waits for it any longer. */
const REQUEST_TIMEOUT_MS = 15_000;
/** For what takes its time though all is well: a large file on its way, to the host or from it. */
export const LONG_TIMEOUT_MS = 120_000;
/** For the start of a draw: the host may ask the public beacon for up to 15 s before it answers. */
export const START_TIMEOUT_MS = 30_000;

/**
 * Calls a route of the host. Refusals, a lost connection and an answer that does not come in time are values; it never
 * throws, and it always ends.
 */
export const call = async <N extends RouteName>(
  name: N,
  input: CallInput<N>,
): Promise<Result<RouteData<N>, CallError>> => {
  const [method, template] = PATHS[name];
  const params = new Map<string, unknown>(Object.entries(input.params ?? {}));
  const path = template.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params.get(key))));
  const asked = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) if (value !== undefined) asked.set(key, String(value));
  const query = asked.toString();
  const headers: Record<string, string> = {};
  let body: BodyInit | null = null;
  if (input.file !== undefined) {
    body = new FormData();
    body.append('image', input.file);
  } else if (input.body !== undefined) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(input.body);
  }
  if (input.idempotencyKey !== undefined) headers['idempotency-key'] = input.idempotencyKey;
  if (input.token !== undefined) headers['authorization'] = `Bearer ${input.token}`;
  // By hand: AbortSignal.timeout is younger than the browsers that phones bring.
  const abort = new AbortController();
  const timeoutMs = input.timeoutMs ?? (input.file ? LONG_TIMEOUT_MS : REQUEST_TIMEOUT_MS);
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(query === '' ? path : `${path}?${query}`, {
      method,
      headers,
      body,
      signal: abort.signal,
      cache: 'no-store',
    });
    // The host answers every route with one of these two bodies; anything else is not the host.
    const answer = (await response.json()) as SuccessBody<RouteData<N>> | ErrorBody;
    return answer.success ? accept(answer.data) : { ok: false, refusal: answer.error };
  } catch {
    return refuse('offline', 'The host does not answer.');
  } finally {
    clearTimeout(timer);
  }
};
