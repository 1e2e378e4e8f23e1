import { count } from '../../language/korean.ts';
import type { ParticipantsTexts } from './texts.en.ts';

export const ko: ParticipantsTexts = {
  title: '참가자',
  total: (n) => `참가자 ${count(n)}명`,
  canWin: (n) => `추첨 대상 ${count(n)}명`,
  won: (n) => `당첨 ${count(n)}명`,
  jump: '번호로 찾기',
  go: '이동',
  first: '처음',
  previous: '이전',
  next: '다음',
  last: '최근',
  range: (from, to, total) => `${count(total)}명 중 ${from} – ${to}`,
  waiting: '대기',
  wonState: '당첨',
  emptyTitle: '아직 참가자가 없어요',
  emptyBody: '프로젝터의 QR 코드를 찍게 해 주세요. 참가하면 바로 여기에 나와요.',
  notThere: (number) => `${number}번은 아직 없어요.`,
  list: '번호 순서로 본 참가자',
};
