import type { monitoringPaths } from '../../../contract/monitoring/paths.ts';
import { accept } from '../../../core/result.ts';
import type { Feature, Platform } from '../../platform/feature.ts';
import type { Handlers } from '../../platform/http/routeCall.ts';

/** Is the host up? For probes and for screens that wait. */
export const openMonitoring = (
  { clock }: Pick<Platform, 'clock'>,
  needs: { version: string; activeEventId: () => string },
): Feature => {
  const startedAt = clock.now();
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
  };
  return { name: 'monitoring', handlers };
};
