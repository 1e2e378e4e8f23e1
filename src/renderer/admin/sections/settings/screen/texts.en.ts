export const en = {
  heading: 'This screen',
  language: 'Language',
  theme: 'Appearance',
  themeAuto: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  shortcuts: 'Keyboard shortcuts',
  on: 'On',
  off: 'Off',
};

export type ScreenSettingsTexts = typeof en;
