import { describe, expect, it } from 'vitest';
import type { ShownLotteryView } from '../../../src/contract/lotteries/live.ts';
import type { DisplayView, PublicDraw, Stage } from '../../../src/contract/stage/views.ts';
import type { Shown } from '../../../src/renderer/projector/scene.ts';
import { sceneFor } from '../../../src/renderer/projector/scenes.ts';
import { drawScene } from '../../../src/renderer/projector/scenes/draw/scene.ts';
import { idleScene } from '../../../src/renderer/projector/scenes/idle/scene.ts';
import { lotteryScene } from '../../../src/renderer/projector/scenes/lottery/scene.ts';
import { holdDraw } from '../phone/fairness/fairVenue.ts';

const { armed, revealed } = holdDraw();
const viewOf = (stage: Stage, draw: PublicDraw | null): DisplayView => ({
  protocol: 1,
  now: 0,
  id: 'fair',
  name: 'Autumn Fair',
  number_width: 3,
  registration_open: true,
  join_round: 1,
  seal: armed.seal,
  salt_hash: '',
  stage,
  draw,
  count: 7,
  draws: 0,
  prizes: [],
  join_url: 'http://127.0.0.1/',
  join_text: '127.0.0.1',
  language: 'en',
  muted: false,
  next_prize_id: null,
  wifi: null,
  contributions: 0,
  control: null,
});

const result = {
  lottery_id: 'till-1',
  players: 10,
  winners: [{ place: 3, player: 'pl•••45' }],
  won: 1,
  win_sum: 500,
  ended_at: 0,
};
const lotteryOf = (last: typeof result | null): ShownLotteryView => ({
  protocol: 1,
  now: 0,
  gathered: 4,
  paused: false,
  game: { game_id: 'till', name: 'Till', players: 10, winners: 1, win_sum: 500, last },
});

const NOTHING: Shown = { lottery: null, room: null };
const lotteryShown = (lottery: ShownLotteryView): Shown => ({ lottery, room: null });

describe('the scene of the projector', () => {
  it('is the idle one between draws, also while the last draw is still in the view', () => {
    expect(sceneFor(viewOf('idle', null), NOTHING)?.scene).toBe(idleScene);
    expect(sceneFor(viewOf('idle', revealed), NOTHING)?.scene).toBe(idleScene);
    expect(sceneFor(viewOf('spinning', null), NOTHING)?.scene).toBe(idleScene);
  });

  it.each(['armed', 'spinning', 'stopping', 'winner'] as const)('is the draw while the stage is %s', (stage) => {
    expect(sceneFor(viewOf(stage, stage === 'winner' ? revealed : armed), NOTHING)?.scene).toBe(drawScene);
  });

  it('goes on through a whole draw, and begins anew with the next one', () => {
    const subjects = (['armed', 'spinning', 'stopping'] as const).map(
      (stage) => sceneFor(viewOf(stage, armed), NOTHING)?.subject,
    );
    subjects.push(sceneFor(viewOf('winner', revealed), NOTHING)?.subject);
    expect(new Set(subjects).size).toBe(1);
    expect(sceneFor(viewOf('armed', { ...armed, draw_id: 'next' }), NOTHING)?.subject).not.toBe(subjects[0]);
  });

  it('is the shown lottery while the stage is idle, and never in the way of a draw', () => {
    const idle = viewOf('idle', null);
    expect(sceneFor(idle, lotteryShown({ ...lotteryOf(null), game: null }))?.scene).toBe(idleScene);
    expect(sceneFor(idle, lotteryShown(lotteryOf(null)))).toEqual({ scene: lotteryScene, subject: 'lottery till' });
    expect(sceneFor(idle, lotteryShown(lotteryOf(result)))?.subject).toBe('lottery till');
    expect(lotteryScene.announce(idle, 'en', lotteryShown(lotteryOf(null)))).toBe(
      'Till. Players gather; the draw begins by itself.',
    );
    expect(lotteryScene.announce(idle, 'en', lotteryShown(lotteryOf(result)))).toBe(
      'Till is drawn. The winner: Place 3, pl•••45.',
    );
    expect(lotteryScene.announce(idle, 'en', NOTHING)).toBe('');
    for (const stage of ['armed', 'spinning', 'stopping', 'winner'] as const)
      expect(sceneFor(viewOf(stage, armed), lotteryShown(lotteryOf(result)))?.scene).toBe(drawScene);
  });

  it('is told in words to those who listen', () => {
    const said = (stage: Stage, draw: PublicDraw | null): string => {
      const view = viewOf(stage, draw);
      return sceneFor(view, NOTHING)?.scene.announce(view, 'en', NOTHING) ?? '';
    };
    const winner = String(revealed.winners?.[0]?.draw_number).padStart(3, '0');
    expect(said('idle', null)).toBe('Autumn Fair. Waiting for the next draw.');
    expect(said('armed', armed)).toBe(`Next draw: City bike. Compare with your phone: ${armed.fingerprint}.`);
    expect(said('spinning', armed)).toBe('Now drawing: City bike.');
    expect(said('stopping', armed)).toBe('');
    expect(said('winner', revealed)).toBe(`Winning number: ${winner}. Prize: City bike.`);
    expect(said('winner', armed)).toBe('');
  });
});
