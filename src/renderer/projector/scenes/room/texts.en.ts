const number = new Intl.NumberFormat('en');

export const en = {
  room: (code: string): string => `Room ${code}`,
  scan: 'Scan to take part',
  orOpen: 'or open',
  code: 'Code',
  locked: 'The room is locked',
  here: (n: number): string => (n === 1 ? 'person here' : 'people here'),
  ready: (n: number): string => `${number.format(n)} ready`,
  write: 'Write something, then say that you are ready',
  numbered: (n: string): string => `No. ${n}`,
  closesIn: 'closes in',
  seconds: (s: number): string => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`,
  voteNow: 'Vote on your phone',
  voted: (voted: number, all: number): string => `${number.format(voted)} of ${number.format(all)} voted`,
  onBallot: (n: number): string => `${number.format(n)} texts on the ballot`,
  ballots: (n: number): string => (n === 1 ? '1 person voted' : `${number.format(n)} people voted`),
  votes: (n: number): string => (n === 1 ? '1 vote' : `${number.format(n)} votes`),
  winner: 'The room’s choice',
  tie: (n: number): string => (n === 2 ? 'A tie between two' : `A tie between ${number.format(n)}`),
  tieDecided: 'The tie was decided by a fair draw. Check it at /verify',
  noVotes: 'Nobody voted',
  more: (n: number): string => `and ${number.format(n)} more`,
  /** For those who listen. */
  announceGathering: (room: string, code: string): string =>
    `${room}. People gather. The code is ${[...code].join(' ')}.`,
  announceVoting: (room: string): string => `${room}. The vote is open.`,
  announceWinner: (room: string, text: string): string => `${room}. The room’s choice: ${text}.`,
};

export type RoomTexts = typeof en;
