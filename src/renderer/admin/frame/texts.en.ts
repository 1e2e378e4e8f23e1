import { plural } from '../language/english.ts';
import type { ProblemCode, ProblemDetails } from '../../../contract/problems.ts';

/** What happened, what is safe, what to do. What the computer said (`reason`) stands beside it. */
type ProblemTexts = Record<ProblemCode, (details: ProblemDetails) => string>;

export const en = {
  sections: 'Sections',
  skip: 'Skip to content',
  drawn: (prize: string, numbers: string) => `${prize}: ${numbers} won.`,
  dismissMessage: 'Close this message',
  stage: {
    label: 'Stage',
    idle: 'Ready',
    armed: 'Announced',
    spinning: 'Reels spinning',
    stopping: 'Reels stopping',
    winner: 'Showing the result',
  },
  gauges: {
    participants: 'Participants',
    phones: 'Phones connected',
    projectors: 'Projectors connected',
    offline: 'Not connected',
    problem: (time: string) => `Problem at ${time}`,
    noProjector: 'No projector is connected',
    noLogin: (n: number) =>
      `${n === 1 ? 'A projector is' : `${n} projectors are`} not logged in and ${n === 1 ? 'shows' : 'show'} results a moment late: press Space there and type the one-time code from Show`,
  },
  problems: {
    timer_failed: () => 'A scheduled task failed. The show goes on; the cause is in the host’s output.',
    disk_full: () => 'The host’s disk is full. Everything up to now is safe; free some space, then do it again.',
    store_failed: () => 'The host could not save its data. Everything up to now is safe; check its disk.',
    log_broken: ({ record = 0 }) =>
      `The log is broken from record ${record} on: another program has changed the data. The show can go on; keep a copy of the data as it is now.`,
    data_missing: () =>
      'The newest part of the data is missing: an older copy was put back, or a disk lost it. Before you go on, compare the results with what was announced.',
    numbers_without_phones: ({ numbers = 0 }) =>
      `One address has taken ${plural(numbers, 'number', 'numbers')} without a phone: somebody may be collecting them. Check under Participants.`,
    secret_lost: ({ announced = 0 }) =>
      `This data was locked on another computer or by another user, so the secret of its draws cannot be read here. Results and proofs are safe; the next draws have a new seal.${
        announced > 0
          ? ` ${plural(announced, 'announced draw was', 'announced draws were')} cancelled: start again.`
          : ''
      }`,
    draw_not_stored: () =>
      'The draw is waiting: its result could not be stored yet. Nothing is lost, and it is retried; free some space on the host’s disk.',
    draw_not_closed: () =>
      'The draw is waiting: its randomness could not be stored yet. Nothing is lost, and it is retried; free some space on the host’s disk.',
    beacon_missing: () =>
      'The public beacon cannot be reached, so the draw goes without it. To use it, connect the host to the internet.',
    beacon_lost: () =>
      'The public beacon could not be reached, so the announced draw was cancelled. Nobody was drawn: start it again, or turn the beacon off under Settings.',
    beacon_lost_not_stored: () =>
      'The public beacon could not be reached, so the draw is being cancelled, but this could not be stored yet. It is retried; free some space on the host’s disk.',
    reveal_not_stored: () =>
      'The result is safe, but that it was shown could not be stored yet. It is retried; free some space on the host’s disk.',
    vote_not_closed: ({ room = '' }) =>
      `The vote in room ${room} could not be closed yet. All votes are safe, and it is retried; free some space on the host’s disk.`,
    votes_lost: ({ room = '' }) => `The votes of room ${room} can no longer be read. Ask everybody to vote again.`,
    events_wait: ({ target = '' }) =>
      `Events for ${target} could not be delivered and are sent again. See “Other systems” for what to do.`,
    lottery_waits: ({ game = '' }) =>
      `A lottery of the game ${game} could not be drawn yet. Nothing is lost, and it is retried; check the host’s disk.`,
    lotteries_not_found: () => 'Lotteries that had started could not be read. Restart the host, and they are drawn.',
    stakes_wait: () =>
      'Stakes from Kafka could not be stored. They stay in Kafka and are read again; check the host’s disk.',
  } satisfies ProblemTexts,
  action: {
    draw: (n: number) => (n === 1 ? 'Draw 1 winner' : `Draw ${n.toLocaleString('en')} winners`),
    drawing: 'Drawing…',
    spinning: 'Spinning…',
    armed: (s: number) => (s > 0 ? `Announced · ${s} s left` : 'Announced'),
    awaitingWords: 'Waiting for a word',
    awaitingWordsHint: 'Type it in under Show',
    awaitingBeacon: 'Waiting for the beacon',
    deciding: 'Deciding…',
    dismiss: 'Dismiss result',
    dismissing: 'Dismissing…',
    secondsLeft: (s: number) => `${s} s left`,
    revealing: 'Revealing…',
    dismissHint: 'Clears the projector',
    key: 'Space',
    noPrizes: 'No prize yet',
    noPrizesHint: 'Add a prize to draw',
    noneLeft: 'All prizes are drawn',
    noneLeftHint: 'Add a prize or raise a quantity',
    nobody: 'Nobody to draw from',
    nobodyHint: 'Waiting for people to join',
    everybodyWon: 'Everybody has won',
    everybodyWonHint: 'New participants can still join',
    offline: 'Not connected',
    offlineHint: 'Waiting for the host',
  },
  offlineBanner: {
    title: 'Connection to the host lost',
    body: 'The show goes on and results are safe on the host. Actions wait until the connection is back; this happens by itself.',
  },
  shortcuts: {
    heading: 'Keyboard',
    main: 'Draw, or dismiss the result',
    prize: 'Choose another prize',
    nth: 'Choose the prize at this place',
    count: 'Fewer or more winners',
    sections: 'Go to a section',
    help: 'These shortcuts',
    note: 'They work while no field or button has the focus. A presentation clicker’s “next” button draws and dismisses as well.',
    off: 'Shortcuts are turned off under Settings.',
    close: 'Close',
    space: 'Space',
    open: 'Keyboard shortcuts',
  },
};

export type FrameTexts = typeof en;
