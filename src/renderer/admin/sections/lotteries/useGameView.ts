import { useEffect, useState } from 'react';
import type { GameView } from '../../../../contract/lotteries/live.ts';
import { connectLive } from '../../../common/live.ts';

/** A game as it goes, from its own channel: open while somebody looks at it, and no longer. Null until it is known. */
export const useGameView = (gameId: string): GameView | null => {
  const [view, setView] = useState<GameView | null>(null);
  useEffect(() => {
    const live = connectLive('lotteries', { key: gameId });
    live.subscribe(() => {
      const next = live.get().view;
      setView(next?.known === true ? next : null);
    });
    return () => {
      live.close();
      setView(null);
    };
  }, [gameId]);
  return view?.game_id === gameId ? view : null;
};
