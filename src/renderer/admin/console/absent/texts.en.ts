export const en = {
  open: 'Absent',
  openFor: (number: string) => `Mark ${number} absent`,
  title: (number: string) => `Is ${number} absent?`,
  means:
    'This number loses the prize for good, and its claim code is refused. The next reserve steps in on the stage at once; if none is left, the prize can be drawn again.',
  reason: 'Reason (optional)',
  reasonHint: 'Everybody can read it on the check page, and the winner on their phone.',
  confirm: 'Mark absent, call the reserve',
  calling: 'Calling…',
  stepsIn: (number: string) => `${number} is marked absent. The reels turn for the next reserve.`,
  noReserve: (number: string) => `${number} is marked absent, and no reserve is left. The prize can be drawn again.`,
};

export type AbsentTexts = typeof en;
