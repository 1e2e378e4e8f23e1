/** A real Kafka protocol peer: librdkafka's mock cluster inside `kcat`. */
import { spawn, spawnSync } from 'node:child_process';

export interface MockCluster {
  readonly broker: string;
  /** As a broker that dies. */
  kill(): Promise<void>;
}

/** Whether there is a kcat; without one, what needs it is skipped, visibly. */
export const hasKcat = (): boolean => spawnSync('kcat', ['-V'], { stdio: 'ignore' }).status === 0;

/** A cluster of one broker, ready; null where there is no kcat. */
export const startMockCluster = async (): Promise<MockCluster | null> => {
  if (!hasKcat()) return null;
  const flags = ['-X', 'test.mock.num.brokers=1', '-d', 'mock', '-b', 'mock', '-P', '-t', 'unused'];
  // It ends with its input, which stays open until then.
  const child = spawn('kcat', flags, { stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const broker = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      if (text.length < 100_000) text += part;
      const address = /bootstrap\.servers=(127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(`kcat ended: ${text}`)));
  });
  return {
    broker,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
};
