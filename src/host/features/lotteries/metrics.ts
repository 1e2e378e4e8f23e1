import type { Metric } from '../../platform/metrics.ts';
import type { StakesFromKafka } from './kafka.ts';
import type { StakeOutcome } from './store.ts';

/** What lotteries have done since the host was started, for Prometheus. */
export const createLotteriesMetrics = () => {
  const stakes = { taken: 0, repeated: 0, refused: 0 };
  let deadLetters = 0;
  let draws = 0;
  return {
    took: (outcomes: readonly StakeOutcome[]): void => {
      for (const outcome of outcomes)
        stakes[outcome.kind === 'taken' && outcome.isRepeat ? 'repeated' : outcome.kind] += 1;
    },
    putAside: (count: number): void => {
      deadLetters += count;
    },
    drawn: (): void => {
      draws += 1;
    },
    read: (kafka: ReturnType<StakesFromKafka['state']>): Metric[] => [
      {
        name: 'luckydraw_stakes_total',
        help: 'Stakes since the host was started',
        kind: 'counter',
        values: Object.entries(stakes).map(([outcome, value]) => ({ labels: { outcome }, value })),
      },
      {
        name: 'luckydraw_lotteries_drawn_total',
        help: 'Lotteries drawn since the host was started',
        kind: 'counter',
        values: [{ labels: {}, value: draws }],
      },
      {
        name: 'luckydraw_dead_letters_total',
        help: 'Messages from Kafka that could not be taken, since the host was started',
        kind: 'counter',
        values: [{ labels: {}, value: deadLetters }],
      },
      {
        name: 'luckydraw_kafka_stakes_reading',
        help: '1 while stakes are read from Kafka',
        kind: 'gauge',
        values: kafka.state === 'off' ? [] : [{ labels: {}, value: Number(kafka.state === 'reading') }],
      },
    ],
  };
};
