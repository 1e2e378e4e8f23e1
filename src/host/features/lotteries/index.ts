import type { Feature, Platform } from '../../platform/feature.ts';
import { createGroupCommit } from '../../platform/groupCommit.ts';
import type { Draws } from '../draws/service.ts';
import type { DrawsStore } from '../draws/store.ts';
import { createLotteriesChannel } from './channel.ts';
import { createDrawer } from './drawer.ts';
import { createLotteriesHandlers } from './handlers.ts';
import { NO_KAFKA, openStakesFromKafka } from './kafka.ts';
import { takeMessages } from './messages.ts';
import { createLotteriesMetrics } from './metrics.ts';
import { createShownChannel } from './shownChannel.ts';
import type { LotteriesStore, Stake, StakeOutcome } from './store.ts';

/** Stakes of one commit at most. */
const MAX_STAKES = 1_000;

/** Lotteries that start by themselves when enough players have gathered. `kafkaBrokers`: where stakes are read; may be none. */
export const openLotteries = (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems' | 'logger' | 'change' | 'note' | 'live'>,
  store: LotteriesStore,
  needs: { draws: Draws; findDraw: DrawsStore['draw']; kafkaBrokers: readonly string[] },
): Feature => {
  const games = createLotteriesChannel(platform, store);
  const shown = createShownChannel(platform, store);
  const changed = (gameId: string): void => {
    games.changed(gameId);
    shown.changed(gameId);
  };
  const metrics = createLotteriesMetrics();
  const drawer = createDrawer(platform, store, needs, changed, metrics.drawn);
  const takeStakes = async (stakes: readonly Stake[]): Promise<StakeOutcome[]> => {
    const outcomes = await store.take(stakes);
    metrics.took(outcomes);
    const staked = new Set<string>();
    for (const outcome of outcomes) {
      if (outcome.kind !== 'taken' || outcome.isRepeat) continue;
      staked.add(outcome.place.gameId);
      if (outcome.place.isLast) drawer.wake(outcome.place.gameId);
    }
    for (const gameId of staked) changed(gameId);
    return outcomes;
  };
  const stakes = createGroupCommit(takeStakes, MAX_STAKES);
  const take = async (messages: Parameters<typeof takeMessages>[0]): Promise<void> => {
    const { dead } = await takeMessages(messages, { takeStakes, store, now: platform.clock.now() });
    metrics.putAside(dead);
  };
  const kafka = needs.kafkaBrokers.length > 0 ? openStakesFromKafka(platform, needs.kafkaBrokers, take) : NO_KAFKA;
  shown.start();
  drawer.start();

  return {
    name: 'lotteries',
    handlers: createLotteriesHandlers(platform, store, {
      beginChain: needs.draws.beginChain,
      stake: stakes.submit,
      kafka,
      changed: (gameId, isStarted) => {
        if (isStarted) drawer.wake(gameId);
        changed(gameId);
      },
      shown: shown.lookUp,
    }),
    channels: [games.channel, shown.channel],
    metrics: () => metrics.read(kafka.state()),
    close: async () => {
      await kafka.close();
      await drawer.close();
    },
  };
};
