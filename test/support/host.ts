import { onTestFinished } from 'vitest';
import type { RouteName } from '../../src/contract/paths.ts';
import { createHost, type Host, type HostConfig, type HostServices } from '../../src/host/createHost.ts';
import { createClient, type Answer, type CallInput, type Client } from './client.ts';
import { PAGES_DIR } from './project.ts';
import { quickDelayer } from './quickDelayer.ts';
import { temporaryFolder } from './temporary.ts';

export { upTo } from './upTo.ts';

export interface HostOptions extends Partial<HostServices> {
  readonly config?: Partial<HostConfig>;
}

export interface TestHost {
  readonly host: Host;
  readonly url: string;
  readonly eventId: string;
  readonly dataDir: string;
  /** An admin's session token. */
  readonly adminToken: string;
  /** Without login, unless a token is given. */
  readonly client: Client;
  readonly call: Client['call'];
  /** The same, logged in as the organiser. */
  admin<N extends RouteName>(name: N, input: CallInput<N>): Promise<Answer<N>>;
  /** Joins `count` phones, one after the other unless `atOnce`; their tokens and numbers. */
  join(count: number): Promise<{ draw_number: number; session_token: string }[]>;
  /** Closes this host and opens another on the same data. */
  reopen(options?: HostOptions): Promise<TestHost>;
  close(): Promise<void>;
}

export const hostConfig = (config: Partial<HostConfig> = {}): HostConfig => ({
  port: 0,
  host: '127.0.0.1',
  dataDir: config.dataDir ?? temporaryFolder(),
  adminPassword: null,
  publicUrl: null,
  logLevel: 'silent',
  registrationLimit: 6_000,
  trustProxy: [],
  without: [],
  outboxFile: null,
  webhookUrl: [],
  webhookSecret: [],
  kafkaBrokers: [],
  smsGateway: null,
  outboxKeep: 100_000,
  roomTimeout: 3_600,
  pagesDir: PAGES_DIR,
  tryNextPorts: false,
  ...config,
});

/** A real host on a free port. The caller closes it; see `hostForTest`. */
export const openHost = async (options: HostOptions = {}): Promise<TestHost> => {
  const { config, ...services } = options;
  const whole = hostConfig(config);
  const host = await createHost(whole, { delayer: quickDelayer(), ...services });
  const client = createClient(host.url, host.eventId);
  // A ticket instead of the password: checking a password costs a fifth of a second, on purpose.
  const login = await client.call('redeemTicket', { body: { ticket: host.issueTicket() } });
  const adminToken = login.data.token;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    client.close();
    closing ??= host.close();
    return closing;
  };
  return {
    host,
    url: host.url,
    eventId: host.eventId,
    dataDir: whole.dataDir,
    adminToken,
    client,
    call: client.call,
    admin: (name, input) => client.call(name, { token: adminToken, ...input }),
    join: (count) =>
      Promise.all(
        Array.from({ length: count }, async () => {
          const { data } = await client.call('register', { body: { event_id: host.eventId } });
          return data;
        }),
      ),
    reopen: async (next = {}) => {
      await close();
      return openHost({ ...options, ...next, config: { ...whole, ...next.config } });
    },
    close,
  };
};

/** The same for one test, which closes it. */
export const hostForTest = async (options: HostOptions = {}): Promise<TestHost> => {
  const opened = await openHost(options);
  onTestFinished(() => opened.close());
  const { reopen } = opened;
  return {
    ...opened,
    reopen: async (next) => {
      const again = await reopen(next);
      onTestFinished(() => again.close());
      return again;
    },
  };
};

/** Winners' numbers, sorted. */
export const numbersOf = (list: readonly { draw_number: number }[]): number[] =>
  list.map(({ draw_number }) => draw_number).sort((one, other) => one - other);
