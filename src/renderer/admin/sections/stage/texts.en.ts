import { plural } from '../../language/english.ts';

export const en = {
  title: 'Show',
  choose: 'Prize to draw',
  winners: 'Winners',
  fewer: 'One winner fewer',
  more: 'One winner more',
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
    use: 'Press Space on the projector and type, once, within five minutes:',
    another: 'Another code',
  },
  result: 'Result',
  noResult: 'The winners appear here when the reels stop.',
  lastResult: 'Winners',
  absent: (numbers: string) => `Absent: ${numbers}`,
  absentInResults: 'Is a winner not here? The results have a button for each.',
  hereOnly: 'Only phones that are here now',
  hereOnlyHint: (here: number) => `${plural(here, 'phone is', 'phones are')} here; the draw’s announcement says so`,
  join: 'People join at',
  registrationClosed: 'Registration is closed',
  armed: {
    toDraw: (n: number, entries: number) =>
      `${plural(n, 'winner', 'winners')} of ${plural(entries, 'entry', 'entries')}`,
    refused: (n: number) =>
      `${plural(n, 'attempt', 'attempts')} did not count: wrong, late, sent twice, or not from an entry of this draw.`,
    beacon: 'Then the beacon is mixed in:',
    compare: 'The same on every phone',
    question: 'What did the audience call out?',
    hint: (most: number) =>
      `Exactly as you heard it, up to ${most} characters. It is mixed into the draw and stays in its proof.`,
    send: 'Mix in this word',
    sending: 'Sending…',
    sent: (words: string) => `“${words}” is mixed in.`,
  },
  presenter: {
    soon: 'To say when the reels begin to turn',
    now: 'Say it now',
    sentence: 'While the reels turn, nobody knows who has won, not even the machine.',
  },
  first: {
    heading: 'Three steps to the first draw',
    prize: 'Add a prize',
    prizeHint: 'A name is enough to begin.',
    prizeAction: 'Add a prize',
    projector: 'Open the projector',
    projectorHint: 'Drag the window to the big screen, press F for full screen.',
    people: 'People scan the code',
    peopleHint: 'Their phones join by themselves and show a number.',
    peopleCount: (n: number) => `${plural(n, 'person', 'people')} so far`,
    done: 'Done',
    open: 'To do',
  },
};

export type StageTexts = typeof en;
