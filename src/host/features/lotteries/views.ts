import type { DeadLetterItem, GameData, LotteryItem } from '../../../contract/lotteries/routes.ts';
import type { RouteData } from '../../../contract/routes.ts';
import { iso, isoOrNull } from '../../platform/http/routeCall.ts';
import { DEAD_LETTER_BYTES } from './messages.ts';
import type { DeadLetterRecord, GameRecord, LotteryRecord, Place } from './store.ts';

export const gameView = (game: GameRecord): GameData => ({
  game_id: game.id,
  name: game.name,
  players: game.players,
  win_sum: game.winSum,
  winners: game.winners,
  distinct_players: game.distinctPlayers,
  beacon: game.beacon,
  paused: game.isPaused,
  shown: game.isShown,
  whole_ids: game.wholeIds,
  created_at: iso(game.createdAt),
  seal: game.seal,
  salt: game.salt,
  gathered: game.gathered,
  started: game.started,
  finished: game.finished,
  cancelled: game.cancelled,
});

export const lotteryView = (lottery: LotteryRecord): LotteryItem => ({
  lottery_id: lottery.id,
  game_id: lottery.gameId,
  status: lottery.status,
  players: [...lottery.players],
  winners: [...lottery.winners],
  award:
    lottery.award === null
      ? null
      : { lottery_id: lottery.id, win_sum: lottery.award.winSum, status: lottery.award.status },
  draw_id: lottery.drawId,
  opened_at: iso(lottery.openedAt),
  started_at: isoOrNull(lottery.startedAt),
  ended_at: isoOrNull(lottery.endedAt),
  reason: lottery.reason,
});

export const placeView = (place: Place): RouteData<'stake'> => ({
  game_id: place.gameId,
  lottery_id: place.lotteryId,
  draw_number: place.drawNumber,
  status: place.isLast ? 'started' : 'in_waiting',
});

/** Control characters would break a screen's lines. */
export const deadLetterView = (letter: DeadLetterRecord): DeadLetterItem => ({
  dead_letter_id: String(letter.id),
  source: letter.source,
  reason: letter.reason,
  body: Buffer.from(letter.body)
    .toString('utf8')
    .replaceAll(/\p{Cc}/gu, ' '),
  bytes: letter.bytes,
  retryable: letter.bytes <= DEAD_LETTER_BYTES,
  at: iso(letter.at),
});
