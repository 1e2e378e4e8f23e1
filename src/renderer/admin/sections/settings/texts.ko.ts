import type { SettingsTexts } from './texts.en.ts';

export const ko: SettingsTexts = {
  title: '설정',
  saving: '저장 중…',
  saved: '설정을 저장했어요.',
  seconds: '초',
};
