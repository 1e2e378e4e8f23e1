import type { Paths } from '../shared/spec.ts';

export const drawsPaths = {
  publicDraws: ['GET', '/api/luckydraw/draws'],
  announcement: ['GET', '/api/luckydraw/draws/:draw_id/announcement'],
  proof: ['GET', '/api/luckydraw/draws/:draw_id/proof'],
  receipt: ['GET', '/api/luckydraw/draws/:draw_id/receipt'],
  archive: ['GET', '/api/luckydraw/admin/:event_id/archive'],
} as const satisfies Paths;
