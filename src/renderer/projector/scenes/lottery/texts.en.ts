const number = new Intl.NumberFormat('en');

export const en = {
  sum: (sum: number): string => `${number.format(sum)} to win`,
  ofPlayers: (players: number): string => (players === 1 ? 'of 1 player' : `of ${number.format(players)} players`),
  starts: (missing: number): string =>
    missing === 1 ? '1 more, and the draw begins' : `${number.format(missing)} more, and the draw begins`,
  paused: 'A short break',
  drawing: (winners: number): string =>
    winners === 1 ? 'Drawing the winner' : `Drawing ${number.format(winners)} winners`,
  won: (winners: number): string => (winners === 1 ? 'The winner' : `${number.format(winners)} winners`),
  lastWon: (winners: number): string => (winners === 1 ? 'Last winner' : 'Last winners'),
  place: (place: number): string => `Place ${number.format(place)}`,
  more: (winners: number): string => `and ${number.format(winners)} more`,
  /** For those who listen. */
  announce: (game: string): string => `${game}. Players gather; the draw begins by itself.`,
  announceWinners: (game: string, winners: readonly string[]): string =>
    `${game} is drawn. ${winners.length === 1 ? 'The winner' : 'The winners'}: ${winners.join(', ')}.`,
};

export type LotteryTexts = typeof en;
