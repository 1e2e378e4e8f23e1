import { expect, it } from 'vitest';
import { wifiPayload } from '../../../../src/renderer/projector/scenes/idle/wifi.ts';

it('a Wi-Fi is offered with and without a password, special characters escaped', () => {
  expect(wifiPayload('Guest', '')).toBe('WIFI:T:nopass;S:Guest;;');
  expect(wifiPayload('a;b', 'p:"x')).toBe('WIFI:T:WPA;S:a\\;b;P:p\\:\\"x;;');
});
