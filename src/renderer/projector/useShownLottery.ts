import { useEffect, useState } from 'react';
import { SHOWN_KEY, type ShownLotteryView } from '../../contract/lotteries/live.ts';
import { connectLive } from '../common/live.ts';

/** The automatic lottery that the organiser shows, over a connection of its own. Null where the host has no lotteries. */
export const useShownLottery = (): ShownLotteryView | null => {
  const [view, setView] = useState<ShownLotteryView | null>(null);
  useEffect(() => {
    const live = connectLive('shown-lottery', { key: SHOWN_KEY });
    live.subscribe(() => {
      const { view: next, refused } = live.get();
      // A host without lotteries needs not be asked again and again.
      if (refused === 'unknown_channel') live.close();
      setView(refused === 'unknown_channel' ? null : next);
    });
    return () => live.close();
  }, []);
  return view;
};
