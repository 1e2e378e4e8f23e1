import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OutboxState, PauseReason, SinkView } from '../../../contract/outbox/views.ts';
import type { Platform } from '../../platform/feature.ts';
import { iso, isoOrNull } from '../../platform/http/routeCall.ts';
import type { Problem } from '../../platform/problems.ts';
import { newId } from '../../platform/random.ts';
import type { AuditedChange } from '../../platform/storage/auditedChange.ts';
import { TEST_TYPE } from './cloudEvent.ts';
import { faultOf } from './faults.ts';
import { createRelay, type Relay } from './relay.ts';
import { failed, type Delivery, type Sink } from './sinks/sink.ts';
import type { KeptRange, OutboxStore, SinkRecord } from './store.ts';

const SWEEP_EVERY_MS = 60_000;
/** Removed in one commit, in a few milliseconds. */
const DROP_AT_ONCE = 2_000;
/** So many failures in a row are told to the organiser. */
const TOLD_AFTER = 5;
const TEST_PATIENCE_MS = 10_000;

/** The outbox at work: a relay for each sink, each at its own pace. */
export interface Outbox {
  state(): OutboxState;
  sink(sinkId: string): SinkView | null;
  range(): Promise<KeptRange>;
  /** These two: in the sink's queue, one after the other. */
  pause(eventId: string, sinkId: string, because: PauseReason | null, change: AuditedChange<void>): Promise<void>;
  replay(eventId: string, sinkId: string, from: number, change: AuditedChange<void>): Promise<void>;
  /** Tries the sink beside its events; waits for it, so never in a queue. */
  test(sinkId: string, to: string | null): Promise<Delivery>;
  close(): Promise<void>;
}

export const sinkView = ({ sink, state }: Relay): SinkView => {
  const now = state();
  return {
    id: sink.id,
    kind: sink.kind,
    target: sink.target,
    state: now.pausedBecause !== null ? 'paused' : now.failures > 0 || now.unfit ? 'waiting' : 'delivering',
    paused_because: now.pausedBecause,
    position: now.position,
    lag: now.lag,
    oldest_at: isoOrNull(now.oldestAt),
    delivered: now.delivered,
    failures: now.failures,
    last_delivered_at: isoOrNull(now.lastDeliveredAt),
    last_error: now.lastError && { ...now.lastError, at: iso(now.lastError.at) },
    retry_at: isoOrNull(now.retryAt),
  };
};

