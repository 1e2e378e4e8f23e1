import type { AbsentTexts } from './texts.en.ts';

export const ko: AbsentTexts = {
  open: '불참',
  openFor: (number) => `${number}번 불참 처리`,
  title: (number) => `${number}번이 자리에 없나요?`,
  means:
    '이 번호의 당첨이 취소되고 되돌릴 수 없으며, 수령 코드도 쓸 수 없어요. 바로 무대에서 다음 예비 번호가 대신 당첨돼요. 남은 예비 번호가 없으면 경품을 다시 추첨할 수 있어요.',
  reason: '사유 (선택)',
  reasonHint: '확인 페이지에서 누구나 볼 수 있고, 당첨자의 휴대폰에도 나와요.',
  confirm: '불참 처리하고 예비 번호 발표',
  calling: '처리하는 중…',
  stepsIn: (number) => `${number}번을 불참 처리했어요. 예비 번호를 발표하고 있어요.`,
  noReserve: (number) => `${number}번을 불참 처리했어요. 남은 예비 번호가 없으니 경품을 다시 추첨해 주세요.`,
};
