import type { DrawTexts } from './texts.en.ts';

const number = new Intl.NumberFormat('ko');

export const ko: DrawTexts = {
  entries: (entries) => `추첨 대상 ${number.format(entries)}명`,
  closed: '무작위 값 마감: 이제 누구도 당첨자를 알 수도, 바꿀 수도 없어요',
  closedAs: '마감',
  drawing: (count) => `${number.format(count)}명을 추첨하고 있어요`,
  winning: (count) => (count === 1 ? '당첨 번호' : `당첨 번호 ${number.format(count)}개`),
  steppingIn: (absent, done) => (done ? `${absent}번 대신 당첨` : `${absent}번 불참: 예비 번호가 대신 당첨돼요`),
  absent: (numbers) => `${numbers.join(', ')}번 불참`,
  drawnWith: (parts) => `추첨에 섞은 값: ${parts.join(', ')}`,
  mixedIn: {
    phones: (phones) => `휴대폰 ${number.format(phones)}대의 무작위 값`,
    words: (words) => `단어 ‘${words}’`,
    beacon: (round) => `공개 난수 비콘 ${round}회차`,
  },
  announce: {
    armed: (prize, fingerprint) => `다음 추첨: ${prize}. 내 휴대폰과 비교해 보세요: ${fingerprint}.`,
    spinning: (prize) => `지금 추첨 중: ${prize}.`,
    stepIn: (absent, prize) => `${absent}번이 불참했어요. 예비 번호가 대신 당첨돼요: ${prize}.`,
    winner: (numbers, prize) => `당첨 번호: ${numbers.join(', ')}. 경품: ${prize}.`,
  },
};
