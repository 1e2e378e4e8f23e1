import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allDelivered, happened, openOutboxParts } from '../../../support/outbox.ts';
import { mockCluster, readTopic } from '../../../support/kafka.ts';
import { hasKcat } from '../../../support/mockCluster.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { upTo } from '../../../support/upTo.ts';

const open = async (kafkaBrokers: readonly string[], folder = temporaryFolder()) => {
  const parts = await openOutboxParts(folder, { settings: { kafkaBrokers } });
  onTestFinished(() => parts.close());
  return parts;
};
const award = (lottery: string, n: number) => happened(lottery, n, { type: 'lotteryAwardCreated' });

const skipped = !hasKcat();
if (skipped) console.warn('SKIPPED: the Kafka tests, for there is no kcat. Install it (Debian: apt-get install kcat).');

describe.skipIf(skipped)('Kafka', () => {
  it('is told of awards, keyed by their lottery, in order, and of nothing else', async () => {
    const { broker } = await mockCluster();
    const { emit, until, outbox } = await open([broker]);
    for (const n of upTo(40)) await emit([award(`lottery ${n % 4}`, n), happened('event', n)]);
    await until(allDelivered);
    const messages = readTopic(broker, 'lottery.v1.award');
    expect(messages).toHaveLength(40);
    for (const { key, headers, value } of messages) {
      const event = JSON.parse(value) as { id: string; subject: string; type: string };
      expect(event).toMatchObject({ subject: key, type: 'lotteryAwardCreated', specversion: '1.0' });
      expect(headers).toMatchObject({ messageType: 'lotteryAwardCreated', id: event.id });
    }
    for (const key of ['lottery 0', 'lottery 1', 'lottery 2', 'lottery 3']) {
      const numbers = messages
        .filter((message) => message.key === key)
        .map(({ value }) => (JSON.parse(value) as { data: { n: number } }).data.n);
      expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
      expect(numbers).toHaveLength(10);
    }
    expect((await outbox.test('kafka', null)).kind).toBe('delivered');
  });

  it('may die and come back at another time: events wait, and the figures say so', async () => {
    const cluster = await mockCluster();
    const folder = temporaryFolder();
    const { emit, until, close } = await open([cluster.broker], folder);
    await emit([award('a', 1)]);
    await until(allDelivered);
    await cluster.kill();
    await emit([award('a', 2), award('b', 3)]);
    const { sinks } = await until((state) => (state.sinks[0]?.failures ?? 0) > 0);
    expect(sinks[0]).toMatchObject({ lag: 2, state: 'waiting' });
    expect(sinks[0]?.last_error?.message).not.toBe('');
    await close();
    const other = await mockCluster();
    const again = await open([other.broker], folder);
    await again.until(allDelivered);
    expect(readTopic(other.broker, 'lottery.v1.award').map(({ key }) => key)).toEqual(['a', 'b']);
  });
});

describe('Kafka that cannot be reached', () => {
  it('is said at the start, and the show goes on', async () => {
    const { until, problems, emit, sink } = await open(['127.0.0.1:9']);
    await until(({ sinks }) => sinks[0]?.last_error !== null);
    expect(problems.current()?.message).toContain('Events wait for 127.0.0.1:9');
    expect(problems.current()).toMatchObject({ code: 'events_wait', details: { target: '127.0.0.1:9' } });
    await emit([award('a', 1)]);
    expect(sink('kafka')).toMatchObject({ lag: 1, state: 'waiting' });
  });

  it('because it takes connections and never answers holds up no other sink, and not the end of the show', async () => {
    const silent = createServer((socket) => void socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const folder = temporaryFolder();
    const parts = await openOutboxParts(folder, {
      settings: {
        kafkaBrokers: [`127.0.0.1:${(silent.address() as AddressInfo).port}`],
        outboxFile: join(folder, 'events.jsonl'),
      },
    });
    onTestFinished(() => parts.close());
    for (const n of upTo(20)) await parts.emit([award('a', n)]);
    await parts.until(({ sinks }) => sinks.find(({ id }) => id === 'file')?.lag === 0);
    expect(parts.sink('kafka').lag).toBe(20);
    const before = performance.now();
    await parts.close();
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
