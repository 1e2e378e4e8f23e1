export const en = {
  heading: 'Fairness',
  lead: 'What is mixed into the draws on the stage, after their entries are fixed. With any of these, a result depends on something that nobody knows beforehand.',
  room: 'Phones add randomness',
  roomGives: 'Each phone adds a number that it fixed when it joined: the room itself decides along.',
  window: 'Time for the phones',
  windowHint: (most: number) => `0 to ${most}; the show never waits longer for phones`,
  windowLimits: (most: number) => `From 0 to ${most} seconds.`,
  windowSave: 'Save',
  spoken: 'A word from the audience',
  spokenGives: 'Somebody calls out a word and you type it in: then nobody can steer a draw by holding phones back.',
  beacon: 'Public beacon',
  beaconGives:
    'Adds a random number that independent organisations publish together (drand). Needs the internet; a draw that cannot reach it is announced without.',
  delay: 'The computation before the result',
  delayGives:
    'Between the last phone’s number and the result lies a computation that more machines cannot hurry. While the reels turn, nobody knows who has won, not even this computer.',
  delayTime: 'How long it computes',
  delayHint: (most: number) => `0 to ${most}; 4 is good, 0 decides at once. The reels turn until it is done`,
  noWords:
    'While the beacon can be reached, no word is asked for: typed in after the beacon’s number is known, it could be chosen to suit.',
  nothing:
    'Draws rest on the seal alone. Its secret was fixed before anybody joined, but whoever can read it on the host could work out a result beforehand.',
  on: 'On',
  off: 'Off',
  seal: 'Seal of this event',
  sealMeans:
    'It was made with the event, before anybody joined, and binds the secret of every draw. Each draw opens its part of the secret, and every phone checks that it fits the seal that it saw when it joined.',
  checkPage: 'Open the page that checks draws',
};

export type FairnessSettingsTexts = typeof en;
