import { createFileSink } from './fileSink.ts';
import { createKafkaSink } from './kafkaSink.ts';
import { readSecret } from './signature.ts';
import type { Sink } from './sink.ts';
import { createSmsSink } from './smsSink.ts';
import { createWebhookSink } from './webhookSink.ts';

/** Where events are to go, as the host was told at its start. */
export interface SinkSettings {
  readonly outboxFile: string | null;
  readonly webhookUrl: readonly string[];
  readonly webhookSecret: readonly string[];
  readonly kafkaBrokers: readonly string[];
  readonly smsGateway: string | null;
}

/** The sinks that are configured. `now`: ms since 1970. */
export const createSinks = (settings: SinkSettings, now: () => number): readonly Sink[] => {
  const { outboxFile, kafkaBrokers, smsGateway } = settings;
  const keys = settings.webhookSecret.map(readSecret).filter((key) => key !== null);
  return [
    ...(outboxFile === null ? [] : [createFileSink(outboxFile)]),
    ...[...new Set(settings.webhookUrl)].map((url) => createWebhookSink({ url, keys, now })),
    ...(kafkaBrokers.length === 0 ? [] : [createKafkaSink(kafkaBrokers)]),
    ...(smsGateway === null
      ? []
      : [
          createSmsSink(smsGateway, async () => {
            // Loaded only where it is configured.
            const { loadSmsGateway } = await import('./smsGateway.ts');
            return loadSmsGateway(smsGateway);
          }),
        ]),
  ];
};
