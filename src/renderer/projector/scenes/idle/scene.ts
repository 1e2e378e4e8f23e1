import type { Scene } from '../../scene.ts';
import { IdleScene } from './IdleScene.tsx';
import { TEXTS } from './texts.ts';

/** Between draws. It is there for every view that no other scene is for. */
export const idleScene: Scene = {
  subjectOf: () => 'idle',
  Component: IdleScene,
  announce: ({ stage, name }, language) => (stage === 'idle' ? TEXTS[language].announce(name) : ''),
};
