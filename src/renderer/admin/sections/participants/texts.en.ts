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
  range: (from: string, to: string, total: number) => `${from}–${to} of ${total.toLocaleString('en')}`,
  waiting: 'Waiting',
  wonState: 'Won',
  emptyTitle: 'Nobody has joined yet',
  emptyBody: 'Show the projector and let people scan its code. Everybody who joins appears here at once.',
  notThere: (number: string) => `There is no number ${number} yet.`,
  gone: 'All the numbers in this range were removed.',
  phones: 'Numbers and phones',
  here: (n: number) => `${plural(n, 'number', 'numbers')} with a phone here now.`,
  allSeen: 'Every number has been on a phone.',
  neverSeen: (n: number) => `${plural(n, 'number has', 'numbers have')} never been on a phone.`,
  largest: (n: number, share: number, unseen: number) =>
    `From the ${unseen > 0 ? 'address with most of them' : 'largest address'}: ${plural(n, 'number', 'numbers')} (${share}% of all)${unseen > 0 ? `, ${unseen.toLocaleString('en')} without a phone` : ''}.`,
  remove: (n: number) => `Remove ${n.toLocaleString('en')} of that address`,
  removeAll: (n: number) => `Remove all ${n.toLocaleString('en')}`,
  removeTitle: (n: number) => `Remove ${plural(n, 'number', 'numbers')} without a phone?`,
  removeBody:
    'They joined, but no phone has ever shown them: somebody may have collected them. If one of them belongs to a phone after all, that phone joins again by itself and gets a new number.',
  removeKeeps: 'Winners and reserves stay. A copy of the data is kept first, and the log records the removal.',
  removeConfirm: 'Remove',
  removed: (n: number, backup: string) =>
    `${plural(n, 'number', 'numbers')} removed. A copy is kept on the host: ${backup}`,
  list: 'Participants by number',
};

export type ParticipantsTexts = typeof en;
