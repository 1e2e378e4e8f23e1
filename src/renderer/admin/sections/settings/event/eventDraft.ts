/** The event's settings as they are being typed. */
import { EVENT_LIMITS } from '../../../../../contract/event/limits.ts';
import type { EventSettings } from '../../../../../contract/event/views.ts';
import { createDraft } from '../../../console/drafts.ts';
import { lineFault, secondsToMs, wholeNumber, type FieldFault } from '../../../controls/fieldFaults.ts';

export interface SettingsDraft {
  readonly name: string;
  readonly numberWidth: string;
  /** Seconds. */
  readonly spin: string;
  readonly capacity: string;
  readonly reserves: string;
  readonly ssid: string;
  readonly wifiPassword: string;
}

export type SettingsFault = FieldFault | { readonly kind: 'seconds' };
export type SettingsFaults = Partial<Record<keyof SettingsDraft, SettingsFault>>;

export const settingsDraftOf = (settings: EventSettings): SettingsDraft => ({
  name: settings.name,
  numberWidth: String(settings.number_width),
  spin: String(settings.spin_ms / 1000),
  capacity: String(settings.capacity),
  reserves: String(settings.reserves),
  ssid: settings.wifi_ssid,
  wifiPassword: settings.wifi_password,
});

export const SETTINGS_FIELDS = ['name', 'numberWidth', 'spin', 'capacity', 'reserves', 'ssid', 'wifiPassword'] as const;

/** Whether what was typed differs from what the host has. */
export const isSettingsDirty = (typed: Partial<SettingsDraft>, settings: EventSettings): boolean => {
  const stored = settingsDraftOf(settings);
  return SETTINGS_FIELDS.some((field) => typed[field] !== undefined && typed[field] !== stored[field]);
};

/** What is typed and not saved, over what the host has. It outlives a visit to another section. */
export const eventDraft = createDraft<Partial<SettingsDraft>>({}, (typed, view) =>
  isSettingsDirty(typed, view.settings),
);

export type SettingsChange = Partial<Omit<EventSettings, 'registration_open' | 'version'>>;

/** What the draft changes, or what is wrong with it. Only what differs is sent, so that two consoles do not undo each other. */
export const readSettings = (
  draft: SettingsDraft,
  now: EventSettings,
):
  | { readonly change: SettingsChange; readonly faults: null }
  | { readonly change: null; readonly faults: SettingsFaults } => {
  const name = draft.name.trim();
  const width = wholeNumber(draft.numberWidth, 1, EVENT_LIMITS.numberWidth);
  const spin = secondsToMs(draft.spin, EVENT_LIMITS.spinMs);
  const capacity = wholeNumber(draft.capacity, 1, EVENT_LIMITS.capacity);
  const reserves = wholeNumber(draft.reserves, 0, EVENT_LIMITS.reserves);
  const nameFault = lineFault(name, EVENT_LIMITS.name, true);
  const ssidFault = lineFault(draft.ssid, EVENT_LIMITS.wifiSsid, false);
  const wifiFault = lineFault(draft.wifiPassword, EVENT_LIMITS.wifiPassword, false);
  if (
    nameFault === null &&
    ssidFault === null &&
    wifiFault === null &&
    width !== null &&
    spin !== null &&
    capacity !== null &&
    reserves !== null
  )
    return {
      change: {
        ...(name !== now.name && { name }),
        ...(width !== now.number_width && { number_width: width }),
        ...(spin !== now.spin_ms && { spin_ms: spin }),
        ...(capacity !== now.capacity && { capacity }),
        ...(reserves !== now.reserves && { reserves }),
        ...(draft.ssid !== now.wifi_ssid && { wifi_ssid: draft.ssid }),
        ...(draft.wifiPassword !== now.wifi_password && { wifi_password: draft.wifiPassword }),
      },
      faults: null,
    };
  return {
    change: null,
    faults: {
      ...(nameFault && { name: nameFault }),
      ...(width === null && { numberWidth: { kind: 'integer', min: 1, max: EVENT_LIMITS.numberWidth } as const }),
      ...(spin === null && { spin: { kind: 'seconds' } as const }),
      ...(capacity === null && { capacity: { kind: 'integer', min: 1, max: EVENT_LIMITS.capacity } as const }),
      ...(reserves === null && { reserves: { kind: 'integer', min: 0, max: EVENT_LIMITS.reserves } as const }),
      ...(ssidFault && { ssid: ssidFault }),
      ...(wifiFault && { wifiPassword: wifiFault }),
    },
  };
};

/** Whether the typed confirmation is the event's name; spaces around and the way letters are composed do not matter. */
export const isNameConfirmed = (typed: string, name: string): boolean =>
  typed.trim().normalize('NFC') === name.trim().normalize('NFC');
