import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { QUIET_ZONE, qrPicture, wifiPayload } from '../../../src/renderer/projector/qr.ts';

/** Paints the path as a picture of 4 pixels a module: only `M x y h length v1 …` is used. */
const paint = (text: string): { data: Uint8ClampedArray; size: number } => {
  const { modules, path } = qrPicture(text);
  const size = (modules + 2 * QUIET_ZONE) * 4;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * 4; row < (Number(y) + 1) * 4; row++) {
      for (let column = Number(x) * 4; column < (Number(x) + Number(length)) * 4; column++) {
        data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
      }
    }
  }
  return { data, size };
};

describe('the QR code', () => {
  it.each([
    'http://192.168.0.23:8080/lottery/waiting',
    'https://draw.example.org/lottery/waiting?event_id=3f2b9c1e-harbour-night',
    wifiPayload('Hafen; Gäste', 'a:b,c\\d"e'),
  ])('is read back as %s', (text) => {
    const { data, size } = paint(text);
    expect(jsQR(data, size, size)?.data).toBe(text);
  });

  it('offers a Wi-Fi with and without a password, special characters escaped', () => {
    expect(wifiPayload('Guest', '')).toBe('WIFI:T:nopass;S:Guest;;');
    expect(wifiPayload('a;b', 'p:"x')).toBe('WIFI:T:WPA;S:a\\;b;P:p\\:\\"x;;');
  });
});
