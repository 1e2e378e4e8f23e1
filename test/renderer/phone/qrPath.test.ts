import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { qrPath } from '../../../src/renderer/phone/qrPath.ts';

const QUIET = 4;
const SCALE = 4;

/** Paints the path as a browser does: runs of modules in a row, one unit high. */
const paint = (size: number, path: string): { pixels: Uint8ClampedArray; side: number } => {
  const side = (size + 2 * QUIET) * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let row = 0; row < SCALE; row++) {
      for (let column = 0; column < Number(length) * SCALE; column++) {
        const at = ((Number(y) + QUIET) * SCALE + row) * side + (Number(x) + QUIET) * SCALE + column;
        pixels.fill(0, at * 4, at * 4 + 3);
      }
    }
  }
  return { pixels, side };
};

it('the picture of a claim code is read as that code', () => {
  const { size, path } = qrPath('7K3M-Q9TD');
  const { pixels, side } = paint(size, path);
  expect(jsQR(pixels, side, side)?.data).toBe('7K3M-Q9TD');
});
