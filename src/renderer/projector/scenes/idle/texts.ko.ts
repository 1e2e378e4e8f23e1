import type { IdleTexts } from './texts.en.ts';

const number = new Intl.NumberFormat('ko');

export const ko: IdleTexts = {
  scan: 'QR을 찍고 참여하세요',
  orOpen: '주소로 접속해도 돼요',
  wifiName: '와이파이',
  wifiPassword: '비밀번호',
  wifiOpen: '비밀번호 없음',
  registrationClosed: '참여가 마감됐어요',
  numberStays: '받은 번호는 모두 추첨에 들어가요. 행운을 빌어요!',
  seeNumberAt: '내 번호 보기',
  participants: () => '명이 참여했어요',
  prizesToCome: '경품',
  next: '다음 추첨',
  left: (remaining) => `${number.format(remaining)}개 남음`,
  allDrawn: '모든 경품을 추첨했어요',
  thanks: '함께해 주셔서 고마워요',
  announce: (event) => `${event}. 다음 추첨을 기다리고 있어요.`,
};
