import type { FrameTexts } from './texts.en.ts';

export const ko: FrameTexts = {
  connecting: '연결하고 있어요',
  reconnecting: '다시 연결하고 있어요',
  soundOff: '소리 꺼짐',
  soundOn: '소리 켜짐',
  notice: {
    allDrawn: '모든 경품을 추첨했어요',
    nobodyYet: '첫 번호가 나오면 추첨을 시작할 수 있어요',
    nobodyLeft: '모든 번호가 이미 당첨됐어요',
    tooFew: '추첨할 번호가 모자라요',
    noPrizes: '곧 경품을 알려 드릴게요',
    oneMoment: '잠시만 기다려 주세요',
  },
};
