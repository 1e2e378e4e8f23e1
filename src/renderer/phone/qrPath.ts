import { create } from 'qrcode';

export interface QrPicture {
  /** Modules a side, without a quiet zone. */
  readonly size: number;
  /** SVG path of the dark modules, one unit a module. */
  readonly path: string;
}

/** The QR code of a text as a path; neighbours in a row are joined, so that no hairline shows between them. */
export const qrPath = (text: string): QrPicture => {
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
  return { size, path };
};
