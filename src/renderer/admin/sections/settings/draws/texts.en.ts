export const en = {
  heading: 'Fairness',
  lead: 'What is mixed into each stage draw once its entries are fixed. With any of these, the result depends on something that nobody knows beforehand.',
  room: 'Phones add randomness',
  roomGives: 'Each phone adds a value that it fixed when it joined, so the room itself has a say in the result.',
  window: 'Time for phones',
  windowHint: (most: number) => `0 to ${most}; the draw never waits longer for phones`,
  windowLimits: (most: number) => `Enter 0 to ${most} seconds.`,
  windowSave: 'Save',
  spoken: 'A word from the audience',
  spokenGives: 'Somebody calls out a word and you type it in, so that nobody can steer a draw by holding phones back.',
  beacon: 'Public beacon',
  beaconGives:
    'Adds a random number that independent organisations publish together (drand). Needs the internet; without it, draws are announced without the beacon.',
  delay: 'Delay before the result',
  delayGives:
    'Between the last phone’s value and the result lies a computation that no number of machines can speed up. While the reels turn, nobody knows who has won, not even this computer.',
  delayTime: 'Length of the delay',
  delayHint: (most: number) => `0 to ${most}; 4 works well, 0 decides at once. The reels turn until it is over`,
  noWords:
    'While the beacon can be reached, no word is asked for: a word typed in after the beacon’s number is known could be chosen to suit somebody.',
  nothing:
    'Draws rest on the seal alone. Its secret was fixed before anybody joined, but whoever can read it on the host could work out results beforehand.',
  on: 'On',
  off: 'Off',
  seal: 'Seal of this event',
  sealMeans:
    'It was created with the event, before anybody joined, and fixes the secret of every draw. Each draw reveals its part of the secret, and every phone checks that it matches the seal that it saw when it joined.',
  checkPage: 'Open the check page',
};

export type FairnessSettingsTexts = typeof en;
