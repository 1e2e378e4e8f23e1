import { spawn, spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { startMockCluster, type MockCluster } from './mockCluster.ts';

/** A cluster for one test, which ends it. */
export const mockCluster = async (): Promise<MockCluster> => {
  const cluster = await startMockCluster();
  if (!cluster) throw new Error('there is no kcat');
  onTestFinished(() => cluster.kill());
  return cluster;
};

export interface KafkaMessage {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/** All that a topic holds, by kcat's own consumer. */
export const readTopic = (broker: string, topic: string): KafkaMessage[] => {
  const { stdout, status, stderr } = spawnSync(
    'kcat',
    ['-b', broker, '-C', '-t', topic, '-o', 'beginning', '-e', '-q', '-f', '%k\\t%h\\t%s\\n'],
    { encoding: 'utf8', timeout: 20_000 },
  );
  if (status !== 0) throw new Error(`kcat: ${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [key = '', headers = '', value = ''] = line.split('\t');
      return { key, headers: Object.fromEntries(headers.split(',').map((each) => each.split('=', 2))), value };
    });
};

/** Writes messages of one line each to a topic, in their order. `headers`: `name=value`. */
export const writeTopic = (
  broker: string,
  topic: string,
  messages: readonly string[],
  headers: readonly string[] = [],
): Promise<void> =>
  new Promise((done, failed) => {
    const flags = headers.flatMap((header) => ['-H', header]);
    const writer = spawn('kcat', ['-P', '-b', broker, '-t', topic, '-p', '0', '-D', '\n', ...flags]);
    writer.on('exit', (code) => (code === 0 ? done() : failed(new Error(`kcat ended with ${code}`))));
    writer.stdin.end(messages.map((message) => `${message}\n`).join(''));
  });
