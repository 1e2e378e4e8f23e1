/** The settings a host is started with: flags, each also an environment variable; a flag beats its variable. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly adminPassword: string | null;
  /** An origin, without a slash at its end. */
  readonly publicUrl: string | null;
  readonly logLevel: LogLevel;
  /** New registrations a minute from one address; 0: no limit. */
  readonly registrationLimit: number;
  /** Addresses of proxies whose word for where a request comes from is taken. */
  readonly trustProxy: readonly string[];
  /** Where events go as JSON lines; absolute. */
  readonly outboxFile: string | null;
  readonly webhookUrl: readonly string[];
  /** `whsec_…`; several while one takes the place of another. Each signs. */
  readonly webhookSecret: readonly string[];
  /** host:port. */
  readonly kafkaBrokers: readonly string[];
  /** The file that describes how SMS are sent; absolute. */
  readonly smsGateway: string | null;
  /** After so many seconds without its host a room becomes free; 0: never. */
  readonly roomTimeout: number;
  /** So many delivered events are kept for replays. */
  readonly outboxKeep: number;
  /** Features that are left out: their routes are not there, their sections hidden, their tables kept. */
  readonly without: readonly OptionalFeature[];
}

/** Features that a host can do without. */
export const OPTIONAL_FEATURES = ['log', 'outbox', 'campaigns', 'lotteries', 'rooms'] as const;
export type OptionalFeature = (typeof OPTIONAL_FEATURES)[number];

export type SettingsOutcome =
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** `--help` or `--version`: print and end with 0. */
  | { readonly kind: 'text'; readonly text: string }
  /** One line for stderr; end with 2. */
  | { readonly kind: 'error'; readonly message: string };

/** What a value must be, in words that follow "must be", or the value. */
type Parse<T> = (raw: string) => { readonly value: T } | { readonly mustBe: string };

const wholeNumber =
  (maximum: number): Parse<number> =>
  (raw) =>
    /^\d{1,9}$/.test(raw) && Number(raw) <= maximum
      ? { value: Number(raw) }
      : { mustBe: `a whole number from 0 to ${maximum}` };

const address: Parse<string> = (raw) =>
  isIP(raw) !== 0 || (raw.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(raw) && !/^[\d.]+$/.test(raw))
    ? { value: raw }
    : { mustBe: 'an address or a host name of this machine, such as 0.0.0.0' };

const folder: Parse<string> = (raw) =>
  raw.trim() !== '' && !raw.includes('\0') ? { value: resolve(raw) } : { mustBe: 'the path of a folder' };

const password: Parse<string> = (raw) => (raw.length <= 256 ? { value: raw } : { mustBe: '256 characters at most' });

