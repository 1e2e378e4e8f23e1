export const en = {
  title: 'Settings',
  saving: 'Saving…',
  saved: 'The settings are saved.',
  seconds: 'seconds',
};

export type SettingsTexts = typeof en;
