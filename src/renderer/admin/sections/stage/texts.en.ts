import { plural } from '../../language/english.ts';

export const en = {
  title: 'Show',
  choose: 'Prize to draw',
  winners: 'Winners',
  fewer: 'Fewer winners',
  more: 'More winners',
  countHint: (remaining: number, eligible: number) =>
    `${remaining.toLocaleString('en')} left · ${plural(eligible, 'person', 'people')} can win`,
  left: (remaining: number, quantity: number) =>
    `${remaining.toLocaleString('en')} of ${quantity.toLocaleString('en')} left`,
  allDrawn: 'All drawn',
  mirror: 'Projector',
  mirrorFrame: 'Mirror of the projector',
  openProjector: 'Open projector window',
  projector: {
    language: 'Language of the projector',
    mute: 'Mute the projector',
    soundOn: 'Sound on',
    soundOff: 'Sound off',
  },
  loginCode: {
    hint: 'A projector is not logged in.',
    make: 'Show a one-time code',
    use: 'Press Space on the projector and type this code within five minutes. It works once:',
    another: 'New code',
  },
  result: 'Result',
  noResult: 'The winners appear here when the reels stop.',
  lastResult: 'Winners',
  absent: (numbers: string) => `Absent: ${numbers}`,
  absentInResults: 'Is a winner absent? There is a button for each winner under Results.',
  hereOnly: 'Only phones that are here now',
  hereOnlyHint: (here: number) => `${plural(here, 'phone is', 'phones are')} here; this is announced`,
  join: 'People join at',
  registrationClosed: 'Registration is closed',
  armed: {
    toDraw: (n: number, entries: number) =>
      `${plural(n, 'winner', 'winners')} of ${plural(entries, 'entry', 'entries')}`,
    refused: (n: number) =>
      `${plural(n, 'attempt', 'attempts')} did not count: wrong, late, sent twice, or not from somebody in this draw.`,
    beacon: 'Then the beacon is mixed in:',
    compare: 'The same on every phone',
    question: 'What did the audience call out?',
    hint: (most: number) =>
      `Type it as you heard it, up to ${most} characters. It is mixed into the draw and kept in its proof.`,
    send: 'Mix in this word',
    sending: 'Sending…',
    sent: (words: string) => `“${words}” is mixed in.`,
  },
  presenter: {
    soon: 'Say this when the reels begin to turn',
    now: 'Say it now',
    sentence: 'While the reels turn, nobody knows who has won, not even the machine.',
  },
  first: {
    heading: 'Three steps to the first draw',
    prize: 'Add a prize',
    prizeHint: 'A name is enough to start with.',
    prizeAction: 'Add a prize',
    projector: 'Open the projector',
    projectorHint: 'Drag the window to the big screen and press F for full screen.',
    people: 'People scan the code',
    peopleHint: 'Their phones join by themselves and show a number.',
    peopleCount: (n: number) => `${plural(n, 'person', 'people')} so far`,
    done: 'Done',
    open: 'To do',
  },
};

export type StageTexts = typeof en;