const origin: Parse<string> = (raw) => {
  const url = URL.parse(raw);
  const isOrigin =
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    /^[^?#@\\\s]*$/.test(raw) &&
    url.pathname === '/';
  return isOrigin
    ? { value: url.origin }
    : { mustBe: 'an http or https address without a path, such as https://draw.example.org' };
};

const logLevel: Parse<LogLevel> = (raw) => {
  const value = LOG_LEVELS.find((level) => level === raw);
  return value === undefined ? { mustBe: `one of ${LOG_LEVELS.join(', ')}` } : { value };
};

const features: Parse<readonly OptionalFeature[]> = (raw) => {
  const names = raw.split(',').map((name) => name.trim());
  const found = OPTIONAL_FEATURES.filter((name) => names.includes(name));
  return found.length === new Set(names).size
    ? { value: found }
    : { mustBe: `some of ${OPTIONAL_FEATURES.join(', ')}, with commas between them` };
};

const file: Parse<string> = (raw) =>
  raw.trim() !== '' && !raw.includes('\0') && !/[\\/]$/.test(raw)
    ? { value: resolve(raw) }
    : { mustBe: 'the path of a file' };

/** Each given by a flag of its own, or all of them with spaces or commas between them. */
const list =
  (between: RegExp, mustBe: string, asItem: (item: string) => string | null): Parse<readonly string[]> =>
  (raw) => {
    const items = raw.trim().split(between).map(asItem);
    const found = items.filter((item) => item !== null);
    return found.length === items.length ? { value: found } : { mustBe };
  };

// A comma may stand inside an address; one before the next address separates.
const webhookUrls = list(
  /\s+|,(?=https?:)/i,
  'an http or https address, such as https://till.example.org/hook',
  (item) => {
    const url = URL.parse(item);
    return url !== null && /^https?:$/.test(url.protocol) && url.hash === '' && url.username === '' ? url.href : null;
  },
);

const webhookSecrets = list(
  /[\s,]+/,
  'whsec_ followed by 24 to 64 bytes in base64, as Standard Webhooks has it',
  (item) => {
    const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(item) ?? [];
    const bytes = Buffer.from(base64, 'base64').length;
    return bytes >= 24 && bytes <= 64 ? item : null;
  },
);

/** A tunnel's end on this machine. */
const LOOPBACK_PROXY = 'loopback';
const addresses = list(/[\s,]+/, `addresses with commas between them, or ${LOOPBACK_PROXY}`, (item) =>
  isIP(item) > 0 || item === LOOPBACK_PROXY ? item : null,
);
const proxies: Parse<readonly string[]> = (raw) => {
  const parsed = addresses(raw);
  if (!('value' in parsed)) return parsed;
  return { value: parsed.value.flatMap((item) => (item === LOOPBACK_PROXY ? ['127.0.0.1', '::1'] : [item])) };
};

const brokers = list(/[\s,]+/, 'HOST:PORT, with commas between several', (item) => {
  const [, host = '', port = ''] = /^(\[[0-9a-f:]+\]|[a-z0-9][a-z0-9._-]*):(\d{1,5})$/i.exec(item) ?? [];
  return host !== '' && Number(port) > 0 && Number(port) <= 65_535 ? item : null;
});

interface Flag {
  readonly name: string;
  readonly argument: string;
  readonly about: string;
  /** It may be given several times. */
  readonly repeatable?: true;
  /** What it means without an argument. */
  readonly alone?: string;
}

const FLAGS = {
  port: { name: 'port', argument: 'number', about: 'port to listen on; 0 takes a free one (default: 8080)' },
  host: { name: 'host', argument: 'address', about: 'address to listen on (default: 0.0.0.0)' },
  dataDir: { name: 'data-dir', argument: 'path', about: 'folder of the store and the pictures' },
  adminPassword: {
    name: 'admin-password',
    argument: 'password',
    about: 'password of the admin console, for a first start only',
  },
  publicUrl: {
    name: 'public-url',
    argument: 'url',
    about: "where phones reach this host, if not at one of this machine's addresses",
  },
  logLevel: { name: 'log-level', argument: 'level', about: `${LOG_LEVELS.join(', ')} (default: info)` },
  registrationLimit: {
    name: 'registration-limit',
    argument: 'number',
    about: 'new registrations a minute from one address; 0: no limit (default: 6000)',
  },
  trustProxy: {
    name: 'trust-proxy',
    argument: 'addresses',
    about: 'behind a tunnel or proxy: believe X-Forwarded-For from these addresses (alone: from this machine)',
    alone: LOOPBACK_PROXY,
  },
  outboxFile: { name: 'outbox-file', argument: 'path', about: 'file that every event is written to, one a line' },
  webhookUrl: {
    name: 'webhook-url',
    argument: 'url',
    about: 'address that every event is sent to; may be given several times',
    repeatable: true,
  },
  webhookSecret: {
    name: 'webhook-secret',
    argument: 'secret',
    about: 'whsec_…: signs what webhooks are sent; a second one while the first is being replaced',
    repeatable: true,
  },
  kafkaBrokers: {
    name: 'kafka-brokers',
    argument: 'hosts',
    about: 'HOST:PORT of a Kafka cluster, with commas between several',
  },
  smsGateway: { name: 'sms-gateway', argument: 'path', about: 'JSON file that says how SMS are sent (docs/outbox.md)' },
  outboxKeep: {
    name: 'outbox-keep',
    argument: 'number',
    about: 'delivered events that are kept for replays (default: 100000)',
  },
  roomTimeout: {
    name: 'room-timeout',
    argument: 'seconds',
    about: 'a room whose host is away for so long becomes free; 0: never (default: 3600)',
  },
  without: {
    name: 'without',
    argument: 'features',
    about: `leave features out, with commas between them: ${OPTIONAL_FEATURES.join(', ')}`,
  },
} as const satisfies Record<keyof Settings, Flag>;

const variableOf = ({ name }: Flag): string => `LUCKYDRAW_${name.toUpperCase().replaceAll('-', '_')}`;

/** The given settings as environment variables, for a process that is started with them. */
export const settingsAsVariables = (settings: Settings): Record<string, string> => {
  const variables: Record<string, string> = {};
  // An empty variable counts as unset, and a list is written with commas.
  for (const key of Object.keys(FLAGS) as (keyof Settings)[])
    variables[variableOf(FLAGS[key])] = String(settings[key] ?? '');
  return variables;
};

/**
 * Reads the settings from a command line (without the program's own name) and the environment. Empty variables count
 * as unset. With `tolerant`, unknown flags are left to others (a desktop runtime has flags of its own).
 */
export const readSettings = (given: {
  readonly command: string;
  readonly version: string;
  readonly argv: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly defaultDataDir: string;
  readonly tolerant: boolean;
}): SettingsOutcome => {
  let text = '';
  const program = new Command(given.command)
    .description('Lucky Draw Kiosk: prize draws for live events, from one laptop.')
    .version(given.version)
    .exitOverride()
    .configureOutput({ writeOut: (part) => (text += part), writeErr: () => undefined })
    .showSuggestionAfterError(false)
    .allowUnknownOption(given.tolerant)
    .allowExcessArguments(given.tolerant)
    .addHelpText('after', `\nEvery flag is an environment variable too: --data-dir is ${variableOf(FLAGS.dataDir)}.`);
  const flags: readonly Flag[] = Object.values(FLAGS);
  for (const { name, argument, about, repeatable, alone } of flags) {
    const option = new Option(`--${name} ${alone === undefined ? `<${argument}>` : `[${argument}]`}`, about);
    if (alone !== undefined) option.preset(alone);
    if (repeatable)
      option.argParser((raw, before: string | undefined) => (before === undefined ? raw : `${before} ${raw}`));
    program.addOption(option);
  }

  const read = <T>(key: keyof Settings, parse: Parse<T>, fallback: T): T => {
    const flag = program.opts<Partial<Record<keyof Settings, string>>>()[key];
    const variable = variableOf(FLAGS[key]);
    const raw = flag ?? (given.variables[variable] || undefined);
    if (raw === undefined) return fallback;
    const parsed = parse(raw);
    if ('value' in parsed) return parsed.value;
    const source = flag === undefined ? variable : `--${FLAGS[key].name}`;
    return program.error(`error: ${source} must be ${parsed.mustBe}`);
  };

  try {
    program.parse(given.argv, { from: 'user' });
    const settings: Settings = {
      port: read('port', wholeNumber(65_535), 8080),
      host: read('host', address, '0.0.0.0'),
      dataDir: read('dataDir', folder, resolve(given.defaultDataDir)),
      adminPassword: read<string | null>('adminPassword', password, null),
      publicUrl: read<string | null>('publicUrl', origin, null),
      logLevel: read<LogLevel>('logLevel', logLevel, 'info'),
      registrationLimit: read('registrationLimit', wholeNumber(1_000_000), 6_000),
      trustProxy: read<readonly string[]>('trustProxy', proxies, []),
      outboxFile: read<string | null>('outboxFile', file, null),
      webhookUrl: read<readonly string[]>('webhookUrl', webhookUrls, []),
      webhookSecret: read<readonly string[]>('webhookSecret', webhookSecrets, []),
      kafkaBrokers: read<readonly string[]>('kafkaBrokers', brokers, []),
      smsGateway: read<string | null>('smsGateway', file, null),
      outboxKeep: read('outboxKeep', wholeNumber(100_000_000), 100_000),
      roomTimeout: read('roomTimeout', wholeNumber(31_536_000), 3_600),
      without: read<readonly OptionalFeature[]>('without', features, []),
    };
    return { kind: 'settings', settings };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? { kind: 'text', text } : { kind: 'error', message: error.message };
  }
};
