import { VIEW_PROTOCOL } from '../../../contract/shared/views.ts';
import type { Feature, Platform } from '../../platform/feature.ts';
import type { Channel } from '../../platform/live/channel.ts';
import { createOutboxHandlers } from './handlers.ts';
import { createOutbox } from './service.ts';
import { createSinks, type SinkSettings } from './sinks/index.ts';
import { outboxMetrics } from './metrics.ts';
import type { OutboxStore } from './store.ts';

const CHANNEL = 'outbox';
/** The figures change with every delivery: the console is told twice a second. */
const TOLD_EVERY_MS = 500;

/**
 * The transactional outbox: what the store has written together with what it tells reaches every sink, in order for each
 * subject, never lost, and repeated only with the same id.
 */
export const openOutbox = async (
  platform: Pick<Platform, 'clock' | 'random' | 'logger' | 'problems' | 'live' | 'change' | 'note'>,
  store: OutboxStore,
  needs: { readonly settings: SinkSettings; readonly keep: number; readonly activeEventId: () => string },
): Promise<Feature> => {
  const { clock, live } = platform;
  const outbox = await createOutbox(platform, store, {
    sinks: createSinks(needs.settings, () => clock.now()),
    keep: needs.keep,
    changed: () => live.counted(CHANNEL, needs.activeEventId()),
  });
  const channel: Channel = {
    name: CHANNEL,
    admit: ({ key, caller }) => {
      if (caller.scope !== 'admin') return 'unauthorized';
      return key === needs.activeEventId() ? { variant: '', caller } : 'unknown_channel';
    },
    view: () => ({ protocol: VIEW_PROTOCOL, now: clock.now(), ...outbox.state() }),
    counts: () => outbox.state(),
    pace: () => TOLD_EVERY_MS,
  };
  return {
    name: 'outbox',
    handlers: createOutboxHandlers(platform, store, outbox, needs.activeEventId),
    channels: [channel],
    metrics: () => outboxMetrics(outbox.state().sinks),
    close: () => outbox.close(),
  };
};
