/** What of an event decides when it may be delivered. `position`: its place in the outbox, from 1 on without gaps. */
export interface Waiting {
  readonly position: number;
  /** The key of order. */
  readonly subject: string;
  /** What it takes of the memory, roughly. */
  readonly bytes: number;
}

/** What to keep of the deliveries: all up to `position` are done, and besides those `ahead` of it, as far as they are new. */
export interface Mark {
  readonly position: number;
  readonly ahead: readonly number[];
}

export interface WindowLimits {
  /** Events in memory. */
  readonly events: number;
  readonly bytes: number;
  /** How far it may read on from the oldest event that is not delivered. */
  readonly ahead: number;
}

interface Key<E> {
  readonly queue: E[];
  /** Under way. */
  busy: readonly E[];
  state: 'ready' | 'busy' | 'blocked';
}

/**
 * Which events of the outbox one sink may deliver next: those of a key one after the other, keys independent of each
 * other. An event that fails holds up its own key. `perSubject`: each subject is a key; else all events are one.
 */
export const createDeliveryWindow = <E extends Waiting>(
  begin: Mark & { readonly perSubject: boolean; readonly most: WindowLimits },
) => {
  const { most } = begin;
  /** Beyond `settled`, delivered or not wanted. */
  const done = new Set<number>(begin.ahead);
  /** Delivered and not yet given out to be marked. */
  let fresh: number[] = [];
  let settled = begin.position;
  let read = begin.position;
  let events = 0;
  let bytes = 0;
  const keys = new Map<string, Key<E>>();
  const ready: string[] = [];
  const keyOf = (event: E): string => (begin.perSubject ? event.subject : '');

  const settle = (): void => {
    while (done.delete(settled + 1)) settled += 1;
  };
  const keyOfAll = (batch: readonly E[]): [string, Key<E>] => {
    const [first] = batch;
    const name = first ? keyOf(first) : '';
    const key = keys.get(name);
    if (!first || key?.state !== 'busy') throw new Error('these events were not taken');
    return [name, key];
  };
  const release = (name: string): void => {
    const key = keys.get(name);
    if (key?.state !== 'blocked') return;
    key.state = 'ready';
    ready.push(name);
  };

  settle();
  return {
    /** The next ones as they stand in the outbox, from `read` on. */
    offer: (next: readonly E[], isWanted: (event: E) => boolean): void => {
      for (const event of next) {
        if (event.position !== read + 1) throw new Error(`event ${event.position} does not follow ${read}`);
        read = event.position;
        if (event.position <= settled || done.has(event.position)) continue;
        if (!isWanted(event)) {
          done.add(event.position);
          continue;
        }
        events += 1;
        bytes += event.bytes;
        const name = keyOf(event);
        const key = keys.get(name);
        if (key) key.queue.push(event);
        else keys.set(name, { queue: [event], busy: [], state: 'ready' });
        if (!key) ready.push(name);
      }
      settle();
    },

    /** Up to so many events of one key, in their order; empty: none may be delivered now. */
    take: (limit: number): readonly E[] => {
      const key = keys.get(ready.shift() ?? '');
      if (key?.state !== 'ready') return [];
      key.state = 'busy';
      return (key.busy = key.queue.splice(0, limit));
    },

    /** Those of one `take`, all of them. */
    delivered: (batch: readonly E[]): void => {
      const [name, key] = keyOfAll(batch);
      key.busy = [];
      for (const event of batch) {
        done.add(event.position);
        fresh.push(event.position);
        events -= 1;
        bytes -= event.bytes;
      }
      if (key.queue.length === 0) keys.delete(name);
      else {
        key.state = 'ready';
        ready.push(name);
      }
      settle();
    },

    /** None of these was delivered: they wait, and those behind them, until their key is released. Answers the key. */
    failed: (batch: readonly E[]): string => {
      const [name, key] = keyOfAll(batch);
      key.busy = [];
      key.queue.unshift(...batch);
      key.state = 'blocked';
      return name;
    },

    release,
    releaseAll: (): void => {
      for (const name of keys.keys()) release(name);
    },

    /** May more be offered? */
    hasRoom: (): boolean => events < most.events && bytes < most.bytes && read - settled < most.ahead,
    hasReady: (): boolean => ready.length > 0,
    read: (): number => read,
    settled: (): number => settled,
    /** How many of those up to `head` are not delivered; what is not read yet counts, wanted or not. */
    waiting: (head: number): number => Math.max(0, head - settled - done.size),
    /** The first of those in memory that is not delivered. */
    oldest: (): E | null => {
      let oldest: E | null = null;
      for (const { busy, queue } of keys.values()) {
        const first = busy[0] ?? queue[0];
        if (first && (oldest === null || first.position < oldest.position)) oldest = first;
      }
      return oldest;
    },

    /** What there is to mark now. Given back by `unmark` when it could not be kept. */
    mark: (): Mark => {
      const mark = { position: settled, ahead: fresh.filter((position) => position > settled) };
      fresh = [];
      return mark;
    },
    unmark: (mark: Mark): void => {
      fresh = [...mark.ahead, ...fresh];
    },
    /** There are deliveries that nobody has marked. */
    hasFresh: (): boolean => fresh.length > 0,
  };
};
