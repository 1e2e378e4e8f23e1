import type { ArmedTexts } from './texts.en.ts';

const number = new Intl.NumberFormat('ko');

export const ko: ArmedTexts = {
  phonesUp: '휴대폰을 들어 주세요!',
  contributed: (entries) => `대가 무작위 값을 보탰어요 (전체 ${number.format(entries)}대)`,
  soFar: (contributions, entries) =>
    `휴대폰 ${number.format(entries)}대 중 ${number.format(contributions)}대가 무작위 값을 보탰어요`,
  callOut: '객석에서 아무 단어나 외쳐 주세요!',
  beaconNext: (round) => `이어서 공개 난수 비콘 ${round}회차를 섞어요`,
  beaconNow: (round) => `공개 난수 비콘 ${round}회차를 기다리고 있어요`,
  compare: '내 휴대폰과 비교해 보세요',
};
