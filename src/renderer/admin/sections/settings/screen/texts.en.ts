export const en = {
  heading: 'This screen',
  language: 'Language',
  theme: 'Appearance',
  themeAuto: 'As the device',
  themeLight: 'Paper (day)',
  themeDark: 'Ink (night)',
  shortcuts: 'Keyboard shortcuts',
  on: 'On',
  off: 'Off',
};

export type ScreenSettingsTexts = typeof en;
