import type { Kernel } from '../../platform/storage/sqlite/kernel.ts';
import { lotteryIdOf } from './lotteryId.ts';
import { GAME_QUERY, toGame, type GameRow } from './rows.sqlite.ts';
import type { LastDrawn, LotteriesStore } from './store.ts';

interface DrawnRow {
  key: number;
  seq: number;
  gathered: number;
  ended_at: number;
  award_sum: number;
  winners: string;
}

/** The game on the projector. */
export const createShownPart = ({ sql, commit, read }: Kernel): Pick<LotteriesStore, 'show' | 'shown'> => {
  const gameOf = (gameId: string): GameRow | undefined => sql<GameRow>(`${GAME_QUERY} WHERE g.id = ?`).get(gameId);

  /** The one that was drawn last: lotteries of a game are drawn in their order, those with a beacon nearly so. */
  const lastDrawn = (game: GameRow, most: number): LastDrawn | null => {
    const row = sql<DrawnRow>(
      `SELECT l.key, l.seq, l.gathered, l.ended_at, l.award_sum, d.winners
      FROM lotteries l JOIN draws d ON d.id = l.draw_id
      WHERE l.game = ? AND l.status = 'finished' ORDER BY l.seq DESC LIMIT 1`,
    ).get(game.number);
    if (!row) return null;
    // Written by the store of draws alone.
    const winners = JSON.parse(row.winners) as number[];
    const playerAt = (drawNumber: number): string =>
      sql<{ player_id: string }>('SELECT player_id FROM lottery_players WHERE lottery = ? AND draw_number = ?').get(
        row.key,
        drawNumber,
      )?.player_id ?? '';
    return {
      id: lotteryIdOf(game.id, row.seq),
      gathered: row.gathered,
      winners: winners.slice(0, most).map((drawNumber) => ({ drawNumber, playerId: playerAt(drawNumber) })),
      won: winners.length,
      winSum: row.award_sum,
      endedAt: row.ended_at,
    };
  };

  return {
    show: (gameId, { isShown, wholeIds }, change) =>
      commit((tx) => {
        if (!gameOf(gameId)) return null;
        // At most one is shown: another makes room.
        if (isShown) tx.sql('UPDATE games SET shown = 0, whole_ids = 0 WHERE shown = 1 AND id <> ?').run(gameId);
        tx.sql('UPDATE games SET shown = ?, whole_ids = ? WHERE id = ?').run(Number(isShown), Number(wholeIds), gameId);
        const row = gameOf(gameId);
        if (!row) throw new Error(`there is no game ${gameId}`);
        const game = toGame(row);
        tx.audit(gameId, change, game, isShown ? 'game_shown' : 'game_hidden', isShown ? { whole_ids: wholeIds } : {});
        return game;
      }),

    shown: (winners) =>
      read(() => {
        const row = sql<GameRow>(`${GAME_QUERY} WHERE g.shown = 1`).get();
        return row ? { game: toGame(row), last: lastDrawn(row, winners) } : null;
      }),
  };
};
