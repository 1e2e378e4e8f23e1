/** English; the source of what a language has to hold. */
const number = new Intl.NumberFormat('en');
const ordinal = (rank: number): string => {
  const tail = rank % 100 >= 11 && rank % 100 <= 13 ? 0 : rank % 10;
  return `${rank}${['th', 'st', 'nd', 'rd'][tail] ?? 'th'}`;
};

export const en = {
  scan: 'Scan to join',
  orOpen: 'or open',
  wifiFirst: 'Join the Wi-Fi first',
  wifiName: 'Wi-Fi',
  wifiPassword: 'Password',
  wifiOpen: 'No password',
  registrationClosed: 'Registration is closed',
  numberStays: 'Every number given out is in the draw. Good luck!',
  seeNumberAt: 'See your number at',
  participants: (count: number): string => (count === 1 ? 'person is in the draw' : 'people are in the draw'),
  prizesToCome: 'Prizes to win',
  next: 'Next',
  rank: (rank: number): string => `${ordinal(rank)} prize`,
  left: (remaining: number): string => `${number.format(remaining)} to win`,
  allDrawn: 'All prizes are drawn',
  thanks: 'Thank you for taking part',
  entries: (entries: number): string =>
    entries === 1 ? '1 number in the draw' : `${number.format(entries)} numbers in the draw`,
  drawing: (count: number): string => (count === 1 ? 'Drawing one winner' : `Drawing ${number.format(count)} winners`),
  winning: (count: number): string => (count === 1 ? 'Winning number' : `${number.format(count)} winning numbers`),
  armed: {
    contributed: (entries: number): string =>
      entries === 1 ? 'of 1 phone has added randomness' : `of ${number.format(entries)} phones have added randomness`,
    soFar: (contributions: number, entries: number): string =>
      `${number.format(contributions)} of ${number.format(entries)} phones have added randomness`,
    callOut: 'Somebody in the audience, call out a word!',
    beaconNext: (round: number): string => `Then round ${round} of the public beacon is mixed in`,
    beaconNow: (round: number): string => `Waiting for round ${round} of the public beacon`,
    compare: 'Compare with your phone',
  },
  seal: 'Seal',
  drawnWith: (parts: readonly string[]): string => `Drawn with ${parts.join(', ')}`,
  mixedIn: {
    phones: (phones: number): string =>
      phones === 1 ? '1 phone’s randomness' : `${number.format(phones)} phones’ randomness`,
    words: (words: string): string => `the word “${words}”`,
    beacon: (round: number): string => `public beacon round ${round}`,
  },
  page: (page: number, pages: number): string => `${page} of ${pages}`,
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  soundOff: 'Sound off',
  soundOn: 'Sound on',
  notice: {
    allDrawn: 'All prizes are drawn',
    nobodyYet: 'The draw begins when the first number is given out',
    nobodyLeft: 'Every number has won already',
    tooFew: 'There are not enough numbers left for this draw',
    noPrizes: 'The prizes will be announced soon',
    oneMoment: 'One moment, please',
  },
  logIn: {
    title: 'Organiser',
    password: 'Password',
    submit: 'Log in',
    cancel: 'Cancel',
    wrong: 'This password is not right.',
    slow: 'Too many attempts. Please wait a little.',
    offline: 'The host does not answer. Please try again.',
  },
  announce: {
    idle: (event: string): string => `${event}. Waiting for the next draw.`,
    armed: (prize: string, fingerprint: string): string =>
      `Next draw: ${prize}. Compare with your phone: ${fingerprint}.`,
    spinning: (prize: string): string => `Now drawing: ${prize}.`,
    winner: (numbers: readonly string[], prize: string): string =>
      `${numbers.length === 1 ? 'Winning number' : 'Winning numbers'}: ${numbers.join(', ')}. Prize: ${prize}.`,
  },
};

export type Words = typeof en;
