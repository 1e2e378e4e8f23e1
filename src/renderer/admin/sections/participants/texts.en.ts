import { plural } from '../../language/english.ts';

export const en = {
  title: 'Participants',
  total: (n: number) => plural(n, 'participant', 'participants'),
  canWin: (n: number) => `${n.toLocaleString('en')} can still win`,
  won: (n: number) => `${n.toLocaleString('en')} won`,
  jump: 'Go to number',
  go: 'Go',
  first: 'First',
  previous: 'Previous',
  next: 'Next',
  last: 'Newest',
  range: (from: string, to: string, total: number) => `${from} – ${to} of ${total.toLocaleString('en')}`,
  waiting: 'Waiting',
  wonState: 'Won',
  emptyTitle: 'Nobody has joined yet',
  emptyBody: 'Show the projector and let people scan its code. Everybody who joins appears here at once.',
  notThere: (number: string) => `There is no number ${number} yet.`,
  list: 'Participants in order of their numbers',
};

export type ParticipantsTexts = typeof en;
