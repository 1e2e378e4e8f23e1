/** A real Kafka protocol peer: librdkafka's mock cluster inside `kcat`. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** Whether there is a kcat with a mock cluster; where not, the tests that need it are skipped, visibly. */
export const hasKcat = spawnSync('kcat', ['-V'], { stdio: 'ignore' }).status === 0;

export interface MockCluster {
  readonly broker: string;
  /** As a broker that dies. */
  kill(): Promise<void>;
}

export const startMockCluster = async (): Promise<MockCluster> => {
  const child: ChildProcess = spawn(
    'kcat',
    ['-X', 'test.mock.num.brokers=1', '-d', 'mock', '-b', 'ignored', '-P', '-t', 'unused'],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('close', () => resolve());
      child.kill('SIGKILL');
    });
  onTestFinished(kill);
  const broker = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const found = /bootstrap\.servers[^\n]*?(127\.0\.0\.1:\d+)|(127\.0\.0\.1:\d+)/.exec(text);
      const address = found?.[1] ?? found?.[2];
      if (address !== undefined) resolve(address);
    });
    child.once('close', () => reject(new Error(`kcat ended: ${text}`)));
  });
  const [host = '', port = ''] = broker.split(':');
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), host, () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
  return { broker, kill };
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
