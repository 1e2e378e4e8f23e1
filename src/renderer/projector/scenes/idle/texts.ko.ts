import type { IdleTexts } from './texts.en.ts';

const number = new Intl.NumberFormat('ko');

export const ko: IdleTexts = {
  scan: 'QR 코드를 찍고 참가하세요',
  orOpen: '주소로 접속해도 돼요',
  wifiName: 'Wi-Fi',
  wifiPassword: '비밀번호',
  wifiOpen: '비밀번호 없음',
  registrationClosed: '참가 접수가 닫혔어요',
  numberStays: '받은 번호는 모두 추첨에 들어가요.',
  beFirst: '가장 먼저 참가해 보세요',
  goodLuck: '행운을 빌어요',
  opensSoon: '곧 참가할 수 있어요',
  opensSoonHint: '참가용 QR 코드가 여기에 나와요. 휴대폰을 준비해 주세요.',
  prizesSoon: '곧 경품을 알려 드릴게요',
  prizesSoonHint: '지금 참가하면 첫 추첨부터 함께해요.',
  seeNumberAt: '내 번호 보기',
  participants: () => '명이 참가했어요',
  prizesToCome: '경품',
  next: '다음 추첨',
  left: (remaining) => `${number.format(remaining)}개 남음`,
  allDrawn: '모든 경품을 추첨했어요',
  thanks: '함께해 주셔서 고마워요',
  announce: (event) => `${event}. 다음 추첨을 기다리고 있어요.`,
};
