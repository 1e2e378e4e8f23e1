import type { ScreenSettingsTexts } from './texts.en.ts';

export const ko: ScreenSettingsTexts = {
  heading: '이 화면',
  language: '언어',
  theme: '화면 모드',
  themeAuto: '시스템 설정',
  themeLight: '밝게',
  themeDark: '어둡게',
  shortcuts: '키보드 단축키',
  on: '켬',
  off: '끔',
};
