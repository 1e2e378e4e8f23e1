export const en = {
  open: 'Absent',
  openFor: (number: string) => `${number} is absent`,
  title: (number: string) => `${number} is not here?`,
  means:
    'The prize is taken from this number for good, and its claim code is refused. The next reserve steps in on the stage at once; where none is left, the prize can be drawn again.',
  reason: 'Reason (optional)',
  reasonHint: 'Everybody can read it on the check page, and the winner on the phone.',
  confirm: 'Absent: call the reserve',
  calling: 'Calling…',
  stepsIn: (number: string) => `${number} is out. The reels turn for the next reserve.`,
  noReserve: (number: string) => `${number} is out, and no reserve is left. The prize can be drawn again.`,
};

export type AbsentTexts = typeof en;
