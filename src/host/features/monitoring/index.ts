import type { monitoringPaths } from '../../../contract/monitoring/paths.ts';
import { accept } from '../../../core/result.ts';
import type { Feature, Platform } from '../../platform/feature.ts';
import type { Handlers } from '../../platform/http/routeCall.ts';
import type { Metric } from '../../platform/metrics.ts';
import { createPrometheus } from './prometheus.ts';

/** Is the host up, and how is it? For probes, for screens that wait, and for those who watch over many hosts. */
export const openMonitoring = (
  { clock }: Pick<Platform, 'clock'>,
  needs: { version: string; activeEventId: () => string; metrics: () => readonly Metric[] },
): Feature => {
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
    metrics: async ({ reply }) => {
      prometheus ??= createPrometheus(needs.metrics);
      const { contentType, text } = await prometheus;
      reply.type(contentType).send(await text());
      return accept('sent');
    },
  };
  return { name: 'monitoring', handlers };
};
