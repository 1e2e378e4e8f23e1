export const en = {
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  soundOff: 'Sound off',
  soundOn: 'Sound on',
  notice: {
    allDrawn: 'All prizes are drawn',
    nobodyYet: 'The draw can begin once the first number is given out',
    nobodyLeft: 'Every number has already won',
    tooFew: 'There are not enough numbers left for this draw',
    noPrizes: 'The prizes will be announced soon',
    oneMoment: 'One moment, please',
  },
};

export type FrameTexts = typeof en;
