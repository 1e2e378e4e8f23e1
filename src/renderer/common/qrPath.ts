import { create } from 'qrcode';

/** The light border around a code that readers need, in modules. */
export const QUIET_ZONE = 4;

export interface QrPath {
  /** Modules a side, without the quiet zone. */
  readonly size: number;
  /** SVG path of the dark modules, one unit a module, the first at 0 0. */
  readonly path: string;
  /** SVG view box that shows the path with the quiet zone around it. */
  readonly viewBox: string;
}

/** The QR code of a text as a path; neighbours in a row are joined, so that no hairline shows between them. */
export const qrPath = (text: string): QrPath => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column + 1 < size && modules.get(row, column + 1)) column++;
      path += `M${from} ${row}h${column - from + 1}v1H${from}z`;
    }
  }
  const side = size + 2 * QUIET_ZONE;
  return { size, path, viewBox: `${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}` };
};
