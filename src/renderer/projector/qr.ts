import { create } from 'qrcode';

/** The light border around a code that readers need, in modules. */
export const QUIET_ZONE = 4;

export interface QrPicture {
  /** Modules a side, without the quiet zone. */
  readonly modules: number;
  /** SVG path of the dark modules, one unit a module, quiet zone included in the coordinates. */
  readonly path: string;
}

/** The QR code of a text as a path. Rows of dark modules are joined, so that no hairline shows between them. */
export const qrPicture = (text: string): QrPicture => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const parts: string[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
      const length = column - from + 1;
      parts.push(`M${from + QUIET_ZONE} ${row + QUIET_ZONE}h${length}v1h-${length}z`);
    }
  }
  return { modules: modules.size, path: parts.join('') };
};

const escapeWifi = (text: string): string => text.replace(/([\\;,:"])/g, '\\$1');

/** What a phone's camera takes as an offer to join a Wi-Fi. */
export const wifiPayload = (ssid: string, password: string): string =>
  password === ''
    ? `WIFI:T:nopass;S:${escapeWifi(ssid)};;`
    : `WIFI:T:WPA;S:${escapeWifi(ssid)};P:${escapeWifi(password)};;`;
