import { spawn, spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

export const HAS_KCAT = spawnSync('kcat', ['-V']).status === 0;
if (!HAS_KCAT) console.warn('SKIPPED: tests against a Kafka broker. Install kcat (Debian: apt-get install kcat).');

/** A cluster of librdkafka's own mock brokers, in a process of kcat's: a real peer for the protocol, on a free port. */
export interface KafkaBroker {
  readonly address: string;
  /** Writes messages to a topic, one after the other. */
  produce(topic: string, messages: readonly string[], headers?: readonly string[]): Promise<void>;
  stop(): void;
}

export const startBroker = async (): Promise<KafkaBroker> => {
  const cluster = spawn('kcat', [
    '-C',
    '-X',
    'test.mock.num.brokers=1',
    '-d',
    'mock',
    '-b',
    '127.0.0.1:1',
    '-t',
    'none',
  ]);
  const stop = (): void => void cluster.kill('SIGKILL');
  onTestFinished(stop);
  const address = await new Promise<string>((found, failed) => {
    let text = '';
    cluster.stderr.on('data', (part: Buffer) => {
      text += part.toString();
      const [, listening] =
        /bootstrap\.servers=(127\.0\.0\.1:\d+)/.exec(text) ?? /(127\.0\.0\.1:\d{4,5})/.exec(text) ?? [];
      if (listening !== undefined && listening !== '127.0.0.1:1') found(listening);
    });
    cluster.on('exit', () => failed(new Error(`kcat ended: ${text}`)));
  });
  // What nobody reads would stop it.
  cluster.stdout.resume();
  return {
    address,
    produce: (topic, messages, headers = []) =>
      new Promise((done, failed) => {
        const writer = spawn('kcat', [
          '-P',
          '-b',
          address,
          '-t',
          topic,
          '-p',
          '0',
          '-D',
          '\n',
          ...headers.flatMap((header) => ['-H', header]),
        ]);
        writer.on('exit', (code) => (code === 0 ? done() : failed(new Error(`kcat ended with ${code}`))));
        writer.stdin.end(messages.map((message) => `${message}\n`).join(''));
      }),
    stop,
  };
};
