import { create } from 'canvas-confetti';

/** All particles of one celebration, however many win. */
const PARTICLES = 260;
const COLOURS = ['#e0a83c', '#c98a1e', '#efc873', '#a86f14', '#e4dcc8'];

export interface Confetti {
  /** One burst from both sides of the canvas, in the show's colours. */
  burst(): void;
}

/** Readies a canvas for a celebration: its layer and its code are warm when the reels stand. */
export const prepareConfetti = (canvas: HTMLCanvasElement): Confetti => {
  const fire = create(canvas, { resize: true, useWorker: false });
  // The first particles make the canvas as large as it is, and compile what paints them: one, beyond the edge.
  void fire({ particleCount: 1, origin: { x: -1, y: -1 }, startVelocity: 0, gravity: 0, ticks: 2 });
  return {
    burst: () => {
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
    },
  };
};
