import { create } from 'canvas-confetti';

/** All particles of one celebration, however many win. */
const PARTICLES = 260;
const COLOURS = ['#e0a83c', '#c98a1e', '#efc873', '#a86f14', '#e4dcc8'];

/** One burst from both sides of the canvas, in the show's colours. */
export const burst = (canvas: HTMLCanvasElement): void => {
  const fire = create(canvas, { resize: true, useWorker: false });
  for (const side of [0, 1]) {
    void fire({
      particleCount: PARTICLES / 2,
      angle: side === 0 ? 58 : 122,
      spread: 62,
      startVelocity: Math.max(45, canvas.clientWidth / 22),
      gravity: 1.1,
      decay: 0.92,
      ticks: 260,
      scalar: Math.max(0.6, canvas.clientHeight / 480),
      origin: { x: side, y: 0.82 },
      colors: COLOURS,
      shapes: ['square'],
      disableForReducedMotion: true,
    });
  }
};
