import type { PauseReason } from '../../../contract/outbox/views.ts';
import { backoffMs } from '../../../core/outbox/backoff.ts';
import { createDeliveryWindow, type Mark, type Waiting } from '../../../core/outbox/deliveryWindow.ts';
import type { Platform } from '../../platform/feature.ts';
import { fault, faultOf, type Fault } from './faults.ts';
import { failed, type Delivery, type Sink } from './sinks/sink.ts';
import type { OutboxStore, SinkRecord, StoredEvent } from './store.ts';

/** What is read at once. */
const PAGE = 250;
/** What one sink may hold in memory, and how far it may run ahead of a subject that its receiver refuses. */
const MOST = { events: 2_000, bytes: 8 * 1024 * 1024, ahead: 20_000 };
/** The whole sink, after a failure: it is asked again by one delivery at a time. */
const SINK_BACKOFF = { firstMs: 250, mostMs: 30_000 };
/** One subject of it, so that what a receiver never takes costs the others little. */
const SUBJECT_BACKOFF = { firstMs: 500, mostMs: 5 * 60_000 };
/** So many failures in a row are the receiver's, not an event's: once it answers, nobody waits any longer. */
const OUTAGE = 5;
/** Deliveries of this time are marked together. */
const MARK_AFTER_MS = 15;
/** Events that this sink does not take are marked when there is nothing better to do. */
const MARK_IDLE_AFTER_MS = 5_000;
const STORE_RETRY_MS = 1_000;
const CHECK_AGAIN_MS = 20_000;

interface Held extends StoredEvent, Waiting {}

/** How a sink is doing. Moments are ms since 1970. */
export interface RelayState {
  readonly position: number;
  readonly lag: number;
  readonly oldestAt: number | null;
  readonly pausedBecause: PauseReason | null;
  readonly delivered: number;
  readonly failures: number;
  readonly lastDeliveredAt: number | null;
  readonly lastError: (Fault & { readonly at: number }) | null;
  readonly retryAt: number | null;
  /** What is configured cannot work as it is. */
  readonly unfit: boolean;
}

export interface Relay {
  readonly sink: Sink;
  state(): RelayState;
  /** There are events up to this position. */
  written(head: number): void;
  /** Takes nothing more up. What is under way may end. */
  pause(because: PauseReason): void;
  /** Takes nothing more up, breaks off what is under way, and keeps what is done. Nothing is delivered before `begin`. */
  halt(): Promise<void>;
  /** Delivers from here on, unless it is paused; null: from where it was. */
  begin(record: SinkRecord | null): void;
  /** Up to where everything is kept as delivered. */
  marked(): number;
}

