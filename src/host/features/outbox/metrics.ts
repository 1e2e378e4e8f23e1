import type { SinkView } from '../../../contract/outbox/views.ts';
import type { Metric } from '../../platform/metrics.ts';

/** How each sink is doing, for Prometheus. */
export const outboxMetrics = (sinks: readonly SinkView[]): Metric[] => {
  const ofSinks = (valueOf: (sink: SinkView) => number) =>
    sinks.map((sink) => ({ labels: { sink: sink.id, kind: sink.kind }, value: valueOf(sink) }));
  return [
    {
      name: 'luckydraw_outbox_lag_events',
      help: 'Events that a sink has still to be told',
      kind: 'gauge',
      values: ofSinks(({ lag }) => lag),
    },
    {
      name: 'luckydraw_outbox_delivered_events_total',
      help: 'Events delivered to a sink since the host was started',
      kind: 'counter',
      values: ofSinks(({ delivered }) => delivered),
    },
    {
      name: 'luckydraw_outbox_failures_in_a_row',
      help: 'Attempts that failed since the last delivery',
      kind: 'gauge',
      values: ofSinks(({ failures }) => failures),
    },
    {
      name: 'luckydraw_outbox_paused',
      help: '1 where a sink is paused',
      kind: 'gauge',
      values: ofSinks(({ state }) => Number(state === 'paused')),
    },
  ];
};
