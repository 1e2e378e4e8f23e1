import type { FairnessSettingsTexts } from './texts.en.ts';

export const ko: FairnessSettingsTexts = {
  heading: '공정성',
  lead: '참가 번호가 정해진 뒤 추첨에 섞는 값이에요. 하나만 켜도 아무도 미리 모르는 값이 결과에 들어가요.',
  room: '휴대폰이 보태는 무작위 값',
  roomGives: '휴대폰마다 참가할 때 정해 둔 값을 보태요. 모인 사람들이 함께 결과를 정해요.',
  window: '휴대폰을 기다리는 시간',
  windowHint: (most) => `0초에서 ${most}초, 그보다 오래 기다리지 않아요`,
  windowLimits: (most) => `0초에서 ${most}초까지예요.`,
  windowSave: '저장',
  spoken: '객석에서 외친 단어',
  spokenGives: '누군가 외친 단어를 입력해요. 휴대폰 몇 대가 일부러 빠져도 결과를 바꿀 수 없어요.',
  beacon: '공개 난수 비콘',
  beaconGives:
    '여러 독립 기관이 함께 발표하는 난수(drand)를 섞어요. 인터넷이 필요하고, 연결되지 않으면 비콘 없이 공지해요.',
  noWords:
    '비콘에 연결되면 단어는 묻지 않아요. 비콘의 난수가 알려진 뒤에 입력하면 결과에 맞춰 고를 수 있기 때문이에요.',
  nothing:
    '봉인만으로 추첨해요. 비밀 값은 아무도 참가하기 전에 정해졌지만, 호스트에서 그 값을 읽을 수 있는 사람은 결과를 미리 알 수 있어요.',
  on: '켬',
  off: '끔',
  seal: '이 행사의 봉인',
  sealMeans:
    '아무도 참가하기 전, 행사와 함께 만들어져 모든 추첨의 비밀 값을 묶어 둬요. 추첨마다 비밀 값을 하나씩 열고, 휴대폰은 참가할 때 본 봉인과 맞는지 확인해요.',
  checkPage: '추첨 확인 페이지 열기',
};
