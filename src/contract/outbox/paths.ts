import type { Paths } from '../shared/spec.ts';

export const outboxPaths = {
  outbox: ['GET', '/api/luckydraw/admin/outbox'],
  outboxEvents: ['GET', '/api/luckydraw/admin/outbox/events'],
  pauseSink: ['POST', '/api/luckydraw/admin/outbox/sinks/:sink_id/pause'],
  resumeSink: ['POST', '/api/luckydraw/admin/outbox/sinks/:sink_id/resume'],
  replaySink: ['POST', '/api/luckydraw/admin/outbox/sinks/:sink_id/replay'],
  testSink: ['POST', '/api/luckydraw/admin/outbox/sinks/:sink_id/test'],
} as const satisfies Paths;
