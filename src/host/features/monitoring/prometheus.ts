import type { Metric } from '../../platform/metrics.ts';

/** The figures of the process itself and those of the features, in Prometheus' text format. */
export const createPrometheus = async (metrics: () => readonly Metric[]) => {
  // Loaded when somebody first asks: a start needs none of it.
  const { Counter, Gauge, Registry, collectDefaultMetrics } = await import('prom-client');
  const ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess, prefix: 'luckydraw_' });

  return {
    contentType: ofProcess.contentType,
    text: async (): Promise<string> => {
      // Made anew each time, so that what is no more (a sink, a game) is not told for ever.
      const ofFeatures = new Registry();
      for (const { name, help, kind, values } of metrics()) {
        const labelNames = Object.keys(values[0]?.labels ?? {});
        const options = { name, help, labelNames, registers: [ofFeatures] };
        if (kind === 'counter') {
          const counter = new Counter(options);
          for (const { labels, value } of values) counter.inc(labels, value);
        } else {
          const figure = new Gauge(options);
          for (const { labels, value } of values) figure.set(labels, value);
        }
      }
      return `${await ofProcess.metrics()}\n${await ofFeatures.metrics()}`;
    },
  };
};
