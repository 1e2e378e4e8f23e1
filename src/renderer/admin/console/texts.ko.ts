import { ko as refusals } from './refusals.ko.ts';
import { count } from '../language/korean.ts';
import type { ConsoleTexts } from './texts.en.ts';

export const ko: ConsoleTexts = {
  product: '럭키드로우',
  title: '운영 화면',
  cancel: '취소',
  close: '닫기',
  retry: '다시 시도',
  loading: '불러오는 중…',
  offlineReason: '호스트와 다시 연결되기를 기다려요',
  notSaved: '저장 안 됨',
  at: (time) => time,
  opensWindow: '새 창으로 열려요',
  contributed: (n, entries) => `휴대폰 ${count(entries)}대 중 ${count(n)}대가 무작위 값을 보탰어요`,
  beaconRound: (round) => `공개 난수 비콘 ${round}회차`,
  winnersOf: (n, entries) => `${count(entries)}명 중 ${count(n)}명 당첨`,
  waitSeconds: (s) => `잘못 입력한 횟수가 너무 많아요. ${count(s)}초 뒤에 다시 해 주세요.`,
  cancelDraw: {
    open: '이 추첨 그만두기…',
    title: '이 추첨을 그만둘까요?',
    body: '아무도 뽑지 않고, 경품은 다시 추첨할 수 있어요. 공지했다가 그만둔 사실은 기록에 남아요.',
    confirm: '추첨 그만두기',
    keep: '계속 추첨하기',
    done: '추첨을 그만뒀어요. 아무도 뽑지 않았어요.',
  },
  refusals,
};
