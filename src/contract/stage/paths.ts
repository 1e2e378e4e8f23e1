import type { Paths } from '../shared/spec.ts';

export const stagePaths = {
  event: ['GET', '/api/luckydraw/event'],
  draw: ['POST', '/api/luckydraw/admin/:event_id/draw'],
  announce: ['POST', '/api/luckydraw/admin/:event_id/announce'],
  speak: ['POST', '/api/luckydraw/admin/:event_id/spoken'],
  abandon: ['POST', '/api/luckydraw/admin/:event_id/abandon'],
  dismiss: ['POST', '/api/luckydraw/admin/:event_id/dismiss'],
  draws: ['GET', '/api/luckydraw/admin/:event_id/draws'],
  absent: ['POST', '/api/luckydraw/admin/:event_id/draws/:draw_id/absent'],
  absences: ['GET', '/api/luckydraw/draws/:draw_id/absences'],
  reset: ['POST', '/api/luckydraw/admin/:event_id/reset'],
  undoReset: ['POST', '/api/luckydraw/admin/:event_id/reset/undo'],
} as const satisfies Paths;
