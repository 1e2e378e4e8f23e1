import type { AccessSettingsTexts } from './texts.en.ts';

export const ko: AccessSettingsTexts = {
  heading: '로그인',
  current: '현재 비밀번호',
  next: '새 비밀번호',
  nextAgain: '새 비밀번호 한 번 더',
  changePassword: '비밀번호 바꾸기',
  changing: '바꾸는 중…',
  passwordChanged: '비밀번호를 바꿨어요. 다른 화면은 모두 로그아웃됐어요.',
  currentMissing: '현재 비밀번호를 입력해 주세요.',
  logout: '로그아웃',
};
