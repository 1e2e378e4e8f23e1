import type { PublicFeedMessage } from '../../../contract/stage/live.ts';
import type { Platform } from '../../platform/feature.ts';
import type { PublicFeed } from '../../platform/live/publicFeed.ts';
import { drawnWinners } from './absent/absences.ts';
import { publicEvent, type ShowState } from './views.ts';

const JOINED_EVERY_MS = 250;
const NAME = 'event';

/** The public feed of the active event: who joined, what the stage does, who has won. The first message tells the stage. */
export const createEventFeed = ({ clock, live }: Pick<Platform, 'clock' | 'live'>, show: () => ShowState) => {
  let joined = 0;
  let cancelJoined: (() => void) | null = null;
  const publish = (message: PublicFeedMessage): void => live.publish(NAME, message.event_id, message);

  const stageChanged = (): PublicFeedMessage => {
    const { id, stage, draw, count } = publicEvent(show());
    return { type: 'stage_changed', event_id: id, data: { stage, draw, count } };
  };
  /** What makes one stage another: the stage's name and the draw on it. */
  const stageKey = (): string => {
    const { stage, current } = show();
    return `${stage} ${current?.id ?? ''} ${current?.stepIn?.drawNumber ?? ''}`;
  };
  let told = stageKey();

  const publishJoined = (): void => {
    cancelJoined = null;
    const { event } = show();
    publish({ type: 'participant_joined', event_id: event.id, data: { count: event.participantCount, joined } });
    joined = 0;
  };

  const feed: PublicFeed = {
    name: NAME,
    match: (path) => (path === '/api/luckydraw/ws' ? show().event.id : null),
    first: stageChanged,
  };
  return {
    feed,
    joined: (count: number): void => {
      joined += count;
      cancelJoined ??= clock.after(JOINED_EVERY_MS, publishJoined);
    },
    stageMayHaveChanged: (): void => {
      const key = stageKey();
      if (key === told) return;
      told = key;
      publish(stageChanged());
      const { event, stage, current } = show();
      if (stage !== 'winner' || !current) return;
      const { stepIn } = current;
      publish({
        type: 'winners_revealed',
        event_id: event.id,
        data: {
          draw_id: current.id,
          prize_name: current.prizeName,
          prize_rank: current.prizeRank,
          winners: (stepIn ? [stepIn] : drawnWinners(current)).map(({ drawNumber }) => ({ draw_number: drawNumber })),
          ...(stepIn ? { steps_in_for: stepIn.stepsInFor } : {}),
        },
      });
    },
    close: (): void => cancelJoined?.(),
  };
};
