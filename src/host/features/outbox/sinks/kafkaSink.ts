import type { Kafka, Producer } from 'kafkajs';
import { cloudEventText } from '../cloudEvent.ts';
import type { StoredEvent } from '../store.ts';
import { DELIVERED, type Sink } from './sink.ts';

/** Where which events go. A type that is not here goes to no topic. */
const TOPICS: Readonly<Record<string, string>> = { lotteryAwardCreated: 'lottery.v1.award' };

const BATCH = 500;
const CONNECT_MS = 5_000;
const REQUEST_MS = 10_000;
const CLOSE_MS = 1_000;

const loadKafka = async (): Promise<typeof import('kafkajs')> => {
  try {
    return await import('kafkajs');
  } catch (error) {
    throw new Error('the package kafkajs is not installed: npm install kafkajs', { cause: error });
  }
};

/** Ends when `work` does, or when the signal says so; `work` then ends alone. */
const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

/**
 * A Kafka cluster: awards to `lottery.v1.award`, the subject as key, so that one partition has all of a lottery in
 * order. The value is the CloudEvent; headers repeat its type and id. `brokers`: host:port. Nothing is loaded before the
 * first delivery.
 */
export const createKafkaSink = (brokers: readonly string[]): Sink => {
  let kafka: Kafka | null = null;
  let connected: Promise<Producer> | null = null;

  const connect = async (): Promise<Producer> => {
    const { Kafka: Client, logLevel, Partitioners } = await loadKafka();
    kafka ??= new Client({
      clientId: 'lucky-draw-kiosk',
      brokers: [...brokers],
      connectionTimeout: CONNECT_MS,
      requestTimeout: REQUEST_MS,
      enforceRequestTimeout: true,
      // The relay waits and tries again; a topic that is just being made takes a moment.
      retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 },
      // What goes wrong, the relay tells.
      logLevel: logLevel.NOTHING,
    });
    const producer = kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: true,
      maxInFlightRequests: 1,
    });
    await producer.connect();
    return producer;
  };

  /** After a failure a new connection says more than an old one. */
  const drop = async (): Promise<void> => {
    const before = connected;
    connected = null;
    await before?.then(
      (producer) => producer.disconnect(),
      () => undefined,
    );
  };

  const producer = (): Promise<Producer> => (connected ??= connect());

  const send = async (events: readonly StoredEvent[]): Promise<void> => {
    const byTopic = new Map<string, StoredEvent[]>();
    for (const event of events) {
      const topic = TOPICS[event.type];
      if (topic !== undefined) byTopic.set(topic, [...(byTopic.get(topic) ?? []), event]);
    }
    await (
      await producer()
    ).sendBatch({
      acks: -1,
      timeout: REQUEST_MS,
      topicMessages: [...byTopic].map(([topic, list]) => ({
        topic,
        messages: list.map((event) => ({
          key: event.subject,
          value: cloudEventText(event),
          timestamp: String(event.at),
          headers: { messageType: event.type, id: event.id, 'content-type': 'application/cloudevents+json' },
        })),
      })),
    });
  };

  const trying = async (work: Promise<unknown>, signal: AbortSignal) => {
    try {
      await untilAborted(work, AbortSignal.any([signal, AbortSignal.timeout(2 * REQUEST_MS)]));
      return DELIVERED;
    } catch (error) {
      // Not waited for: a broker that is gone takes its time to be left.
      void drop().catch(() => undefined);
      throw error;
    }
  };

  const reach = async (): Promise<void> => {
    await producer();
    const admin = kafka?.admin();
    await admin?.connect();
    await admin?.listTopics().finally(() => admin.disconnect());
  };

  return {
    id: 'kafka',
    kind: 'kafka',
    target: brokers.join(', '),
    parallel: 1,
    batch: BATCH,
    // One request takes them all, in their order.
    perSubject: false,
    takes: ({ type }) => TOPICS[type] !== undefined,
    check: async (signal) => void (await trying(reach(), signal)),
    deliver: (events, signal) => trying(send(events), signal),
    // No message: whoever reads the topic takes all of them for awards. That the cluster answers is what there is to know.
    test: (_event, _to, signal) => trying(reach(), signal),
    // A broker that does not answer keeps nobody from going.
    close: () => untilAborted(drop(), AbortSignal.timeout(CLOSE_MS)).catch(() => undefined),
  };
};
