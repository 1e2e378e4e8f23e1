import { describe, expect, it } from 'vitest';
import { parseXrandr } from '../../src/headless/xrandr.ts';

const LAPTOP_AND_PROJECTOR = `Screen 0: minimum 320 x 200, current 3840 x 1080, maximum 16384 x 16384
eDP-1 connected primary 1920x1080+0+0 (normal left inverted right x axis y axis) 344mm x 194mm
   1920x1080     60.01*+  59.97
   1680x1050     59.95
HDMI-1 connected 1280x720+1920+0 (normal left inverted right x axis y axis) 1600mm x 900mm
   1280x720      60.00*+
DP-1 disconnected (normal left inverted right x axis y axis)
DP-2 connected (normal left inverted right x axis y axis)
   1920x1080     60.00 +
`;

describe("xrandr's list of displays", () => {
  it('gives those that show a picture, with their places', () => {
    expect(parseXrandr(LAPTOP_AND_PROJECTOR)).toEqual([
      { name: 'eDP-1', internal: true, primary: true, x: 0, y: 0, width: 1920, height: 1080 },
      { name: 'HDMI-1', internal: false, primary: false, x: 1920, y: 0, width: 1280, height: 720 },
    ]);
  });

  it('knows displays to the left of others, and turned ones', () => {
    const output = [
      'LVDS1 connected primary 1366x768+1080+0 (normal left inverted) 309mm x 174mm',
      'VGA1 connected 1080x1920+-1080+0 left (normal left inverted) 510mm x 290mm',
    ].join('\n');
    expect(parseXrandr(output)[0]).toMatchObject({ internal: true, primary: true, x: 1080 });
  });

  it('counts displays that mirror each other as one', () => {
    const output = [
      'eDP-1 connected primary 1920x1080+0+0 (normal) 344mm x 194mm',
      'HDMI-1 connected 1920x1080+0+0 (normal) 1600mm x 900mm',
    ].join('\n');
    expect(parseXrandr(output).map(({ name }) => name)).toEqual(['eDP-1']);
  });

  it('always has a main one: where X names none, the panel, or the first', () => {
    const two = [
      'HDMI-1 connected 1280x720+1920+0 (normal) 1600mm x 900mm',
      'eDP-1 connected 1920x1080+0+0 (normal) 344mm x 194mm',
    ];
    expect(parseXrandr(two.join('\n')).map(({ primary }) => primary)).toEqual([false, true]);
    expect(parseXrandr('screen connected 1600x900+0+0 0mm x 0mm\n').map(({ primary }) => primary)).toEqual([true]);
  });

  it('is empty for anything else', () => {
    expect(parseXrandr("Can't open display\n")).toEqual([]);
    expect(parseXrandr('')).toEqual([]);
  });
});
