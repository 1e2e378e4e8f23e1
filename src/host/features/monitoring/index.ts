import { freemem } from 'node:os';
import type { monitoringPaths } from '../../../contract/monitoring/paths.ts';
import { accept } from '../../../core/result.ts';
import type { Feature, Platform } from '../../platform/feature.ts';
import type { Handlers } from '../../platform/http/routeCall.ts';
import { gauge, type Metric } from '../../platform/metrics.ts';
import type { Observations } from '../../platform/observations.ts';
import { createPrometheus } from './prometheus.ts';

/** The most frequent first. */
const named = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([name, count]) => ({ name, count })).sort((one, other) => other.count - one.count);

/** Is the host up, and how is it? For probes, for screens that wait, and for those who watch over many hosts. */
export const openMonitoring = (
  { clock, live }: Pick<Platform, 'clock' | 'live'>,
  needs: {
    observations: Observations;
    /** Lines of the log that nobody took. */
    linesDropped: () => number;
    version: string;
    activeEventId: () => string;
    metrics: () => readonly Metric[];
  },
): Feature => {
  const { observations, linesDropped } = needs;
  /** What was dropped, the log's lines included. */
  const withLines = (dropped: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
    const lines = linesDropped();
    return lines === 0 ? dropped : new Map([...dropped, ['log_lines', lines]]);
  };
  const observed = (): Metric[] => [
    ...observations.metrics(),
    {
      name: 'luckydraw_connections',
      help: 'Screens and programs connected now, by channel',
      kind: 'gauge',
      values: [...live.sizes()].map(([channel, value]) => ({ labels: { channel }, value })),
    },
    gauge('luckydraw_log_lines_dropped', 'Lines of the log that nobody took', linesDropped()),
  ];
  const startedAt = clock.now();
  let prometheus: ReturnType<typeof createPrometheus> | null = null;
  const handlers: Handlers<keyof typeof monitoringPaths> = {
    health: async () =>
      accept({
        data: {
          status: 'ok',
          version: needs.version,
          uptime_s: Math.round((clock.now() - startedAt) / 1_000),
          event_id: needs.activeEventId(),
        },
      }),
    figures: async () => {
      const { requests, refusals, dropped, commits, delay } = observations.figures();
      const round = (ms: number): number => Math.round(ms * 100) / 100;
      return accept({
        data: {
          version: needs.version,
          uptime_s: Math.round((clock.now() - startedAt) / 1_000),
          requests,
          refusals: named(refusals),
          dropped: named(withLines(dropped)),
          connections: named(live.sizes()),
          commits: { count: commits.count, mean_ms: round(commits.meanMs), slowest_ms: round(commits.slowest) },
          delay: { median_ms: delay.median, p99_ms: delay.p99 },
          memory: { used: process.memoryUsage.rss(), free_on_machine: freemem() },
        },
      });
    },
    metrics: async ({ reply }) => {
      prometheus ??= createPrometheus(() => [...observed(), ...needs.metrics()]);
      const { contentType, text } = await prometheus;
      reply.type(contentType).send(await text());
      return accept('sent');
    },
  };
  return { name: 'monitoring', handlers };
};
