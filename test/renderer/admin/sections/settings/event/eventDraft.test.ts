import { describe, expect, it } from 'vitest';
import type { EventSettings } from '../../../../../../src/contract/event/views.ts';
import {
  isNameConfirmed,
  readSettings,
  settingsDraftOf,
} from '../../../../../../src/renderer/admin/sections/settings/event/eventDraft.ts';

const settings: EventSettings = {
  name: 'Fair',
  number_width: 3,
  spin_ms: 6_000,
  capacity: 100_000,
  registration_open: true,
  wifi_ssid: '',
  wifi_password: '',
  delay_ms: 4_000,
  entropy_window_ms: 3_000,
  room_entropy: true,
  spoken_entropy: false,
  beacon_entropy: false,
  reserves: 2,
  here_only: false,
  projector_language: 'en',
  projector_muted: false,
  next_prize_id: null,
  version: 1,
};

describe("the settings' form", () => {
  it('sends only what differs', () => {
    const typed = { ...settingsDraftOf(settings), name: 'Autumn fair', spin: '2,5' };
    expect(readSettings(typed, settings).change).toEqual({ name: 'Autumn fair', spin_ms: 2_500 });
    expect(readSettings(settingsDraftOf(settings), settings).change).toEqual({});
  });

  it('reads seconds with comma or point, from 0 to 60', () => {
    const spinMs = (spin: string) =>
      readSettings({ ...settingsDraftOf(settings), spin }, settings).change?.spin_ms ?? null;
    expect(spinMs('0')).toBe(0);
    expect(spinMs('7.25')).toBe(7_250);
    expect(spinMs('7,25')).toBe(7_250);
    expect(spinMs('60')).toBe(60_000);
    for (const wrong of ['60.1', '-1', '', 'six', '1e1']) expect(spinMs(wrong)).toBeNull();
  });

  it('names what is out of bounds', () => {
    const { faults } = readSettings(
      {
        name: '',
        numberWidth: '7',
        spin: '61',
        capacity: '0',
        reserves: '101',
        ssid: 's'.repeat(33),
        wifiPassword: 'p'.repeat(64),
      },
      settings,
    );
    expect(Object.keys(faults ?? {})).toHaveLength(7);
  });

  it("confirms with the event's name, however its letters are composed", () => {
    expect(isNameConfirmed(' 가을 ', '가을'.normalize('NFD'))).toBe(true);
    expect(isNameConfirmed('가', '가을')).toBe(false);
    expect(isNameConfirmed('', 'Fair')).toBe(false);
  });
});
