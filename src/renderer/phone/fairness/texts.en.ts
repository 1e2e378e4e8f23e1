/** The words of the fairness line and its sheet; loaded with them, once the number is there. */
import type { Note } from './lightCheck.ts';
import type { MissingDraw } from './missingDraws.ts';

/** What a sentence needs to know. `seconds`: how late the close came. `phones`: how many were counted. */
export interface NoteFacts {
  readonly seconds: number;
  readonly phones: number;
  readonly entries: number;
  readonly missing: readonly MissingDraw[];
}

/** More missing draws than these are counted, not named. */
const MAX_NAMED = 3;

const missingDraw = ({ draw, said }: MissingDraw): string => {
  if (said === 'abandoned') return `Draw ${draw} was announced and cancelled, the organiser’s computer says.`;
  if (said === 'erased') return `Draw ${draw} was deleted, the organiser’s computer says.`;
  return `Draw ${draw} is missing, and the organiser’s computer does not say why.`;
};

const seconds = (count: number): string => (count === 1 ? '1 second' : `${count} seconds`);

export const en = {
  announced: 'Announced. The big screen shows the same:',
  closed: 'Entropy closed: nobody can know or change the winner now',
  decided: 'Entropy closed: nobody can change the winner now',
  adding: 'Your phone is adding randomness…',
  added: 'Your phone has added randomness',
  refused: 'Your phone’s randomness came too late',
  checking: 'Your phone is checking this draw…',
  waiting: 'Not checked yet: the organiser’s computer does not answer. Your phone keeps asking.',
  unsure: 'Not everything could be checked',
  late: 'You joined after this draw was announced. Your phone checks from the next draw.',
  fair: (entries: number, phones: number | null) =>
    `Checked on your phone: fair · ${entries} ${entries === 1 ? 'entry' : 'entries'}` +
    (phones === null ? '' : `, ${phones} ${phones === 1 ? 'phone' : 'phones'} added randomness`),
  ofDraw: (draw: number, prize: string) => `Draw ${draw} · ${prize}`,
  details: 'details',
  failed: 'Your phone’s check failed',
  failedPrize: (prize: string) => `In the draw for ${prize}:`,
  showIt: 'Leave this page open, show it to somebody you trust, and ask the organiser for the proof of this draw.',
  title: 'Was it fair?',
  close: 'Close',
  compare: 'Fingerprint of the announcement. The big screen showed the same before the draw.',
  everything: 'Check everything',
  everythingHint: 'Loads all entries and works out the winners again on your phone.',
  ok: 'Passed',
  bad: 'Failed',
  open: 'Not compared',
  unsureMark: 'Could not be checked',
  checks: {
    announcement: ['The announcement is unchanged.', 'The announcement does not match its fingerprint.', ''],
    seen_before: [
      'It is the one that your phone saw before the draw.',
      'It is not the one that your phone saw before the draw.',
      'Your phone did not see the announcement before the draw.',
    ],
    number: [
      'No draw is missing, and none was announced twice.',
      'This draw was announced twice: somebody tried again.',
      '',
    ],
    seal: [
      'The seal is the one from when you joined.',
      'The seal is not the one from when you joined.',
      'A new seal began while your phone was away.',
    ],
    reveal: ['The secret is the one that was sealed.', 'The secret is not the one that was sealed.', ''],
    entry: ['Your number was in.', 'Your number was not in properly.', ''],
    commitment: [
      'Your entry carries your phone’s own promise.',
      'Your entry carries a promise that is not your phone’s.',
      'Your phone has no promise of its own any more.',
    ],
    entropy: [
      'Randomness was mixed in as announced.',
      'The randomness that was mixed in is not what was announced.',
      '',
    ],
    room: ['Enough phones added randomness.', '', ''],
    close: [
      'The entropy was closed in time, and nothing was changed after it.',
      'What was mixed in is not what your phone saw being closed.',
      '',
    ],
    delay: [
      'The delay was worked through: nobody knew the result before the entropy was closed.',
      'The delay was not worked through: the result could have been known before.',
      '',
    ],
    contribution: ['Your phone’s randomness was counted.', 'Your phone’s randomness was accepted, then left out.', ''],
  },
  notes: {
    rests: () => 'Could not be checked, because of what failed above.',
    not_here: () =>
      'Only phones that were connected took part. The organiser’s computer says that yours was not, which cannot be checked.',
    left_out: () => 'Your number was left out of this draw.',
    won_before: () => 'Your number had already won and was not in this draw.',
    just_joined: () => 'You joined just as this draw was announced. You are in from the next draw.',
    missing: ({ missing }) => {
      const named = missing.slice(0, MAX_NAMED).map(missingDraw).join(' ');
      const more = missing.length - MAX_NAMED;
      return more > 0 ? `${named} ${more} more are missing too.` : named;
    },
    no_entropy: () =>
      'Nothing from outside was mixed in: whoever controls the organiser’s computer could have known the result before.',
    beacon_known: () =>
      'By your phone’s clock, this round of the public beacon was already known when it was announced.',
    few_phones: ({ phones, entries }) =>
      `Only ${phones === 1 ? '1 phone' : `${phones} phones`} added randomness, out of ${entries} entries. So few are easily chosen to suit somebody.`,
    not_closed_before: () => 'Your phone was away while the entropy was closed, and did not see it before the result.',
    away_at_close: () =>
      'Your phone was away or asleep when the entropy was closed, so it cannot say whether that was in time.',
    late_close: (facts) =>
      `The entropy was closed ${seconds(facts.seconds)} late. In that time somebody could have begun to work out the result.`,
    late_words: (facts) =>
      `The entropy was closed ${seconds(facts.seconds)} after the phones’ time, because it waited for a word. Whoever typed it had that long to choose it.`,
    too_late: () => 'Your phone’s randomness came too late and was not counted.',
    not_asked: () => 'Your phone added no randomness to this draw.',
    foreign: () => 'Randomness that your phone did not send was counted in its name.',
    not_taken: () => 'Your phone’s randomness was sent in time but was not counted.',
    at_once: () =>
      'This draw was decided at once, without a delay: nobody can show that its result was not known before.',
    not_told: () => 'The organiser’s computer does not say what the delay gave.',
  } satisfies Record<Note, (facts: NoteFacts) => string>,
  numbers: {
    draw: 'Draw',
    drawOf: (draw: number, epoch: number) => (epoch === 1 ? `No. ${draw}` : `No. ${draw}, seal ${epoch}`),
    prize: 'Prize',
    winners: 'Winning numbers',
    entries: 'Entries',
    place: 'Your place among them',
    room: 'Phones that added randomness',
    spoken: 'Called out by the audience',
    beacon: (round: number) => `Public beacon, round ${round}`,
    own: 'Your phone’s randomness',
    step: (step: number, steps: number) => `step ${step} of ${steps}`,
    delay: 'Delay',
    steps: (steps: number) => `${steps.toLocaleString('en')} steps, one after the other`,
    close: 'Close (SHA-256)',
    announcement: 'Announcement (SHA-256)',
    root: 'Root of the entries',
    seal: 'Seal',
    reveal: 'Secret, revealed',
  },
};

export type FairnessTexts = typeof en;
