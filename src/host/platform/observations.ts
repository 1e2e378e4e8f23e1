import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metric } from './metrics.ts';

/** Upper bounds of the classes that durations are counted in, s. */
const CLASSES = [0.001, 0.01, 0.1, 1] as const;

/** What happens on the way to the features, counted since the start. Labels come from our own code, so they are few. */
export interface Observations {
  request(method: string, route: string, status: number): void;
  refused(code: string): void;
  /** Something was let go, or not let in, so that others are served. */
  dropped(why: string): void;
  committed(ms: number): void;
  metrics(): Metric[];
  figures(): {
    readonly requests: number;
    readonly refusals: ReadonlyMap<string, number>;
    readonly dropped: ReadonlyMap<string, number>;
    readonly commits: { readonly count: number; readonly meanMs: number; readonly slowest: number };
    /** How late timers were in the last minute, ms: half of them, and one of a hundred. */
    readonly delay: { readonly median: number; readonly p99: number };
  };
  close(): void;
}

const counter = (name: string, help: string, values: Metric['values']): Metric => ({
  name,
  help,
  kind: 'counter',
  values,
});

const ms = (nanoseconds: number): number => (Number.isFinite(nanoseconds) ? Math.round(nanoseconds / 1e4) / 100 : 0);

export const createObservations = (): Observations => {
  /** By route, method and status: a key made of all three would have to be made for every request. */
  const requests = new Map<string, Map<string, Map<number, number>>>();
  const refusals = new Map<string, number>();
  const dropped = new Map<string, number>();
  const commits = { count: 0, seconds: 0, slowest: 0, classes: [...CLASSES, Infinity].map(() => 0) };
  let total = 0;
  const add = (to: Map<string, number>, key: string): void => void to.set(key, (to.get(key) ?? 0) + 1);
  // The last minute: what was slow this morning says nothing about now.
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let last = { median: 0, p99: 0 };
  const timer = setInterval(() => {
    last = { median: ms(delay.percentile(50)), p99: ms(delay.percentile(99)) };
    delay.reset();
  }, 60_000).unref();

  return {
    request: (method, route, status) => {
      total += 1;
      let methods = requests.get(route);
      if (!methods) requests.set(route, (methods = new Map()));
      let statuses = methods.get(method);
      if (!statuses) methods.set(method, (statuses = new Map()));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    },
    refused: (code) => add(refusals, code),
    dropped: (why) => add(dropped, why),
    committed: (took) => {
      commits.count += 1;
      commits.seconds += took / 1_000;
      commits.slowest = Math.max(commits.slowest, took);
      const index = CLASSES.findIndex((bound) => took / 1_000 <= bound);
      const at = index === -1 ? CLASSES.length : index;
      commits.classes[at] = (commits.classes[at] ?? 0) + 1;
    },
    metrics: () => {
      const byLabel = (label: string, counts: ReadonlyMap<string, number>): Metric['values'] =>
        [...counts].map(([key, value]) => ({ labels: { [label]: key }, value }));
      const byRequest = (): Metric['values'] =>
        [...requests].flatMap(([route, methods]) =>
          [...methods].flatMap(([method, statuses]) =>
            [...statuses].map(([status, value]) => ({ labels: { method, route, status: String(status) }, value })),
          ),
        );
      return [
        counter('luckydraw_http_requests_total', 'Requests that were answered', byRequest()),
        counter('luckydraw_refusals_total', 'Refusals by their code', byLabel('code', refusals)),
        counter('luckydraw_dropped_total', 'What was let go or not let in, and why', byLabel('why', dropped)),
        counter(
          'luckydraw_commits_total',
          'Changes that reached the disk, by the time that they took at most (s)',
          commits.classes.map((value, index) => ({ labels: { within: String(CLASSES[index] ?? '+Inf') }, value })),
        ),
        counter('luckydraw_commit_seconds_total', 'Time that changes took to reach the disk', [
          { labels: {}, value: commits.seconds },
        ]),
      ];
    },
    figures: () => ({
      requests: total,
      refusals,
      dropped,
      commits: {
        count: commits.count,
        meanMs: commits.count === 0 ? 0 : (commits.seconds * 1_000) / commits.count,
        slowest: commits.slowest,
      },
      delay: last.p99 === 0 ? { median: ms(delay.percentile(50)), p99: ms(delay.percentile(99)) } : last,
    }),
    close: () => {
      clearInterval(timer);
      delay.disable();
    },
  };
};
