/** Stakes from Kafka. The client is an optional dependency: nothing of it is loaded before brokers are configured. */
import type { Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { KafkaItem } from '../../../contract/lotteries/routes.ts';
import type { Platform } from '../../platform/feature.ts';
import type { IncomingMessage } from './messages.ts';

const TOPIC = 'player.v1.staked';
const MESSAGE_TYPE = 'player.stakeCreated';
const GROUP = 'lottery_service_consumer_group';
/** Messages that share a commit. */
const MESSAGES_AT_ONCE = 500;
const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 30_000;
const EMPTY = new Uint8Array();

export interface StakesFromKafka {
  state(): KafkaItem;
  close(): Promise<void>;
}

export const NO_KAFKA: StakesFromKafka = {
  state: () => ({ state: 'off', error: null, taken: 0 }),
  close: async () => undefined,
};

/** `other`: of another type, and none of our business. */
const typeOf = ({ headers }: KafkaMessage): 'stake' | 'other' | 'none' => {
  const header = headers?.['messageType'];
  const value = Array.isArray(header) ? header[0] : header;
  if (value === undefined) return 'none';
  return value.toString() === MESSAGE_TYPE ? 'stake' : 'other';
};

const toIncoming = (topic: string, partition: number, message: KafkaMessage): IncomingMessage | null => {
  const type = typeOf(message);
  if (type === 'other') return null;
  return {
    source: `${topic}/${partition}/${message.offset}@${message.timestamp}`,
    body: message.value ?? EMPTY,
    fault: type === 'none' ? 'The message has no header messageType.' : null,
  };
};

const loadKafka = async () => {
  try {
    return (await import('kafkajs')).default;
  } catch (error) {
    throw new Error('The Kafka client is not installed. Run: npm install kafkajs', { cause: error });
  }
};

/**
 * Reads stakes for as long as the host runs. An offset is committed after the store has its message; a broker that forgets
 * offsets sends everything again, which the store knows. Whatever the broker does, the show goes on: `state` tells.
 */
export const openStakesFromKafka = (
  { clock, logger, problems }: Pick<Platform, 'clock' | 'logger' | 'problems'>,
  brokers: readonly string[],
  take: (messages: readonly IncomingMessage[]) => Promise<unknown>,
): StakesFromKafka => {
  let state: KafkaItem['state'] = 'connecting';
  let fault: string | null = null;
  let taken = 0;
  let consumer: Consumer | null = null;
  let stopped = false;
  let tries = 0;
  let cancelRetry = (): void => undefined;

  const failed = (error: unknown): void => {
    if (stopped) return;
    const why = error instanceof Error ? error.message : String(error);
    if (state !== 'failing') logger.warn({ err: error, brokers }, 'stakes cannot be read from Kafka');
    state = 'failing';
    fault = why;
  };
  const works = (): void => {
    tries = 0;
    if (state === 'failing') logger.info({ brokers }, 'stakes are read from Kafka again');
    state = 'reading';
    fault = null;
  };

  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, uncommittedOffsets, isRunning, isStale } =
      payload;
    for (let from = 0; from < batch.messages.length; from += MESSAGES_AT_ONCE) {
      if (stopped || !isRunning() || isStale()) return;
      const some = batch.messages.slice(from, from + MESSAGES_AT_ONCE);
      const last = some.at(-1);
      if (!last) return;
      const incoming = some.flatMap((message) => toIncoming(batch.topic, batch.partition, message) ?? []);
      try {
        if (incoming.length > 0) await take(incoming);
      } catch (error) {
        // The offsets stay where they are: the client brings these messages again.
        const reason = error instanceof Error ? error.message : String(error);
        problems.report({
          code: 'stakes_wait',
          details: { reason },
          message: `Stakes from Kafka could not be stored and wait: ${reason}`,
        });
        throw error;
      }
      taken += incoming.length;
      resolveOffset(last.offset);
      await commitOffsetsIfNecessary(uncommittedOffsets());
      await heartbeat();
      works();
    }
  };

  const leave = async (): Promise<void> => {
    const leaving = consumer;
    consumer = null;
    // A broker that is away cannot be told goodbye.
    await leaving
      ?.disconnect()
      .catch((error: unknown) => logger.info({ err: error }, 'Kafka was left without goodbye'));
  };

  const again = (error: unknown): void => {
    failed(error);
    if (stopped) return;
    const wait = Math.min(RETRY_FIRST_MS * 2 ** tries, RETRY_MOST_MS);
    tries += 1;
    cancelRetry();
    cancelRetry = clock.after(wait, () => void beginAnew());
  };

  const begin = async (): Promise<void> => {
    if (stopped) return;
    try {
      const { Kafka, logLevel } = await loadKafka();
      const kafka = new Kafka({
        clientId: 'lucky-draw-kiosk',
        brokers: [...brokers],
        connectionTimeout: 3_000,
        requestTimeout: 10_000,
        logLevel: logLevel.NOTHING,
        // One try each: what comes after a failure is decided here, and told.
        retry: { retries: 2, initialRetryTime: 200, restartOnFailure: async () => false },
      });
      const joined = kafka.consumer({
        groupId: GROUP,
        sessionTimeout: 10_000,
        heartbeatInterval: 2_000,
        maxWaitTimeInMs: 500,
      });
      consumer = joined;
      joined.on(joined.events.CRASH, ({ payload }) => {
        if (consumer === joined) again(payload.error);
      });
      joined.on(joined.events.GROUP_JOIN, works);
      await joined.connect();
      await joined.subscribe({ topics: [TOPIC], fromBeginning: true });
      await joined.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
    } catch (error) {
      again(error);
    }
  };
  const beginAnew = async (): Promise<void> => {
    await leave();
    await begin();
  };
  const begun = begin();

  return {
    state: () => ({ state, error: fault, taken }),
    close: async () => {
      stopped = true;
      cancelRetry();
      await begun;
      await leave();
    },
  };
};
