const escapeWifi = (text: string): string => text.replace(/([\\;,:"])/g, '\\$1');

/** What a phone's camera takes as an offer to join a Wi-Fi. */
export const wifiPayload = (ssid: string, password: string): string =>
  password === ''
    ? `WIFI:T:nopass;S:${escapeWifi(ssid)};;`
    : `WIFI:T:WPA;S:${escapeWifi(ssid)};P:${escapeWifi(password)};;`;
