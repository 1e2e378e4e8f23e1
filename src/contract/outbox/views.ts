import { Type, type Static } from 'typebox';
import type { AnyView } from '../shared/live.ts';
import { Closed, Count, Moment, Nullable } from '../shared/text.ts';
import { FaultCode } from './faults.ts';

/**
 * An event as every sink gives it out: CloudEvents 1.0 in JSON (github.com/cloudevents/spec, JSON event format).
 * `id`: the same however often it is delivered; who has seen it drops the repetition. `subject`: the key of order, of
 * which events arrive in the order in which they happened. `data`: by the `type`, see docs/outbox.md.
 */
export const CloudEvent = Closed({
  specversion: Type.Literal('1.0'),
  id: Type.String(),
  source: Type.String(),
  type: Type.String(),
  subject: Type.String(),
  time: Moment,
  datacontenttype: Type.Literal('application/json'),
  data: Type.Unknown(),
});

/** Why a sink is paused: an organiser did it, or its receiver answered that it wants no more events. */
export const PAUSE_REASONS = ['organiser', 'gone'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/**
 * A place that events are delivered to. `state`: `delivering`, also when there is nothing to do; `waiting` for the next
 * try after a failure; `paused` until somebody resumes it. `position`: all events up to it are delivered. `lag`: how
 * many are not; `oldest_at`: when the first of them happened.
 */
export const SinkView = Closed({
  id: Type.String(),
  kind: Type.Union([Type.Literal('file'), Type.Literal('webhook'), Type.Literal('kafka'), Type.Literal('sms')]),
  target: Type.String(),
  state: Type.Union([Type.Literal('delivering'), Type.Literal('waiting'), Type.Literal('paused')]),
  paused_because: Nullable(Type.Unsafe<PauseReason>(Type.Union(PAUSE_REASONS.map((reason) => Type.Literal(reason))))),
  position: Count,
  lag: Count,
  oldest_at: Nullable(Moment),
  /** Since the host was started. */
  delivered: Count,
  /** In a row, until now. */
  failures: Count,
  last_delivered_at: Nullable(Moment),
  /** `message`: in English, with what the receiver or the computer said. */
  last_error: Nullable(Closed({ at: Moment, code: FaultCode, message: Type.String() })),
  retry_at: Nullable(Moment),
});
export type SinkView = Static<typeof SinkView>;

/** `head`: the position of the last event; `oldest`: of the first that is still kept. */
export const OutboxState = Closed({ head: Count, oldest: Count, sinks: Type.Array(SinkView) });
export type OutboxState = Static<typeof OutboxState>;

export interface OutboxView extends AnyView, OutboxState {}
