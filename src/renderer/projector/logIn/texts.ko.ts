import type { LogInTexts } from './texts.en.ts';

export const ko: LogInTexts = {
  title: '진행자',
  password: '비밀번호',
  submit: '로그인',
  cancel: '취소',
  wrong: '비밀번호가 맞지 않아요.',
  slow: '시도가 너무 많았어요. 잠시 후 다시 해 주세요.',
  offline: '호스트가 응답하지 않아요. 다시 해 주세요.',
};
