import type { OwnTexts } from './texts.en.ts';

const n = (count: number): string => count.toLocaleString('ko');

export const ko: OwnTexts = {
  title: '내 번호도 들어 있나요?',
  none: '이 브라우저에는 행운 번호가 없어요. 참가하신 휴대폰에서 이 페이지를 열어 주세요.',
  offline: '내 번호까지 비교하려면, 주최 측 컴퓨터가 켜져 있을 때 참가하신 휴대폰에서 확인 페이지를 열어 주세요.',
  otherEvent: '이 브라우저에 있는 번호는 다른 행사의 번호예요.',
  number: '내 번호',
  in: '네. 내 번호가 들어 있었고, 내 것이 맞아요.',
  won: '네, 그리고 당첨됐어요.',
  reserve: (place) => `네, 그리고 예비 ${n(place)}번이에요.`,
  other: '이 번호는 들어 있었지만, 그때는 다른 분의 번호였어요.',
  wonBefore: '아니요. 앞선 추첨에서 이미 당첨된 번호예요.',
  joinedLater: '아니요. 이 추첨이 공지된 뒤에 참가하셨어요.',
  absent: '아니요. 내 번호는 명단에 없었어요. 주최 측에 이유를 물어보세요. 참가 기준은 이랬어요:',
  notCompared: '명단 확인을 통과하지 못해 비교하지 않았어요.',
  announcementSame: '내 휴대폰이 추첨 전에 본 공지와 같아요.',
  announcementDiffers: '내 휴대폰이 추첨 전에 본 공지와 달라요.',
  announcementUnknown: '내 휴대폰이 이 공지를 보지 못해 비교할 수 없어요.',
  closeSame: '섞인 무작위 값이 결과 전에 내 휴대폰이 본 마감과 같아요.',
  closeDiffers: '섞인 무작위 값이 결과 전에 내 휴대폰이 본 마감과 달라요.',
  sealSame: '봉인이 참가할 때 내 휴대폰이 본 것과 같아요.',
  sealDiffers: '봉인이 참가할 때 내 휴대폰이 본 것과 달라요.',
};
