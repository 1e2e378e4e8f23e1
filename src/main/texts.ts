/** The few words of the native dialogs; everything else is said by the screens. */
const en = {
  cannotStart: 'Lucky Draw Kiosk cannot start',
  quitTitle: 'Quit Lucky Draw Kiosk?',
  quitDetail: 'The projector goes dark and phones wait until you start it again. Everything is stored.',
  quitDuringDrawTitle: 'A draw is on the stage. Quit anyway?',
  quitDuringDrawDetail:
    'The audience is watching. The draw is stored and goes on when you start again; until then the screens are dark.',
  quit: 'Quit',
  keepRunning: 'Keep running',
};

const ko: typeof en = {
  cannotStart: 'Lucky Draw Kiosk를 시작할 수 없어요',
  quitTitle: 'Lucky Draw Kiosk를 종료할까요?',
  quitDetail: '프로젝터 화면이 꺼지고 휴대폰은 다시 시작할 때까지 기다려요. 모든 내용은 저장되어 있어요.',
  quitDuringDrawTitle: '무대에서 추첨이 진행 중이에요. 그래도 종료할까요?',
  quitDuringDrawDetail:
    '관객이 지켜보고 있어요. 추첨은 저장되어 있고 다시 시작하면 이어져요. 그때까지 화면은 꺼져 있어요.',
  quit: '종료',
  keepRunning: '계속하기',
};

export type Texts = typeof en;

export const textsFor = (locale: string): Texts => (locale.toLowerCase().startsWith('ko') ? ko : en);
