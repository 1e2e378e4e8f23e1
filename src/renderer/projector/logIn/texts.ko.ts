import type { LogInTexts } from './texts.en.ts';

export const ko: LogInTexts = {
  title: '진행자',
  password: '비밀번호 또는 콘솔의 코드',
  submit: '로그인',
  cancel: '취소',
  wrong: '비밀번호가 맞지 않아요.',
  wrongCode: '틀렸거나 이미 쓴 코드, 기한이 지난 코드예요.',
  slow: '시도가 너무 많았어요. 잠시 후 다시 해 주세요.',
  offline: '호스트가 응답하지 않아요. 다시 해 주세요.',
};
