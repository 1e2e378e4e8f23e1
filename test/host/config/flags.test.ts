import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, settingsAsVariables, type Settings } from '../../../src/host/config/flags.ts';

const read = (argv: string[], variables: Record<string, string> = {}, tolerant = false) =>
  readSettings({ command: 'serve', version: '1.2.3', argv, variables, defaultDataDir: './data', tolerant });

const settingsOf = (argv: string[], variables: Record<string, string> = {}, tolerant = false): Settings => {
  const outcome = read(argv, variables, tolerant);
  if (outcome.kind !== 'settings') throw new Error(JSON.stringify(outcome));
  return outcome.settings;
};

const DEFAULTS: Settings = {
  port: 8080,
  host: '0.0.0.0',
  dataDir: resolve('data'),
  adminPassword: null,
  publicUrl: null,
  logLevel: 'info',
  registrationLimit: 6000,
  trustProxy: [],
  outboxFile: null,
  webhookUrl: [],
  webhookSecret: [],
  kafkaBrokers: [],
  smsGateway: null,
  outboxKeep: 100_000,
  roomTimeout: 3_600,
  without: [],
};

const ALL: Settings = {
  port: 0,
  host: '127.0.0.1',
  dataDir: resolve('/tmp/luck'),
  adminPassword: 'correct horse',
  publicUrl: 'https://draw.example.org',
  logLevel: 'warn',
  registrationLimit: 0,
  trustProxy: ['127.0.0.1', '::1', '10.0.0.7'],
  outboxFile: resolve('/tmp/events.jsonl'),
  webhookUrl: ['https://till.example.org/hook?a=1,2', 'http://127.0.0.1:9/'],
  webhookSecret: ['whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz', 'whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4'],
  kafkaBrokers: ['one.example.org:9092', '[::1]:9093'],
  smsGateway: resolve('/tmp/sms.json'),
  outboxKeep: 5_000,
  roomTimeout: 90,
  without: ['log'],
};

describe('the settings of a host', () => {
  it('have defaults', () => {
    expect(settingsOf([])).toEqual(DEFAULTS);
  });

  it('come from flags, with = or a space', () => {
    const argv = ['--port=0', '--host', '127.0.0.1', '--data-dir', '/tmp/luck', '--admin-password', 'correct horse'];
    argv.push('--public-url', 'https://draw.example.org/', '--log-level', 'warn', '--registration-limit', '0');
    argv.push('--without', 'log', '--trust-proxy', 'loopback,10.0.0.7');
    argv.push('--outbox-file', '/tmp/events.jsonl', '--webhook-url', 'https://till.example.org/hook?a=1,2');
    argv.push('--webhook-url', 'http://127.0.0.1:9', '--webhook-secret', 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz');
    argv.push('--webhook-secret', 'whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4', '--outbox-keep', '5000');
    argv.push('--room-timeout', '90');
    argv.push('--kafka-brokers', 'one.example.org:9092,[::1]:9093', '--sms-gateway', '/tmp/sms.json');
    expect(settingsOf(argv)).toEqual(ALL);
  });

  it('trust a tunnel on this machine with --trust-proxy alone, and nobody without it', () => {
    expect(settingsOf(['--trust-proxy', '--port', '0'])).toMatchObject({ trustProxy: ['127.0.0.1', '::1'], port: 0 });
    expect(settingsOf([]).trustProxy).toEqual([]);
  });

  it('come from the environment, and go there again for another process', () => {
    expect(settingsOf([], settingsAsVariables(ALL))).toEqual(ALL);
    expect(settingsOf([], settingsAsVariables(DEFAULTS))).toEqual(DEFAULTS);
    expect(Object.keys(settingsAsVariables(ALL))).toContain('LUCKYDRAW_DATA_DIR');
  });

  it('take the flag where both are given, and an empty variable for none', () => {
    expect(settingsOf(['--port', '9000'], { LUCKYDRAW_PORT: '7000', LUCKYDRAW_HOST: '' })).toMatchObject({
      port: 9000,
      host: '0.0.0.0',
    });
    expect(settingsOf(['--port', '9000'], { LUCKYDRAW_PORT: 'nonsense' }).port).toBe(9000);
  });

  it.each([
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', '80.5'],
    ['--port', '0x50'],
    ['--port', ' 80'],
    ['--port', ''],
    ['--host', 'not a host'],
    ['--without', 'stage'],
    ['--without', 'log,'],
    ['--host', '300.1.1.1'],
    ['--host', ''],
    ['--data-dir', ''],
    ['--data-dir', '  '],
    ['--outbox-file', ''],
    ['--outbox-file', '/tmp/'],
    ['--webhook-url', 'till.example.org'],
    ['--webhook-url', 'ftp://till.example.org'],
    ['--webhook-url', 'http://user:password@till.example.org/'],
    ['--webhook-secret', 'secret'],
    ['--webhook-secret', 'whsec_c2hvcnQ='],
    ['--kafka-brokers', 'one.example.org'],
    ['--kafka-brokers', 'one.example.org:99999'],
    ['--kafka-brokers', 'one:9092,'],
    ['--outbox-keep', 'all'],
    ['--room-timeout', '-1'],
    ['--trust-proxy', 'everybody'],
    ['--trust-proxy', '10.0.0'],
    ['--admin-password', 'x'.repeat(257)],
    ['--public-url', 'draw.example.org'],
    ['--public-url', 'ftp://draw.example.org'],
    ['--public-url', 'https://draw.example.org/path'],
    ['--public-url', 'https://draw.example.org?'],
    ['--public-url', 'https://draw.example.org/#'],
    ['--public-url', 'https://user@draw.example.org'],
    ['--log-level', 'loud'],
    ['--registration-limit', '-5'],
    ['--registration-limit', '1e3'],
  ])('refuse %s %j in one line that names the flag', (flag, value) => {
    const outcome = read([flag, value]);
    expect(outcome.kind).toBe('error');
    expect(outcome).toHaveProperty('message', expect.stringMatching(new RegExp(`^error: ${flag} must be [^\n]+$`)));
  });

  it('name the variable when it is the variable that is wrong', () => {
    expect(read([], { LUCKYDRAW_PORT: 'http' })).toEqual({
      kind: 'error',
      message: 'error: LUCKYDRAW_PORT must be a whole number from 0 to 65535',
    });
  });

  it('never show a refused password', () => {
    expect(JSON.stringify(read(['--admin-password', 'secret'.repeat(50)]))).not.toContain('secret');
  });

  it.each([[['--prot', '80']], [['--port']], [['extra']], [['--raffle-wheel', 'on']]])(
    'refuse %j in one line',
    (argv) => {
      const outcome = read(argv);
      expect(outcome).toEqual({ kind: 'error', message: expect.stringMatching(/^error: [^\n]+$/) });
    },
  );

  it("leave a desktop runtime's own flags alone, and still check their own", () => {
    expect(settingsOf(['--no-sandbox', '--inspect=0', '--port', '9000', 'file'], {}, true).port).toBe(9000);
    expect(read(['--no-sandbox', '--port', 'x'], {}, true).kind).toBe('error');
  });

  it('explain themselves', () => {
    const help = read(['--help']);
    expect(help.kind).toBe('text');
    for (const flag of ['--port', '--registration-limit', 'LUCKYDRAW_DATA_DIR'])
      expect(help).toHaveProperty('text', expect.stringContaining(flag));
    expect(read(['--version'])).toEqual({ kind: 'text', text: '1.2.3\n' });
  });
});
