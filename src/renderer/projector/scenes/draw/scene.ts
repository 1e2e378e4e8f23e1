import { padNumber } from '../../../common/numbers.ts';
import type { Scene } from '../../scene.ts';
import { reelsOf } from './reelsOf.ts';
import { DrawScene } from './DrawScene.tsx';
import { TEXTS } from './texts.ts';

/** A draw on the stage, from its announcement to its result. */
export const drawScene: Scene = {
  subjectOf: ({ stage, draw }) =>
    stage === 'idle' || draw === null ? null : `draw ${draw.draw_id} ${draw.step_in?.absent ?? ''}`,
  Component: DrawScene,
  announce: ({ stage, draw, number_width: width }, language) => {
    const { announce } = TEXTS[language];
    if (draw === null) return '';
    const { winners, absent } = reelsOf(draw);
    switch (stage) {
      case 'armed':
        return announce.armed(draw.prize_name, draw.fingerprint);
      case 'spinning':
        return absent === null
          ? announce.spinning(draw.prize_name)
          : announce.stepIn(padNumber(absent, width), draw.prize_name);
      case 'winner':
        return winners === null
          ? ''
          : announce.winner(
              winners.map((winner) => padNumber(winner.draw_number, width)),
              draw.prize_name,
            );
      default:
        return '';
    }
  },
};
