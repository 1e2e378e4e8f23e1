import type { LogInTexts } from './texts.en.ts';

export const ko: LogInTexts = {
  title: '운영자',
  password: '비밀번호 또는 운영 화면의 일회용 코드',
  submit: '로그인',
  cancel: '취소',
  wrong: '비밀번호가 맞지 않아요. 다시 입력해 주세요.',
  wrongCode: '코드가 틀렸거나, 이미 사용했거나, 기한이 지났어요.',
  slow: '시도가 너무 많았어요. 잠시 뒤에 다시 해 주세요.',
  offline: '호스트가 응답하지 않아요. 다시 시도해 주세요.',
};
