import type { FaultCode } from '../../../contract/outbox/faults.ts';
import { en as refusals } from './refusals.en.ts';
import { en as requestFaults } from './requestFaults.en.ts';
import { plural } from '../language/english.ts';

export const en = {
  product: 'Lucky Draw',
  title: 'Console',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  loading: 'Loading…',
  offlineReason: 'Available again once the host is connected',
  notSaved: 'Not saved',
  at: (time: string) => `at ${time}`,
  opensWindow: 'opens a new window',
  contributed: (n: number, entries: number) =>
    `${n.toLocaleString('en')} of ${plural(entries, 'phone', 'phones')} have added randomness`,
  beaconRound: (round: number) => `Public beacon, round ${round}`,
  winnersOf: (n: number, entries: number) =>
    `${plural(n, 'winner', 'winners')} of ${plural(entries, 'entry', 'entries')}`,
  waitSeconds: (s: number) => `Too many wrong attempts. Try again in ${plural(s, 'second', 'seconds')}.`,
  discard: {
    title: 'Discard changes?',
    body: 'What you have entered here is not saved.',
    confirm: 'Discard changes',
    keep: 'Keep editing',
  },
  cancelDraw: {
    open: 'Cancel draw…',
    title: 'Cancel this draw?',
    body: 'Nobody is drawn, and the prize can be drawn again. The log keeps that this draw was announced and cancelled.',
    confirm: 'Cancel the draw',
    keep: 'Continue the draw',
    done: 'The draw is cancelled. Nobody was drawn.',
  },
  faults: {
    nobody_listens:
      'Nothing answers at this address. Check the address and the port, and that the receiver is running.',
    broken_off: 'The connection broke. It is retried; if this goes on, check the receiver.',
    no_such_host: 'There is no computer with this name. Check the address.',
    no_lookup: 'The name could not be looked up. Check that the host is online.',
    no_answer: 'No answer came in time. Check that the receiver is running and not overloaded.',
    unreachable: 'This computer cannot be reached. Check the network.',
    internal_address: 'This address leads into an internal network, which is not allowed. Use a public address.',
    redirected: 'The receiver redirects to another address. Start the host with that address.',
    not_allowed: 'The receiver denied access. Check the secret or the key on both sides.',
    wrong_path: 'The receiver does not know this path. Check the address.',
    rejected: 'The receiver refused it, and it is retried. The reason is in the receiver’s log.',
    gone: 'The receiver wants no more events. Resume when it is ready again.',
    not_taken: 'The gateway did not accept the message. Check the account and the number.',
    no_folder: 'The folder does not exist. Create it, or start the host with another path.',
    not_writable: 'The file cannot be written. Check its path and permissions.',
    disk_full: 'The disk is full. Free some space.',
    store_failed: 'The host could not read or save its own data. Check its disk.',
    other: 'It did not work. The system says:',
  } satisfies Record<FaultCode, string>,
  refusals,
  requestFaults,
};

export type ConsoleTexts = typeof en;
