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
  refusals: {
    offline: 'The host did not answer. It is not certain that it was done; trying again does no harm.',
    invalid_request: 'The host did not accept this, and nothing was changed. Check what was entered.',
    unauthorized: 'You are no longer logged in. Nothing was changed; log in and do it again.',
    forbidden: 'This account may not do that. Nothing was changed.',
    wrong_password: 'That is not the password. Try again.',
    link_not_valid: 'This link was used already or has expired. Start the host again to get a new one.',
    already_set_up: 'A password is set already. Log in with it.',
    too_many_attempts: 'Too many attempts. Wait a little, then try again.',
    origin_not_allowed:
      'The host does not accept requests from this page’s address. Open the desk by the address that the host printed.',
    host_not_allowed: 'The host does not know this address. Open the desk by the address that the host printed.',
    event_not_found: 'This event is not active any more. Load the page anew.',
    prize_not_found: 'This prize was deleted on another screen. Nothing was changed.',
    not_enough_entries: 'Fewer people can win than winners were asked for. Nothing was drawn; choose fewer winners.',
    no_prizes_left: 'Fewer pieces of this prize are left. Nothing was drawn; choose fewer winners or another prize.',
    draw_in_progress: 'A draw is running already. No second one was started; wait for its result.',
    nothing_to_dismiss: 'The result was dismissed already.',
    not_armed: 'This draw waits for nothing any more: it was decided or given up in the meantime.',
    no_words_awaited: 'This draw awaits no words any more. Nothing was changed.',
    beacon_unreachable:
      'The public beacon cannot be reached. Nothing was drawn; switch it off in the settings, or go online.',
    prize_was_drawn: 'This prize was drawn already, so this cannot be changed. Reset the results first.',
    draws_used_up: 'This event has no draws left in its seal. Everything drawn so far is safe; reset to continue.',
    already_claimed: 'This prize was handed over already. Do not hand it over again.',
    win_forfeited: 'This winner was absent when called: the prize is not theirs any more. Hand nothing over.',
    nothing_to_undo:
      'There is no reset to undo: nothing was reset, something was drawn since, or its copy is gone. Nothing was changed.',
    not_a_winner: 'This number is not a winner of this draw (any more). Nothing was changed.',
    draw_not_found: 'There is no such draw (any more). Nothing was changed.',
    prize_changed:
      'Somebody else has changed this prize meanwhile. Nothing was saved, and what you typed is still here: compare, then save again.',
    event_changed:
      'Somebody else has changed the settings meanwhile. Nothing was saved, and what you typed is still here: compare, then save again.',
    claim_not_found: 'No winner has this code. Nothing was handed over.',
    body_too_large: 'That is too large. Nothing was changed; choose a smaller file.',
    unsupported_media_type: 'This kind of file is not accepted. Choose a JPEG, PNG, WebP, GIF or AVIF.',
    image_not_readable: 'This picture cannot be read. Nothing was changed; choose another file.',
    storage_full: 'The host’s disk is full. Everything up to now is safe; free some space, then try again.',
    stopping: 'The host is shutting down. Everything up to now is safe.',
    internal: 'Something went wrong inside the host. Everything stored before is safe; try again.',
    idempotency_key_reused: 'The host took this for a repetition of something else. Nothing was changed; try again.',
  },
};

export type ConsoleTexts = typeof en;