/** Delivers the events of the outbox to one sink: in order for each subject, again and again until it takes them. */
export const createRelay = (
  platform: Pick<Platform, 'clock' | 'random' | 'logger'>,
  parts: {
    readonly sink: Sink;
    readonly store: Pick<OutboxStore, 'events' | 'mark' | 'pauseAlone'>;
    readonly record: SinkRecord;
    readonly head: number;
    /** Something of `state` has changed. */
    readonly changed: () => void;
  },
): Relay => {
  const { clock, logger } = platform;
  const { sink, store, changed } = parts;
  const newWindow = ({ position, ahead }: Mark) =>
    createDeliveryWindow<Held>({ position, ahead, perSubject: sink.perSubject, most: MOST });

  let window = newWindow(parts.record);
  let { head } = parts;
  let marked = parts.record.position;
  let pausedBecause: PauseReason | null = parts.record.pausedBecause;
  let running = false;
  let breakOff = new AbortController();
  const underWay = new Set<Promise<void>>();
  let inFlight = 0;
  let reading = false;
  let marking = false;

  /** Deliveries at the same time, now: one after a failure, more with every success. */
  let parallel = sink.parallel;
  let failures = 0;
  /** The whole sink waits until then. */
  let retryAt: number | null = null;
  /** Failures in a row of the subjects that wait. */
  const refused = new Map<string, number>();
  const timers = new Set<() => void>();
  let unfit = false;
  let delivered = 0;
  let lastDeliveredAt: number | null = null;
  let lastError: RelayState['lastError'] = null;

  const chance = (): number => Buffer.from(platform.random.bytes(4)).readUInt32LE() / 2 ** 32;

  /** Runs on its own; a bug in it is told, and ends neither the show nor the other sinks. */
  const start = (work: () => Promise<void>): void => {
    const done = work().catch((error: unknown) => {
      logger.error({ err: error, sink: sink.id }, 'a sink of the outbox failed in an unforeseen way');
      noteError(faultOf(error));
    });
    underWay.add(done);
    void done.then(() => underWay.delete(done));
  };

  const later = (ms: number, call: () => void): void => {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      call();
    });
    timers.add(cancel);
  };

  const noteError = (noted: Fault): void => {
    lastError = { at: clock.now(), ...noted };
    changed();
  };

  const isRunning = (): boolean => running;
  const mayRead = (): boolean => running && window.read() < head && window.hasRoom();
  const mayDeliver = (): boolean => running && retryAt === null && inFlight < parallel && window.hasReady();

  const read = async (): Promise<void> => {
    try {
      while (mayRead()) {
        const events = await store.events(window.read(), PAGE);
        if (!isRunning() || events.length === 0) break;
        const held = events.map((event) => ({ ...event, bytes: event.data.length + 256 }));
        window.offer(held, sink.takes);
        pump();
      }
      if (window.settled() > marked) markSoon(MARK_IDLE_AFTER_MS);
    } catch (error) {
      noteError(fault('store_failed', `The events cannot be read: ${faultOf(error).message}`));
      if (running) later(STORE_RETRY_MS, readOn);
    } finally {
      reading = false;
    }
  };
  const readOn = (): void => {
    if (reading || !mayRead()) return;
    reading = true;
    start(read);
  };

  let markTimer: { readonly dueAt: number; readonly cancel: () => void } | null = null;
  const markSoon = (ms: number): void => {
    if (marking) return;
    const dueAt = clock.now() + ms;
    if (markTimer !== null && markTimer.dueAt <= dueAt) return;
    markTimer?.cancel();
    markTimer = {
      dueAt,
      cancel: clock.after(ms, () => {
        markTimer = null;
        start(keepMarks);
      }),
    };
  };
  const keepMarks = async (): Promise<void> => {
    if (marking) return;
    marking = true;
    const mark = window.mark();
    try {
      await store.mark(sink.id, mark);
      marked = mark.position;
    } catch (error) {
      window.unmark(mark);
      noteError(fault('store_failed', `What is delivered cannot be noted: ${faultOf(error).message}`));
      marking = false;
      if (running) markSoon(STORE_RETRY_MS);
      return;
    }
    marking = false;
    // Those that ended meanwhile are marked together.
    if (window.hasFresh()) markSoon(running ? MARK_AFTER_MS : 0);
  };

  const pump = (): void => {
    while (mayDeliver()) {
      const batch = window.take(sink.batch);
      if (batch.length === 0) continue;
      inFlight += 1;
      start(() => deliver(batch));
    }
  };

  const attempt = async (batch: readonly Held[]): Promise<Delivery> => {
    try {
      return await sink.deliver(batch, breakOff.signal);
    } catch (error) {
      return failed(faultOf(error));
    }
  };

  const deliver = async (batch: readonly Held[]): Promise<void> => {
    const outcome = await attempt(batch);
    inFlight -= 1;
    if (outcome.kind === 'delivered') succeeded(batch);
    else if (running) fail(batch, outcome);
    else window.failed(batch);
    changed();
    pump();
    readOn();
  };

  const succeeded = (batch: readonly Held[]): void => {
    window.delivered(batch);
    delivered += batch.length;
    lastDeliveredAt = clock.now();
    const [first] = batch;
    if (first) refused.delete(sink.perSubject ? first.subject : '');
    parallel = Math.min(sink.parallel, parallel * 2);
    if (failures >= OUTAGE) window.releaseAll();
    failures = 0;
    unfit = false;
    markSoon(MARK_AFTER_MS);
  };

  const fail = (batch: readonly Held[], outcome: Exclude<Delivery, { kind: 'delivered' }>): void => {
    const key = window.failed(batch);
    failures += 1;
    parallel = 1;
    lastError = { at: clock.now(), ...outcome.fault };
    const [first] = batch;
    logger.warn(
      { sink: sink.id, event: first?.id, failures, reason: outcome.fault.message },
      'an event was not delivered',
    );
    if (outcome.kind === 'gone') {
      pause('gone');
      return start(() => store.pauseAlone(sink.id, 'gone'));
    }

    const times = (refused.get(key) ?? 0) + 1;
    refused.set(key, times);
    const waitMs = outcome.afterMs ?? backoffMs(failures, SINK_BACKOFF, chance());
    // The key's own wait never ends before the sink's: another one is tried first.
    later(Math.max(waitMs, sink.perSubject ? backoffMs(times, SUBJECT_BACKOFF, chance()) : 0), () => {
      window.release(key);
      pump();
    });
    if (retryAt !== null) return;
    retryAt = clock.now() + waitMs;
    later(waitMs, () => {
      retryAt = null;
      changed();
      pump();
    });
  };

  const pause = (because: PauseReason): void => {
    pausedBecause = because;
    running = false;
    changed();
  };

  /** Asks whether the sink can work as it is configured, until it can: nobody should find out with the first event. */
  const check = async (): Promise<void> => {
    const { signal } = breakOff;
    try {
      await sink.check(signal);
      if (!unfit) return;
      unfit = false;
      changed();
    } catch (error) {
      if (signal.aborted) return;
      unfit = true;
      noteError(faultOf(error));
      later(CHECK_AGAIN_MS, () => start(check));
    }
  };

  const oldestAt = (): number | null => window.oldest()?.at ?? null;

  return {
    sink,
    marked: () => marked,
    state: () => ({
      position: window.settled(),
      lag: window.waiting(head),
      oldestAt: oldestAt(),
      pausedBecause,
      delivered,
      failures,
      lastDeliveredAt,
      lastError,
      retryAt,
      unfit,
    }),
    written: (position) => {
      head = Math.max(head, position);
      readOn();
    },
    halt: async () => {
      running = false;
      breakOff.abort(new Error('it was broken off'));
      for (const cancel of timers) cancel();
      timers.clear();
      markTimer?.cancel();
      markTimer = null;
      while (underWay.size > 0) await Promise.all(underWay);
      if (window.hasFresh() || window.settled() > marked) await keepMarks();
    },
    begin: (record) => {
      if (record) {
        window = newWindow(record);
        marked = record.position;
        pausedBecause = record.pausedBecause;
      }
      window.releaseAll();
      breakOff = new AbortController();
      parallel = sink.parallel;
      failures = 0;
      retryAt = null;
      refused.clear();
      running = pausedBecause === null;
      changed();
      start(check);
      pump();
      readOn();
    },
    pause,
  };
};
