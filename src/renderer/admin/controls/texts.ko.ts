import { count } from '../language/korean.ts';
import type { ControlTexts } from './texts.en.ts';

export const ko: ControlTexts = {
  showPassword: '비밀번호 보기',
  hidePassword: '비밀번호 숨기기',
  language: '언어',
  rank: (rank) => `${rank}등`,
  pages: '페이지',
  fingerprint: '지문',
  phones: (n) => `휴대폰 ${count(n)}대가 무작위 값을 보탰어요`,
  check: '확인하기',
  checkTitle: '추첨 확인',
  newPassword: {
    hint: (least) => `${least}자 이상이어야 해요.`,
    tooShort: (least) => `${least}자 이상 입력해 주세요.`,
    tooLong: (most) => `${most}자까지 쓸 수 있어요.`,
    different: '두 비밀번호가 서로 달라요.',
  },
  faults: {
    required: '필수 항목이에요.',
    integer: (min, max) => `${count(min)}에서 ${count(max)} 사이의 정수를 입력해 주세요.`,
    length: (max) => `${count(max)}자까지 쓸 수 있어요.`,
    control: '표시할 수 없는 글자가 있어요. 다시 입력해 주세요.',
  },
};
