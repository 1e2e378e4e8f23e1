/** An HTTP client that checks every answer against the contract. Written on node:http, so that a test may send anything. */
import type { RouteSpec } from '../../src/contract/shared/spec.ts';
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { ERROR_STATUS, type ErrorCode } from '../../src/contract/errors.ts';
import { PATHS, type RouteName } from '../../src/contract/paths.ts';
import {
  ROUTES,
  type RouteBody,
  type RouteData,
  type RouteParams,
  type RouteQuery,
} from '../../src/contract/routes.ts';

export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

export interface Answer<N extends RouteName> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** What a success holds; throws, with the answer in its message, for a refusal. */
  readonly data: RouteData<N>;
  /** The code of a refusal; null for a success. */
  readonly code: ErrorCode | null;
  readonly details: unknown;
}

type Given<K extends string, T> = T extends undefined ? { readonly [P in K]?: undefined } : { readonly [P in K]: T };

/** `event_id` may be left out of the path's parameters: it is the host's event then. */
type OpenParams<T> = T extends { event_id: string } ? Omit<T, 'event_id'> & { event_id?: string } : T;
type NeededParams<T> = T extends undefined
  ? { readonly params?: undefined }
  : Record<never, never> extends OpenParams<T>
    ? { readonly params?: OpenParams<T> }
    : { readonly params: OpenParams<T> };

export interface Extras {
  /** `Idempotency-Key`. */
  readonly key?: string;
  /** Bearer token: a session token or an admin's; null sends none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export type CallInput<N extends RouteName> = NeededParams<RouteParams<N>> &
  Given<'body', RouteBody<N>> & { readonly query?: RouteQuery<N> } & Extras;

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
const validators = new Map<RouteName, ValidateFunction>();

const validatorOf = (name: RouteName): ValidateFunction => {
  let validate = validators.get(name);
  if (!validate) validators.set(name, (validate = ajv.compile(ROUTES[name].data)));
  return validate;
};

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in ERROR_STATUS;

/** The code of a refusal as the contract has them: right envelope, known code, the code's status. Throws otherwise. */
export const refusalOf = ({
  status,
  text,
}: Pick<RawAnswer, 'status' | 'text'>): { code: ErrorCode; details: unknown } => {
  const body: unknown = JSON.parse(text);
  const { success, error, ...rest } = body as Record<string, unknown>;
  const { code, message, details, ...more } = (error ?? {}) as Record<string, unknown>;
  if (
    success !== false ||
    !isErrorCode(code) ||
    typeof message !== 'string' ||
    message === '' ||
    Object.keys(rest).length > 0 ||
    Object.keys(more).length > 0 ||
    ERROR_STATUS[code] !== status
  ) {
    throw new Error(`not a refusal of the contract: ${status} ${text.slice(0, 500)}`);
  }
  return { code, details };
};

export interface Client {
  readonly url: string;
  /** Sends anything, answers whatever comes. Rejects only when the connection fails. */
  raw(request: RawRequest): Promise<RawAnswer>;
  /** Calls a route by its name; an answer that the contract does not know rejects. */
  call<N extends RouteName>(name: N, input: CallInput<N>): Promise<Answer<N>>;
  close(): void;
}

/** `eventId` fills paths that name no event of their own. */
export const createClient = (url: string, eventId: string): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: 400 });
  const { hostname, port } = new URL(url);

  const raw: Client['raw'] = ({ method = 'GET', path, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const request = httpRequest({ agent, hostname, port, method, path, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text: bytes.toString('utf8'),
          });
        });
      });
      request.on('error', reject);
      if (body !== undefined) request.setHeader('content-length', Buffer.byteLength(body));
      request.end(body);
    });

  const call = async <N extends RouteName>(name: N, input: CallInput<N>): Promise<Answer<N>> => {
    const spec: RouteSpec = ROUTES[name];
    const [method, template] = PATHS[name];
    const params = new Map<string, unknown>([['event_id', eventId], ...Object.entries(input.params ?? {})]);
    const path = template.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params.get(key))));
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(input.query ?? {}))
      if (value !== undefined) query.set(key, String(value));
    const headers: Record<string, string> = { ...input.headers };
    if (input.body !== undefined) headers['content-type'] = 'application/json';
    if (input.key !== undefined) headers['idempotency-key'] = input.key;
    if (typeof input.token === 'string') headers['authorization'] = `Bearer ${input.token}`;
    const answer = await raw({
      method,
      path: query.size > 0 ? `${path}?${query}` : path,
      headers,
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    });
    const { status, text } = answer;
    const shared = { status, headers: answer.headers, text };
    const succeeded = spec.status.some((expected) => expected === status);
    if (!succeeded) {
      return {
        ...shared,
        ...refusalOf(answer),
        get data(): RouteData<N> {
          throw new Error(`${name} was refused: ${status} ${text}`);
        },
      };
    }
    const body: unknown = JSON.parse(text);
    const data = spec.bare ? body : (body as { data: unknown }).data;
    const validate = validatorOf(name);
    if (!validate(data))
      throw new Error(`${name} answered what the contract does not know: ${ajv.errorsText(validate.errors)} ${text}`);
    // Checked just now against the schema that the type is made of.
    return { ...shared, data: data as RouteData<N>, code: null, details: undefined };
  };

  return { url, raw, call, close: () => agent.destroy() };
};
