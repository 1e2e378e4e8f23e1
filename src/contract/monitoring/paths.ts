import type { Paths } from '../shared/spec.ts';

export const monitoringPaths = {
  health: ['GET', '/health'],
} as const satisfies Paths;
