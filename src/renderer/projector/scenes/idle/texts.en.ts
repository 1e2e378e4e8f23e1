const number = new Intl.NumberFormat('en');

export const en = {
  scan: 'Scan to join',
  orOpen: 'or open',
  wifiName: 'Wi-Fi',
  wifiPassword: 'Password',
  wifiOpen: 'No password',
  registrationClosed: 'Registration is closed',
  numberStays: 'Every number given out is in the draw.',
  beFirst: 'Be the first to join',
  goodLuck: 'Good luck',
  opensSoon: 'Registration opens soon',
  opensSoonHint: 'The code to join will appear here. Keep your phone at hand.',
  prizesSoon: 'The prizes will be announced soon',
  prizesSoonHint: 'Join now to be in from the first draw.',
  seeNumberAt: 'See your number at',
  participants: (count: number): string => (count === 1 ? 'person is in the draw' : 'people are in the draw'),
  prizesToCome: 'Prizes to win',
  next: 'Next',
  left: (remaining: number): string => `${number.format(remaining)} to win`,
  allDrawn: 'All prizes are drawn',
  thanks: 'Thank you for taking part',
  /** For those who listen. */
  announce: (event: string): string => `${event}. Waiting for the next draw.`,
};

export type IdleTexts = typeof en;
