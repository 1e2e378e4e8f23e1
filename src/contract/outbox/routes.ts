import { Type } from 'typebox';
import { PositiveInt } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Nullable } from '../shared/text.ts';
import { FaultCode } from './faults.ts';
import { OUTBOX_LIMITS } from './limits.ts';
import { CloudEvent, OutboxState, SinkView } from './views.ts';

const SinkParams = Closed({ sink_id: Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9-]+$' }) });
const Position = PositiveInt(OUTBOX_LIMITS.position);

export const outboxRoutes = defineRoutes({
  outbox: {
    summary: 'Where events go: each sink with its lag, its last error, and whether it is paused',
    access: 'admin',
    data: OutboxState,
    status: [200],
    refusals: [],
  },
  outboxEvents: {
    summary: 'The events of the outbox, newest first, a page at a time; phone numbers are masked',
    access: 'admin',
    query: Closed({ before: Type.Optional(Position), limit: Type.Optional(PositiveInt(OUTBOX_LIMITS.page)) }),
    data: Closed({
      events: Type.Array(Closed({ position: Count, event: CloudEvent })),
      next_before: Nullable(Type.Integer()),
    }),
    status: [200],
    refusals: [],
  },
  pauseSink: {
    summary: 'Deliver nothing more to this sink until it is resumed; its events wait',
    access: 'admin',
    params: SinkParams,
    data: SinkView,
    status: [200],
    refusals: ['sink_not_found'],
  },
  resumeSink: {
    summary: 'Go on delivering to this sink, at once',
    access: 'admin',
    params: SinkParams,
    data: SinkView,
    status: [200],
    refusals: ['sink_not_found'],
  },
  replaySink: {
    summary:
      'Deliver to this sink again from an event on, or from the first event since a moment; each keeps its id. A later event than the next one skips those between',
    access: 'admin',
    params: SinkParams,
    body: Type.Union([
      Closed({ from_position: Position }),
      Closed({ from_time: Type.String({ format: 'date-time', maxLength: 40 }) }),
    ]),
    data: SinkView,
    status: [200],
    refusals: ['sink_not_found', 'position_not_kept'],
  },
  testSink: {
    summary: 'Try this sink with a message of the type `outboxTest`, beside the events; an SMS gateway takes a number',
    access: 'admin',
    params: SinkParams,
    body: Closed({ to: Type.Optional(Type.String({ maxLength: 16, pattern: '^\\+[1-9]\\d{6,14}$' })) }),
    idempotent: false,
    data: Closed({
      delivered: Type.Boolean(),
      code: Nullable(FaultCode),
      error: Nullable(Type.String()),
    }),
    status: [200],
    refusals: ['sink_not_found'],
  },
});
