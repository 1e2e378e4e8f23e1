import { iso } from '../../platform/http/routeCall.ts';
import type { LogRecord } from './store.ts';

/** A record as the outside has it. */
export const logView = (record: LogRecord) => ({
  seq: record.seq,
  event: record.eventId,
  at: iso(record.at),
  actor: record.actor,
  action: record.action,
  details: record.details,
  previous: record.previous,
  hash: record.hash,
});
