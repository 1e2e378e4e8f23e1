import { Type } from 'typebox';
import { defineRoutes } from '../shared/spec.ts';
import { Closed } from '../shared/text.ts';

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
  metrics: {
    summary: 'Figures for Prometheus, as text: from this computer, or with an organiser’s session',
    access: 'machine',
    data: Type.String(),
    status: [200],
    refusals: [],
    bare: true,
  },
});
