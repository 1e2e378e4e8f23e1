import { en as refusals } from './refusals.en.ts';
import { plural } from '../language/english.ts';

export const en = {
  product: 'Lucky Draw',
  title: 'Control desk',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  loading: 'Loading…',
  offlineReason: 'Waits until the host is connected again',
  notSaved: 'Not saved',
  at: (time: string) => `at ${time}`,
  opensWindow: 'opens a new window',
  contributed: (n: number, entries: number) =>
    `${n.toLocaleString('en')} of ${plural(entries, 'phone', 'phones')} have added randomness`,
  beaconRound: (round: number) => `Public beacon, round ${round}`,
  winnersOf: (n: number, entries: number) =>
    `${plural(n, 'winner', 'winners')} of ${plural(entries, 'entry', 'entries')}`,
  waitSeconds: (s: number) => `Too many wrong attempts. Try again in ${plural(s, 'second', 'seconds')}.`,
  cancelDraw: {
    open: 'Give up this draw…',
    title: 'Give up this draw?',
    body: 'Nobody is drawn, and the prize can be drawn again. The log keeps that this draw was announced and given up.',
    confirm: 'Give up the draw',
    keep: 'Go on with the draw',
    done: 'The draw was given up. Nobody was drawn.',
  },
  refusals,
};

export type ConsoleTexts = typeof en;
