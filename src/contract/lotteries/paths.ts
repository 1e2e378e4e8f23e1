import type { Paths } from '../shared/spec.ts';

export const lotteriesPaths = {
  makeGame: ['POST', '/api/game'],
  stake: ['POST', '/api/stake'],
  lotteries: ['GET', '/api/lotteries'],
  games: ['GET', '/api/luckydraw/admin/games'],
  changeGame: ['PATCH', '/api/luckydraw/admin/games/:game_id'],
  showGame: ['PUT', '/api/luckydraw/admin/games/:game_id/projector'],
  startLottery: ['POST', '/api/luckydraw/admin/lotteries/:lottery_id/start'],
  cancelLottery: ['POST', '/api/luckydraw/admin/lotteries/:lottery_id/cancel'],
  deadLetters: ['GET', '/api/luckydraw/admin/dead-letters'],
  retryDeadLetter: ['POST', '/api/luckydraw/admin/dead-letters/:dead_letter_id/retry'],
  discardDeadLetter: ['POST', '/api/luckydraw/admin/dead-letters/:dead_letter_id/discard'],
} as const satisfies Paths;
