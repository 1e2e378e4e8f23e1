import type { Scene } from '../../scene.ts';
import { LotteryScene } from './LotteryScene.tsx';
import { TEXTS } from './texts.ts';

/** An automatic lottery that the organiser shows, while nothing is drawn on the stage. */
export const lotteryScene: Scene = {
  subjectOf: ({ stage }, { lottery }) => (stage === 'idle' && lottery?.game ? `lottery ${lottery.game.game_id}` : null),
  Component: LotteryScene,
  announce: (_view, language, { lottery }) => {
    if (!lottery?.game) return '';
    const { name, last } = lottery.game;
    const { place, announce, announceWinners } = TEXTS[language];
    return last === null
      ? announce(name)
      : announceWinners(
          name,
          last.winners.map((winner) => `${place(winner.place)}, ${winner.player}`),
        );
  },
};
