import { Type, type Static } from 'typebox';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count } from '../shared/text.ts';

/** By names of a closed list. */
const Named = Type.Array(Closed({ name: Type.String(), count: Count }), { maxItems: 200 });
/** Counted since the host was started. Times in ms, memory in bytes. */
const Figures = Closed({
  version: Type.String(),
  uptime_s: Type.Number(),
  requests: Count,
  refusals: Named,
  dropped: Named,
  /** Screens and programs by what they are shown. */
  connections: Named,
  commits: Closed({ count: Count, mean_ms: Type.Number(), slowest_ms: Type.Number() }),
  /** How late the host was in the last minute. */
  delay: Closed({ median_ms: Type.Number(), p99_ms: Type.Number() }),
  memory: Closed({ used: Count, free_on_machine: Count }),
});
export type Figures = Static<typeof Figures>;

export const monitoringRoutes = defineRoutes({
  health: {
    summary: 'Is the host up?',
    access: 'public',
    data: Closed({
      status: Type.Literal('ok'),
      version: Type.String(),
      uptime_s: Type.Number(),
      event_id: Type.String(),
    }),
    status: [200],
    refusals: [],
    bare: true,
  },
  figures: {
    summary: 'How the host is doing: the figures of /metrics that an organiser wants to see',
    access: 'admin',
    data: Figures,
    status: [200],
    refusals: [],
  },
  metrics: {
    summary: 'Figures for Prometheus, as text: from this computer, or with an organiser’s session',
    access: 'machine',
    data: Type.String(),
    status: [200],
    refusals: [],
    bare: true,
  },
});
