/** Every scene of the projector. The first of them that has something to show for a view is on the screen. */
import type { DisplayView } from '../../contract/stage/views.ts';
import type { Scene, Shown } from './scene.ts';
import { drawScene } from './scenes/draw/scene.ts';
import { idleScene } from './scenes/idle/scene.ts';
import { lotteryScene } from './scenes/lottery/scene.ts';
import { roomScene } from './scenes/room/scene.ts';

const SCENES: readonly Scene[] = [
  // armed, spinning, stopping, winner
  drawScene,
  // idle, and a room is shown
  roomScene,
  // idle, and an automatic lottery is shown
  lotteryScene,
  // everything else
  idleScene,
];

/** The scene that shows a view, and what of it; null where no scene is for it. */
export const sceneFor = (
  view: DisplayView,
  shown: Shown,
): { readonly scene: Scene; readonly subject: string } | null => {
  for (const scene of SCENES) {
    const subject = scene.subjectOf(view, shown);
    if (subject !== null) return { scene, subject };
  }
  return null;
};