/** `keep`: so many of the events that every sink has are kept, for replays. `changed`: the state is another. */
export const createOutbox = async (
  platform: Pick<Platform, 'clock' | 'random' | 'logger' | 'problems'>,
  store: OutboxStore,
  needs: { readonly sinks: readonly Sink[]; readonly keep: number; readonly changed: () => void },
): Promise<Outbox> => {
  const { clock, logger, problems, random } = platform;
  let range = await store.range();
  /** What the organiser was told of each sink. */
  const told = new Map<string, Problem>();

  const tell = (sink: Sink, why: string): void => {
    logger.warn({ sink: sink.id, target: sink.target, reason: why }, 'a sink of the outbox cannot be delivered to');
    const message = `Events wait for ${sink.target}: ${why.replace(/\.$/, '')}.`;
    told.set(sink.id, problems.report({ code: 'events_wait', details: { target: sink.target, reason: why }, message }));
  };
  const stateChanged = (relay: Relay): void => {
    const { failures, lastError, pausedBecause, unfit } = relay.state();
    const inTrouble = pausedBecause === 'gone' || (pausedBecause === null && (unfit || failures >= TOLD_AFTER));
    const problem = told.get(relay.sink.id);
    if (!problem && inTrouble && lastError) tell(relay.sink, lastError.message);
    // A sink that an organiser pauses is no news.
    if (problem && !inTrouble && (failures === 0 || pausedBecause !== null)) {
      told.delete(relay.sink.id);
      problems.clear(problem);
    }
    needs.changed();
  };

  const relays = new Map<string, Relay>();
  for (const sink of needs.sinks) {
    const record = await store.openSink(sink.id);
    const relay: Relay = createRelay(platform, {
      sink,
      store,
      record,
      head: range.head,
      changed: () => stateChanged(relay),
    });
    relays.set(sink.id, relay);
  }
  const relayOf = (sinkId: string): Relay => {
    const relay = relays.get(sinkId);
    if (!relay) throw new Error(`no such sink: ${sinkId}`);
    return relay;
  };

  /** A sink that was not configured for long may have been left behind by what is kept. */
  const begin = (relay: Relay, record: SinkRecord): void => {
    if (record.position >= range.oldest - 1) return relay.begin(record);
    logger.warn({ sink: record.id, from: record.position + 1, to: range.oldest - 1 }, 'events are no longer kept');
    relay.begin({ ...record, position: range.oldest - 1, ahead: record.ahead.filter((at) => at >= range.oldest) });
  };

  store.onWritten((head) => {
    range = { ...range, head };
    for (const relay of relays.values()) relay.written(head);
    needs.changed();
  });

  let closed = false;
  let sweeping: Promise<void> | null = null;
  const sweep = async (): Promise<void> => {
    const delivered = Math.min(range.head, ...[...relays.values()].map((relay) => relay.marked()));
    const upTo = Math.min(delivered, range.head - needs.keep);
    const mayDrop = (): boolean => !closed && range.oldest <= upTo;
    while (mayDrop() && (await store.drop(upTo, DROP_AT_ONCE)) > 0) {
      range = { ...(await store.range()), head: range.head };
      needs.changed();
      await nextTurn();
    }
  };
  const sweepAlone = (): void => {
    sweeping ??= sweep()
      .catch((error: unknown) => logger.warn({ err: error }, 'old events could not be removed from the outbox'))
      .finally(() => {
        sweeping = null;
      });
  };
  const endSweeps = clock.every(SWEEP_EVERY_MS, sweepAlone);

  for (const relay of relays.values()) {
    // What was written meanwhile.
    relay.written(range.head);
    begin(relay, await store.openSink(relay.sink.id));
  }
  sweepAlone();

  /** Stops the relay, changes what is stored of it, and lets it go on from there. */
  const restart = async (relay: Relay, change: () => Promise<SinkRecord>): Promise<void> => {
    await relay.halt();
    let record: SinkRecord | null = null;
    try {
      record = await change();
    } finally {
      // Where the change was not made, it goes on as it was.
      if (record) begin(relay, record);
      else relay.begin(null);
    }
  };

  return {
    state: () => ({ head: range.head, oldest: range.oldest, sinks: [...relays.values()].map(sinkView) }),
    sink: (sinkId) => {
      const relay = relays.get(sinkId);
      return relay ? sinkView(relay) : null;
    },
    range: () => store.range(),
    pause: async (eventId, sinkId, because, change) => {
      const relay = relayOf(sinkId);
      if (because === null) return restart(relay, () => store.pause(eventId, sinkId, null, change));
      await store.pause(eventId, sinkId, because, change);
      relay.pause(because);
    },
    replay: (eventId, sinkId, from, change) =>
      restart(relayOf(sinkId), () => store.replay(eventId, sinkId, from, change)),
    test: async (sinkId, to) => {
      const message = {
        position: 0,
        id: newId(random),
        type: TEST_TYPE,
        subject: 'test',
        at: clock.now(),
        data: JSON.stringify({ message: 'A test from Lucky Draw Kiosk. Nothing has happened.' }),
      };
      try {
        return await relayOf(sinkId).sink.test(message, to, AbortSignal.timeout(TEST_PATIENCE_MS));
      } catch (error) {
        return failed(faultOf(error));
      }
    },
    close: async () => {
      closed = true;
      endSweeps();
      await Promise.all(
        [...relays.values()].map(async (relay) => {
          await relay.halt();
          await relay.sink.close();
        }),
      );
      await sweeping;
    },
  };
};
