import type { Paths } from '../shared/spec.ts';

export const monitoringPaths = {
  health: ['GET', '/health'],
  metrics: ['GET', '/metrics'],
} as const satisfies Paths;
