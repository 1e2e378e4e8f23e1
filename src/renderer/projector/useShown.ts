import { useEffect, useState } from 'react';
import type { ViewOf } from '../../contract/events.ts';
import { SHOWN_KEY } from '../../contract/lotteries/live.ts';
import { SHOWN_ROOM_KEY } from '../../contract/rooms/views.ts';
import { connectLive } from '../common/live.ts';
import type { Shown } from './scene.ts';

/** What the organiser has put on the projector, over a connection of its own. Null where the host has no such feature. */
const useShownView = <C extends 'shown-lottery' | 'shown-room'>(channel: C, key: string): ViewOf[C] | null => {
  const [view, setView] = useState<ViewOf[C] | null>(null);
  useEffect(() => {
    const live = connectLive(channel, { key });
    live.subscribe(() => {
      const { view: next, refused } = live.get();
      // A host without the feature needs not be asked again and again.
      if (refused === 'unknown_channel') live.close();
      setView(refused === 'unknown_channel' ? null : next);
    });
    return () => live.close();
  }, [channel, key]);
  return view;
};

export const useShown = (): Shown => ({
  lottery: useShownView('shown-lottery', SHOWN_KEY),
  room: useShownView('shown-room', SHOWN_ROOM_KEY),
});
