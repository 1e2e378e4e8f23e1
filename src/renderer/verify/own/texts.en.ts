const n = (count: number): string => count.toLocaleString('en');

export const en = {
  title: 'Is my number in it?',
  none: 'This browser has no lucky number. Open this page on the phone that you joined with.',
  offline:
    'To compare your number too, open the check page on the phone that you joined with while the organiser’s computer is running.',
  otherEvent: 'The number in this browser belongs to another event.',
  number: 'Your number',
  in: 'Yes. Your number took part, and it is yours.',
  won: 'Yes, and it won.',
  reserve: (place: number) => `Yes, and it is number ${n(place)} of the reserves.`,
  other: 'This number took part, but not for you: it was somebody else’s at that time.',
  wonBefore: 'No. It had already won in an earlier draw.',
  joinedLater: 'No. You joined after this draw was announced.',
  absent: 'No. Your number was not among the entries. Ask the organiser why; the rule was:',
  notCompared: 'Not compared, because the entries did not pass.',
  announcementSame: 'The announcement is the one that your phone saw before the draw.',
  announcementDiffers: 'The announcement is NOT the one that your phone saw before the draw.',
  announcementUnknown: 'Your phone did not see this announcement, so it cannot be compared.',
  closeSame: 'What was mixed in is what your phone saw being closed before the result.',
  closeDiffers: 'What was mixed in is NOT what your phone saw being closed before the result.',
  sealSame: 'The seal is the one that your phone saw when you joined.',
  sealDiffers: 'The seal is NOT the one that your phone saw when you joined.',
};

export type OwnTexts = typeof en;
