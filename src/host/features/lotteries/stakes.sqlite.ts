import { takeIn, type Lottery } from '../../../core/lotteries/lottery.ts';
import { refuse } from '../../../core/result.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import { lotteryIdOf } from './lotteryId.ts';
import { GAME_QUERY, toGame, type GameRow } from './rows.sqlite.ts';
import type { GameRecord, Place, Stake, StakeOutcome } from './store.ts';

interface KnownStake {
  game_id: string;
  seq: number;
  game_players: number;
  draw_number: number;
  player_id: string;
  amount: number;
}

/** A game's waiting lottery while a commit is under way: its figure is written once, at the end, however many came. */
interface Gathering extends Lottery {
  readonly key: number;
  readonly seq: number;
}

/** Takes stakes in their order, in one transaction. */
export const takeStakes = (
  tx: Transaction,
  stakes: readonly Stake[],
  keptReply: Kernel['keptReply'],
): StakeOutcome[] => {
  const games = new Map<string, GameRecord | null>();
  const gatherings = new Map<number, Gathering>();

  const gameOf = (gameId: string): GameRecord | null => {
    let game = games.get(gameId);
    if (game === undefined) {
      const row = tx.sql<GameRow>(`${GAME_QUERY} WHERE g.id = ?`).get(gameId);
      games.set(gameId, (game = row ? toGame(row) : null));
    }
    return game;
  };

  const waitingOf = (game: GameRecord): Gathering | null =>
    gatherings.get(game.number) ??
    tx
      .sql<Gathering>("SELECT key, seq, status, gathered FROM lotteries WHERE game = ? AND status = 'in_waiting'")
      .get(game.number) ??
    null;

  const open = (game: GameRecord, at: number): { key: number; seq: number } => {
    const counted = tx
      .sql<{ opened: number }>('UPDATE games SET opened = opened + 1 WHERE number = ? RETURNING opened')
      .get(game.number);
    if (!counted) throw new Error(`there is no game ${game.id}`);
    const seq = counted.opened;
    const { lastInsertRowid } = tx
      .sql("INSERT INTO lotteries (game, seq, status, opened_at) VALUES (?, ?, 'in_waiting', ?)")
      .run(game.number, seq, at);
    return { key: Number(lastInsertRowid), seq };
  };

  /** The place that a message with this id was given; refused where it said something else. */
  const repeated = (stake: Stake): StakeOutcome | null => {
    if (stake.messageId === null) return null;
    const known = tx
      .sql<KnownStake>(
        `SELECT g.id AS game_id, l.seq, g.players AS game_players, p.draw_number, p.player_id, p.amount
        FROM lottery_players p JOIN lotteries l ON l.key = p.lottery JOIN games g ON g.number = l.game
        WHERE p.message_id = ?`,
      )
      .get(stake.messageId);
    if (!known) return null;
    const isSame =
      known.game_id === stake.gameId && known.player_id === stake.playerId && known.amount === stake.amount;
    if (!isSame) {
      return {
        kind: 'refused',
        refusal: refuse('message_id_reused', 'This message id came before, with another player, game or amount.')
          .refusal,
      };
    }
    const place: Place = {
      gameId: known.game_id,
      lotteryId: lotteryIdOf(known.game_id, known.seq),
      drawNumber: known.draw_number,
      isLast: known.draw_number >= known.game_players,
    };
    return { kind: 'taken', place, isRepeat: true };
  };

  const take = (stake: Stake): StakeOutcome => {
    const game = gameOf(stake.gameId);
    if (!game) {
      return (
        repeated(stake) ?? { kind: 'refused', refusal: refuse('game_not_found', 'There is no such game.').refusal }
      );
    }
    const waiting = waitingOf(game);
    const isIn =
      game.distinctPlayers &&
      waiting !== null &&
      tx.sql('SELECT 1 FROM lottery_players WHERE lottery = ? AND once = ?').get(waiting.key, stake.playerId) !==
        undefined;
    const taken = takeIn(game, waiting, isIn);
    // Most stakes are new and find a waiting lottery: then writing them tells a repetition, and nothing is looked up before.
    const before = waiting === null || !taken.ok ? repeated(stake) : null;
    if (before) return before;
    if (!taken.ok) return { kind: 'refused', refusal: taken.refusal };
    const { lottery, drawNumber } = taken.value;
    const { key, seq } = waiting ?? open(game, stake.at);
    const { changes } = tx
      .sql(
        `INSERT INTO lottery_players (lottery, draw_number, player_id, amount, at, message_id, once)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message_id) WHERE message_id IS NOT NULL DO NOTHING`,
      )
      .run(
        key,
        drawNumber,
        stake.playerId,
        stake.amount,
        stake.at,
        stake.messageId,
        game.distinctPlayers ? stake.playerId : null,
      );
    if (changes === 0) {
      const known = repeated(stake);
      if (!known) throw new Error('a stake was neither written nor known');
      return known;
    }
    const isLast = lottery.status === 'started';
    if (isLast) {
      tx.sql("UPDATE lotteries SET status = 'started', gathered = ?, started_at = ? WHERE key = ?").run(
        drawNumber,
        stake.at,
        key,
      );
      tx.sql('UPDATE games SET started = started + 1 WHERE number = ?').run(game.number);
      gatherings.delete(game.number);
    } else gatherings.set(game.number, { ...lottery, key, seq });
    return {
      kind: 'taken',
      place: { gameId: game.id, lotteryId: lotteryIdOf(game.id, seq), drawNumber, isLast },
      isRepeat: false,
    };
  };

  const takeOnce = (stake: Stake): StakeOutcome => {
    const kept = stake.idempotent && keptReply(stake.idempotent.key);
    if (kept) return { kind: 'repeated', kept };
    const outcome = take(stake);
    if (outcome.kind === 'taken') tx.keep(stake.idempotent, outcome.place);
    return outcome;
  };

  const outcomes = stakes.map(takeOnce);
  for (const { key, gathered } of gatherings.values())
    tx.sql('UPDATE lotteries SET gathered = ? WHERE key = ?').run(gathered, key);
  return outcomes;
};
