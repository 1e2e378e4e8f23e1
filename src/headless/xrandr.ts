import type { DisplayTraits } from '../host/config/projectorDisplay.ts';

export interface XDisplay extends DisplayTraits {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const ACTIVE_OUTPUT = /^(\S+) connected (primary )?(\d+)x(\d+)([+-]\d+)([+-]\d+)/;
/** The connectors of a laptop's own panel. */
const PANEL = /^(eDP|LVDS|DSI)/i;

/** The displays that show a picture, from the output of `xrandr --query`; of displays that mirror each other, one. */
export const parseXrandr = (output: string): XDisplay[] => {
  const displays = output.split('\n').flatMap((line): XDisplay[] => {
    const [, name, primary, width, height, x, y] = ACTIVE_OUTPUT.exec(line) ?? [];
    if (name === undefined) return [];
    return [
      {
        name,
        internal: PANEL.test(name),
        primary: primary !== undefined,
        x: Number(x),
        y: Number(y),
        width: Number(width),
        height: Number(height),
      },
    ];
  });
  const distinct = displays.filter(
    (display, index) => displays.findIndex(({ x, y }) => x === display.x && y === display.y) === index,
  );
  if (distinct.some(({ primary }) => primary)) return distinct;
  // Without a setting of the user's, X has no primary display: the laptop's own, or the first.
  const main = distinct.find(({ internal }) => internal) ?? distinct[0];
  return distinct.map((display) => ({ ...display, primary: display === main }));
};
