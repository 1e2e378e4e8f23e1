import { nextUp } from '../../../core/stage/prizes.ts';
import type { Feature, Platform } from '../../platform/feature.ts';
import { gauge } from '../../platform/metrics.ts';
import type { Draws } from '../draws/service.ts';
import { createEventChange } from '../event/activeEvent.ts';
import type { Events } from '../event/service.ts';
import type { EventStore } from '../event/store.ts';
import type { Reach } from '../network/reachability.ts';
import { createStageChannels } from './channels.ts';
import { createEventFeed } from './eventFeed.ts';
import { createStageHandlers } from './handlers.ts';
import { createStages } from './service.ts';
import { createPhonesMoment } from './phonesMoment.ts';
import type { FindGroup } from './stages.ts';
import type { StageStore } from './store.ts';
import type { ShowState } from './views.ts';

export interface StageFeature extends Feature {
  /** Reels turn or a result is on the stage. */
  isRunning(): boolean;
  /** The addresses have changed, which the big screens show. */
  reachChanged(): void;
}

/** What the projector does, in time: draws for prizes, shown to everybody at the same moment. */
export const openStage = async (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems' | 'logger' | 'live' | 'change'>,
  store: StageStore,
  needs: {
    events: Events;
    draws: Draws;
    eventStore: EventStore;
    reach: () => Reach;
    findGroup: FindGroup;
    keepCopy: () => Promise<string>;
    findCopy: (name: string) => string | null;
    /** The names of the features that this host has, for the console. */
    featureNames: () => readonly string[];
  },
): Promise<StageFeature> => {
  const { live, problems } = platform;
  const { events, draws } = needs;
  const eventId = events.active().event.id;
  const stages = await createStages(platform, store, needs);
  const show = (): ShowState => ({
    ...events.active(),
    ...stages.state(),
    seal: draws.seal(eventId),
    saltHash: draws.saltHash(eventId),
    participantsRevision: events.participantsRevision(),
    problem: problems.current(),
    features: needs.featureNames(),
  });
  const feed = createEventFeed(platform, show);

  const phonesMoment = createPhonesMoment(platform.clock, stages.state, () => live.changed('audience', eventId));

  const allChanged = (): void => {
    for (const channel of ['display', 'operator']) live.changed(channel, eventId);
    phonesMoment.follow();
    feed.stageMayHaveChanged();
  };
  const nextDraw = (): string => {
    const { event, prizes, eligible } = events.active();
    return JSON.stringify(nextUp(prizes, event.nextPrizeId, eligible));
  };
  let next = nextDraw();

  events.subscribe((change) => {
    const before = next;
    next = nextDraw();
    if (change.kind === 'changed') return allChanged();
    if (change.kind === 'claimed') return stages.listChanged();
    for (const channel of ['audience', 'display', 'operator']) live.counted(channel, eventId);
    // With the first who join, there is somebody to draw among: that is more than a count.
    if (next !== before) for (const channel of ['display', 'operator']) live.changed(channel, eventId);
    feed.joined(change.joined);
  });
  stages.subscribe((change) => {
    if (change === 'shown') return allChanged();
    // How many have contributed so far is for the big screens: the phones hear it with the result.
    for (const channel of ['display', 'operator']) live.counted(channel, eventId);
  });
  problems.subscribe(() => live.changed('operator', eventId));
  events.crowd.subscribe(() => live.counted('operator', eventId));
  live.onPresence((channel, key) => {
    if (key === eventId && (channel === 'audience' || channel === 'display')) live.counted('operator', key);
  });

  return {
    name: 'stage',
    handlers: createStageHandlers({
      ...needs,
      store,
      stages,
      changeEvent: createEventChange(platform.change, events),
      show,
    }),
    channels: createStageChannels(platform, {
      stages,
      phonesMoment,
      crowd: events.crowd,
      show,
      reach: needs.reach,
    }),
    feeds: [feed.feed],
    metrics: () => {
      const { event, eligible } = events.active();
      return [
        gauge('luckydraw_participants', 'Participants of the active event', event.participantCount),
        gauge('luckydraw_eligible_participants', 'Participants who have not won', eligible),
        gauge('luckydraw_draws', 'Draws of the active event that were decided', stages.state().draws),
        gauge('luckydraw_participants_here', 'Participants whose phone is connected now', events.crowd.counts().here),
        gauge('luckydraw_phones_connected', 'Phones connected now', live.members('audience', eventId, '')),
      ];
    },
    isRunning: () => stages.state().stage !== 'idle',
    reachChanged: () => {
      for (const channel of ['display', 'operator']) live.changed(channel, eventId);
    },
    close: async () => {
      stages.stop();
      phonesMoment.close();
      feed.close();
    },
  };
};
