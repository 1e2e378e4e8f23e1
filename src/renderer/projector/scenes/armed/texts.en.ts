const number = new Intl.NumberFormat('en');

export const en = {
  phonesUp: 'Phones up!',
  contributed: (entries: number): string =>
    entries === 1 ? 'of 1 phone has added randomness' : `of ${number.format(entries)} phones have added randomness`,
  soFar: (contributions: number, entries: number): string =>
    `${number.format(contributions)} of ${number.format(entries)} phones have added randomness`,
  callOut: 'Somebody in the audience, call out a word!',
  beaconNext: (round: number): string => `Then round ${round} of the public beacon is mixed in`,
  beaconNow: (round: number): string => `Waiting for round ${round} of the public beacon`,
  compare: 'Compare with your phone',
};

export type ArmedTexts = typeof en;
