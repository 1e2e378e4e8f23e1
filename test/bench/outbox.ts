/** The relay of the outbox: to a webhook's receiver and to Kafka, and how late an event comes. */
import { startMockCluster } from '../support/mockCluster.ts';
import { startChild } from './child.ts';
import { newDataDir } from './hostUnderTest.ts';
import { median, quantile } from './numbers.ts';
import type { OutboxReceiver } from './processes/outboxReceiver.ts';
import type { OutboxRelay } from './processes/outboxRelay.ts';
import type { Measurement } from './report.ts';

const RATE = 500;

const withRelay = async <T>(
  sinks: { webhookUrl: string | null; broker: string | null },
  measure: (relay: ReturnType<typeof startChild<OutboxRelay>>) => Promise<T>,
): Promise<T> => {
  const data = newDataDir();
  const relay = startChild<OutboxRelay>('outboxRelay');
  try {
    await relay.call('open', { folder: data.path, ...sinks });
    const measured = await measure(relay);
    await relay.call('close', undefined);
    return measured;
  } finally {
    await relay.stop();
    data.remove();
  }
};

const webhookLines = async (size: { rounds: number; events: number; seconds: number }): Promise<Measurement[]> => {
  const receiver = startChild<OutboxReceiver>('outboxReceiver');
  try {
    const port = await receiver.call('start', undefined);
    return await withRelay({ webhookUrl: `http://127.0.0.1:${port}/hook`, broker: null }, async (relay) => {
      const rates: number[] = [];
      const late: number[] = [];
      await relay.call('flood', 1_000);
      for (let round = 0; round < size.rounds; round += 1) {
        rates.push(await relay.call('flood', size.events));
        await receiver.call('take', undefined);
        await relay.call('drip', { rate: RATE, seconds: size.seconds });
        late.push(quantile(await receiver.call('take', undefined), 0.99));
      }
      return [
        {
          group: 'Outbox',
          name: 'relay to a local webhook, from the commit to the mark',
          value: median(rates),
          unit: '/s',
          rounds: rates,
        },
        {
          group: 'Outbox',
          name: `lag at ${RATE} events a second, 99 %`,
          value: median(late),
          unit: 'ms',
          target: { of: 'value', is: 'most', limit: 200 },
          rounds: late,
          note: 'from before the commit to the receiver',
        },
      ];
    });
  } finally {
    await receiver.stop();
  }
};

const kafkaLines = async (size: { rounds: number; events: number }): Promise<Measurement[]> => {
  const cluster = await startMockCluster();
  if (!cluster) {
    process.stderr.write('outbox: no kcat, so no line for Kafka\n');
    return [];
  }
  try {
    return await withRelay({ webhookUrl: null, broker: cluster.broker }, async (relay) => {
      const rates: number[] = [];
      for (let round = 0; round < size.rounds; round += 1) rates.push(await relay.call('flood', size.events));
      return [
        {
          group: 'Outbox',
          name: 'relay to Kafka (a mock cluster), from the commit to the mark',
          value: median(rates),
          unit: '/s',
          rounds: rates,
        },
      ];
    });
  } finally {
    await cluster.kill();
  }
};

export const measureOutbox = async (size: {
  rounds: number;
  events: number;
  seconds: number;
}): Promise<Measurement[]> => [...(await webhookLines(size)), ...(await kafkaLines(size))];
