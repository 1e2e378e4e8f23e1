import type { Paths } from '../shared/spec.ts';

export const logPaths = {
  log: ['GET', '/api/luckydraw/admin/:event_id/log'],
} as const satisfies Paths;
