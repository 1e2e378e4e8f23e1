import type { Paths } from '../shared/spec.ts';

export const monitoringPaths = {
  health: ['GET', '/health'],
  figures: ['GET', '/api/luckydraw/admin/figures'],
  metrics: ['GET', '/metrics'],
} as const satisfies Paths;
