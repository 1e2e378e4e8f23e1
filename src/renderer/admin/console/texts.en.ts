import type { FaultCode } from '../../../contract/outbox/faults.ts';
import { en as refusals } from './refusals.en.ts';
import { en as requestFaults } from './requestFaults.en.ts';
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
  faults: {
    nobody_listens: 'Nobody listens at this address. Check the address and the port, and that the receiver runs.',
    broken_off: 'The connection was broken off. It is tried again; if it stays so, look at the receiver.',
    no_such_host: 'There is no computer of this name. Check the address.',
    no_lookup: 'The name cannot be looked up. Check that the host is online.',
    no_answer: 'No answer came in time. Check that the receiver runs and is not overloaded.',
    unreachable: 'There is no way to this computer. Check the network.',
    internal_address: 'This address leads into an internal network, which is refused. Use a public address.',
    redirected: 'The receiver sends on to another address. Start the host with that address.',
    not_allowed: 'The receiver does not let us in. Check the secret or the key on both sides.',
    wrong_path: 'The receiver does not know this path. Check the address.',
    rejected: 'The receiver refused it. Look at its log; it is tried again.',
    gone: 'The receiver wants no more events. Resume when it is ready again.',
    not_taken: 'The gateway did not take the message. Check its account and the number.',
    no_folder: 'The folder is not there. Make it, or start the host with another path.',
    not_writable: 'The file may not be written. Check its path and its permissions.',
    disk_full: 'The disk is full. Free some space.',
    store_failed: 'The host could not read or write its own data. Check its disk.',
    other: 'It did not work. The computer says why:',
  } satisfies Record<FaultCode, string>,
  refusals,
  requestFaults,
};

export type ConsoleTexts = typeof en;
