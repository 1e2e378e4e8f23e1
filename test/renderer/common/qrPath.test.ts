import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { QUIET_ZONE, qrPath } from '../../../src/renderer/common/qrPath.ts';
import { wifiPayload } from '../../../src/renderer/projector/scenes/idle/wifi.ts';

const SCALE = 4;

/** Paints the path as a browser does: runs of modules in a row, one unit high, in the view box. */
const read = (text: string): string | undefined => {
  const { size, path, viewBox } = qrPath(text);
  const [left = 0, top = 0, width = 0, height = 0] = viewBox.split(' ').map(Number);
  expect([width, height]).toEqual([size + 2 * QUIET_ZONE, size + 2 * QUIET_ZONE]);
  const side = width * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let row = 0; row < SCALE; row++) {
      for (let column = 0; column < Number(length) * SCALE; column++) {
        const at = ((Number(y) - top) * SCALE + row) * side + (Number(x) - left) * SCALE + column;
        pixels.fill(0, at * 4, at * 4 + 3);
      }
    }
  }
  return jsQR(pixels, side, side)?.data;
};

describe('the picture of a QR code', () => {
  it.each([
    '7K3M-Q9TD',
    'http://192.168.0.23:8080/lottery/waiting',
    'https://draw.example.org/lottery/waiting?event_id=3f2b9c1e-harbour-night',
    wifiPayload('Hafen; Gäste', 'a:b,c\\d"e'),
  ])('is read back as %s', (text) => {
    expect(read(text)).toBe(text);
  });
});
