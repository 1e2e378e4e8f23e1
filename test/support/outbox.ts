/** The outbox over a real store, without the rest of a host, so that a test writes any events. */
import { pino } from 'pino';
import type { OutboxState, SinkView } from '../../src/contract/outbox/views.ts';
import { createSinks, type SinkSettings } from '../../src/host/features/outbox/sinks/index.ts';
import type { Sink } from '../../src/host/features/outbox/sinks/sink.ts';
import { createOutbox, type Outbox } from '../../src/host/features/outbox/service.ts';
import { createOutboxStore, createOutboxWriter } from '../../src/host/features/outbox/store.sqlite.ts';
import type { OutboxStore } from '../../src/host/features/outbox/store.ts';
import { MIGRATIONS } from '../../src/host/openSqliteStores.ts';
import { createClock } from '../../src/host/platform/clock.ts';
import { createProblems, type Problems } from '../../src/host/platform/problems.ts';
import { createRandom } from '../../src/host/platform/random.ts';
import { hostChange, type OutboxEvent } from '../../src/host/platform/storage/auditedChange.ts';
import { openKernel } from '../../src/host/platform/storage/sqlite/kernel.ts';

export const NO_SINKS: SinkSettings = {
  outboxFile: null,
  webhookUrl: [],
  webhookSecret: [],
  kafkaBrokers: [],
  smsGateway: null,
};

export const LOG_EVENT = 'event-for-the-log';

export interface OpenOutbox {
  readonly outbox: Outbox;
  readonly store: OutboxStore;
  readonly problems: Problems;
  /** Under one commit; resolves when it is on the disk. */
  emit(events: readonly OutboxEvent[]): Promise<void>;
  /** Resolves when the outbox is in this state; looks again after each change. */
  until(holds: (state: OutboxState) => boolean): Promise<OutboxState>;
  sink(id: string): SinkView;
  close(): Promise<void>;
}

export const happened = (subject: string, n: number, more: Partial<OutboxEvent> = {}): OutboxEvent => ({
  type: 'somethingHappened',
  subject,
  at: Date.now(),
  data: { n },
  ...more,
});

export const openOutboxParts = async (
  folder: string,
  given: { readonly settings?: Partial<SinkSettings>; readonly sinks?: readonly Sink[]; readonly keep?: number },
): Promise<OpenOutbox> => {
  const clock = createClock();
  const problems = createProblems(() => clock.now());
  const writer = createOutboxWriter();
  const kernel = openKernel(folder, { migrations: MIGRATIONS, outbox: writer.write });
  // What is audited belongs to an event.
  await kernel.commit((tx) => {
    tx.sql(
      `INSERT INTO events (id, name, number_width, spin_ms, capacity, registration_open, join_round, wifi_ssid,
        wifi_password, entropy_window_ms, room_entropy, spoken_entropy, beacon_entropy, participant_count,
        next_number, active, created_at)
      VALUES (?, 'Test', 3, 6000, 100, 1, 1, '', '', 3000, 1, 0, 0, 0, 1, 1, 0) ON CONFLICT DO NOTHING`,
    ).run(LOG_EVENT);
  });
  const store = createOutboxStore(kernel, writer);
  const waiting = new Set<() => void>();
  const outbox = await createOutbox(
    { clock, random: createRandom(), logger: pino({ level: 'silent' }), problems },
    store,
    {
      sinks: given.sinks ?? createSinks({ ...NO_SINKS, ...given.settings }, () => clock.now()),
      keep: given.keep ?? 100_000,
      changed: () => queueMicrotask(() => waiting.forEach((look) => look())),
    },
  );
  let closing: Promise<void> | null = null;
  return {
    outbox,
    store,
    problems,
    emit: (events) => kernel.commit((tx) => tx.emit(events)),
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          const state = outbox.state();
          if (!holds(state)) return;
          waiting.delete(look);
          resolve(state);
        };
        waiting.add(look);
        look();
      }),
    sink: (id) => {
      const view = outbox.sink(id);
      if (!view) throw new Error(`no sink ${id}`);
      return view;
    },
    close: () => (closing ??= outbox.close().then(() => kernel.close())),
  };
};

export const byHost = () => hostChange<void>(Date.now());
export const allDelivered = ({ head, sinks }: OutboxState): boolean => head > 0 && sinks.every(({ lag }) => lag === 0);
