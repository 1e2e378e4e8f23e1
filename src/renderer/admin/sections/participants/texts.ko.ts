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
  range: (from, to, total) => `${count(total)}명 중 ${from}~${to}`,
  waiting: '대기',
  wonState: '당첨',
  emptyTitle: '아직 참가자가 없어요',
  emptyBody: '프로젝터의 QR 코드를 찍게 해 주세요. 참가하면 바로 여기에 나와요.',
  notThere: (number) => `${number}번은 아직 없어요.`,
  gone: '이 범위의 번호는 모두 삭제됐어요.',
  phones: '번호와 휴대폰',
  here: (n) => `지금 휴대폰이 연결된 번호 ${count(n)}개.`,
  allSeen: '모든 번호가 휴대폰에 표시된 적이 있어요.',
  neverSeen: (n) => `휴대폰에 한 번도 표시되지 않은 번호 ${count(n)}개.`,
  largest: (n, share, unseen) =>
    unseen > 0
      ? `그중 가장 많은 주소: 번호 ${count(n)}개(전체의 ${share}%), 휴대폰 없음 ${count(unseen)}개.`
      : `가장 많은 주소: 번호 ${count(n)}개(전체의 ${share}%).`,
  remove: (n) => `이 주소의 ${count(n)}개 삭제`,
  removeAll: (n) => `${count(n)}개 모두 삭제`,
  removeTitle: (n) => `휴대폰이 없는 번호 ${count(n)}개를 삭제할까요?`,
  removeBody:
    '참가는 했지만 휴대폰에 한 번도 표시되지 않은 번호예요. 누군가 번호를 모았을 수 있어요. 실제 휴대폰의 번호였다면 자동으로 다시 참가해 새 번호를 받아요.',
  removeKeeps: '당첨자와 예비 번호는 그대로 남아요. 먼저 데이터 사본을 저장하고, 행사 기록에도 남겨요.',
  removeConfirm: '삭제',
  removed: (n, backup) => `번호 ${count(n)}개를 삭제했어요. 호스트에 사본이 있어요: ${backup}`,
  list: '번호순 참가자',
};
