import { plural } from '../../language/english.ts';

export const en = {
  title: 'Log',
  lead: 'What organisers did. Each record is chained to the one before, so that none can be changed or taken out unseen.',
  intact: (n: number) => `Intact: ${plural(n, 'record', 'records')}`,
  broken:
    'This log is broken: a record does not follow from the one before. Somebody or something changed what was stored. Keep a copy of the data and find out why.',
  list: 'Records, newest first',
  details: 'Details',
  ofRecord: (seq: number) => `of record ${seq}`,
  hash: 'Hash',
  previous: 'Before',
  newer: 'Newer',
  older: 'Older',
  page: (page: number, pages: number) => `${page} of ${pages}`,
  host: 'Host',
  nobody: 'Not logged in',
  ways: { password: 'password', 'set-up link': 'set-up link', ticket: 'desktop app' },
  organiser: (mark: string) => `Organiser ${mark}`,
  fields: {
    name: 'name',
    description: 'description',
    rank: 'rank',
    quantity: 'quantity',
    winnersPerDraw: 'winners per draw',
    imageId: 'picture',
    numberWidth: 'digits',
    spinMs: 'spin time',
    capacity: 'capacity',
    registrationOpen: 'registration',
    wifiSsid: 'Wi-Fi name',
    wifiPassword: 'Wi-Fi password',
    entropyWindowMs: 'time for the phones',
    roomEntropy: 'phones’ randomness',
    spokenEntropy: 'word from the audience',
    beaconEntropy: 'public beacon',
  },
  actions: {
    eventMade: (name: string) => `Event made: ${name}`,
    eventChanged: (fields: string) => `Settings changed: ${fields}`,
    prizeAdded: (name: string) => `Prize added: ${name}`,
    prizeChanged: (name: string, fields: string) => `Prize changed: ${name} (${fields})`,
    prizeDeleted: (name: string) => `Prize deleted: ${name}`,
    prizesOrdered: 'Prizes put in another order',
    drawAnnounced: (draw: number, prize: string, winners: number, entries: number) =>
      `Draw ${draw} announced: ${prize}, ${plural(winners, 'winner', 'winners')} of ${plural(entries, 'entry', 'entries')}`,
    wordsSpoken: (draw: number, words: string) => `Word from the audience for draw ${draw}: “${words}”`,
    drawDecided: (draw: number, prize: string, winners: number) =>
      `Draw ${draw} decided: ${prize}, ${plural(winners, 'winner', 'winners')}`,
    drawRevealed: (draw: number, prize: string) => `Draw ${draw} revealed: ${prize}`,
    drawAbandoned: (draw: number, prize: string) => `Draw ${draw} given up: ${prize}`,
    drawDismissed: (draw: number) => `Result of draw ${draw} taken off the stage`,
    winClaimed: (number: string, prize: string) => `Handed over to ${number}: ${prize}`,
    reset: (draws: number, participants: number) =>
      `Reset: ${plural(draws, 'draw', 'draws')} and ${plural(participants, 'participant', 'participants')} removed`,
    loggedIn: (by: string) => `Logged in (${by})`,
    loginRefused: (by: string) => `Log-in refused (${by})`,
    loggedOut: 'Logged out',
    passwordChanged: 'Password changed',
    sinks: {
      sink_paused: (sink: string) => `Events no longer go to ${sink}: paused`,
      sink_resumed: (sink: string) => `Events go to ${sink} again`,
      sink_replayed: (sink: string) => `Events delivered again to ${sink}`,
      sink_tested: (sink: string) => `Test message to ${sink}`,
    },
    networkChosen: (address: string) =>
      address === '' ? 'Network address: automatic' : `Network address chosen: ${address}`,
  },
};

export type LogTexts = typeof en;
