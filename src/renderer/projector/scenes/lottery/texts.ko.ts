import type { LotteryTexts } from './texts.en.ts';

const number = new Intl.NumberFormat('ko');

export const ko: LotteryTexts = {
  sum: (sum) => `당첨금 ${number.format(sum)}`,
  ofPlayers: (players) => `/ ${number.format(players)}명`,
  starts: (missing) => `${number.format(missing)}명만 더 모이면 추첨해요`,
  paused: '잠시 쉬어요',
  drawing: (winners) => `${number.format(winners)}명을 추첨하고 있어요`,
  won: (winners) => `당첨자 ${number.format(winners)}명`,
  lastWon: () => '지난 당첨자',
  place: (place) => `${number.format(place)}번째`,
  more: (winners) => `외 ${number.format(winners)}명`,
  announce: (game) => `${game}. 응모자를 모집하고 있어요. 다 모이면 자동으로 추첨해요.`,
  announceWinners: (game, winners) => `${game} 추첨이 끝났어요. 당첨: ${winners.join(', ')}.`,
};
