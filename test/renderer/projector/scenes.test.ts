import { describe, expect, it } from 'vitest';
import type { DisplayView, PublicDraw, Stage } from '../../../src/contract/stage/views.ts';
import { sceneFor } from '../../../src/renderer/projector/scenes.ts';
import { drawScene } from '../../../src/renderer/projector/scenes/draw/scene.ts';
import { idleScene } from '../../../src/renderer/projector/scenes/idle/scene.ts';
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
  stage,
  draw,
  count: 7,
  draws: 0,
  prizes: [],
  join_url: 'http://127.0.0.1/',
  join_text: '127.0.0.1',
  wifi: null,
  contributions: 0,
  control: null,
});

describe('the scene of the projector', () => {
  it('is the idle one between draws, also while the last draw is still in the view', () => {
    expect(sceneFor(viewOf('idle', null))?.scene).toBe(idleScene);
    expect(sceneFor(viewOf('idle', revealed))?.scene).toBe(idleScene);
    expect(sceneFor(viewOf('spinning', null))?.scene).toBe(idleScene);
  });

  it.each(['armed', 'spinning', 'stopping', 'winner'] as const)('is the draw while the stage is %s', (stage) => {
    expect(sceneFor(viewOf(stage, stage === 'winner' ? revealed : armed))?.scene).toBe(drawScene);
  });

  it('goes on through a whole draw, and begins anew with the next one', () => {
    const subjects = (['armed', 'spinning', 'stopping'] as const).map(
      (stage) => sceneFor(viewOf(stage, armed))?.subject,
    );
    subjects.push(sceneFor(viewOf('winner', revealed))?.subject);
    expect(new Set(subjects).size).toBe(1);
    expect(sceneFor(viewOf('armed', { ...armed, draw_id: 'next' }))?.subject).not.toBe(subjects[0]);
  });

  it('is told in words to those who listen', () => {
    const said = (stage: Stage, draw: PublicDraw | null): string => {
      const view = viewOf(stage, draw);
      return sceneFor(view)?.scene.announce(view, 'en') ?? '';
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
