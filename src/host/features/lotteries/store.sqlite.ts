import { chainLength } from '../../../core/fairness/chain.ts';
import { cancel, finish, startEarly, type Lottery, type LotteryStatus } from '../../../core/lotteries/lottery.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { AuditedChange } from '../../platform/storage/auditedChange.ts';
import { sqliteStep, type Kernel, type Sql, type Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../platform/storage/sqlite/migrate.ts';
import type { DrawsParts } from '../draws/store.sqlite.ts';
import { createDeadLettersPart } from './deadLetters.sqlite.ts';
import { createShownPart } from './shown.sqlite.ts';
import { lotteryIdOf, readLotteryId } from './lotteryId.ts';
import { lotteriesTables } from './migrations/0011-lotteries.ts';
import { shownGame } from './migrations/0014-shown-game.ts';
import { GAME_QUERY, toGame, type GameRow } from './rows.sqlite.ts';
import { takeStakes } from './stakes.sqlite.ts';
import type { LotteriesStore, LotteryRecord } from './store.ts';

export const lotteriesMigrations: readonly Migration[] = [
  { feature: 'lotteries', version: 11, sql: lotteriesTables },
  { feature: 'lotteries', version: 14, sql: shownGame },
];

/** Players of all lotteries of a page: a page of large lotteries ends early. */
const PLAYERS_PER_PAGE = 20_000;

interface LotteryRow {
  key: number;
  game_id: string;
  seq: number;
  status: LotteryStatus;
  gathered: number;
  opened_at: number;
  started_at: number | null;
  ended_at: number | null;
  draw_id: string | null;
  reason: string | null;
  award_sum: number | null;
  winners: string | null;
}

const LOTTERY_QUERY = `SELECT l.key, g.id AS game_id, l.seq, l.status, l.gathered, l.opened_at, l.started_at, l.ended_at,
  l.draw_id, l.reason, l.award_sum, d.winners
  FROM lotteries l JOIN games g ON g.number = l.game LEFT JOIN draws d ON d.id = l.draw_id`;

const playersOf = (sql: Sql, key: number): string[] =>
  sql<{ player_id: string }>('SELECT player_id FROM lottery_players WHERE lottery = ? ORDER BY draw_number')
    .all(key)
    .map(({ player_id: id }) => id);

const toLottery = (sql: Sql, row: LotteryRow): LotteryRecord => {
  const players = playersOf(sql, row.key);
  // Written by the store of draws alone. Until the lottery is finished nobody has won.
  const winners = row.status === 'finished' ? (JSON.parse(row.winners ?? '[]') as number[]) : [];
  return {
    id: lotteryIdOf(row.game_id, row.seq),
    gameId: row.game_id,
    seq: row.seq,
    status: row.status,
    gathered: row.gathered,
    players,
    winners: winners.map((number) => players[number - 1] ?? ''),
    award: row.award_sum === null ? null : { winSum: row.award_sum, status: 'played_out' },
    drawId: row.draw_id,
    openedAt: row.opened_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    reason: row.reason,
  };
};

/** Games, lotteries and dead letters in SQLite. `draws`: what is theirs in the same commits. */
export const createLotteriesStore = (
  kernel: Kernel,
  { draws }: { draws: Pick<DrawsParts, 'markRevealed' | 'seal'> },
): LotteriesStore => {
  const { sql, commit, read, keptReply } = kernel;

  const gameOf = (gameId: string): GameRow | undefined => sql<GameRow>(`${GAME_QUERY} WHERE g.id = ?`).get(gameId);
  const findGame = (gameId: string) => {
    const row = gameOf(gameId);
    return row ? toGame(row) : null;
  };

  const lotteryRow = (lotteryId: string): LotteryRow | undefined => {
    const place = readLotteryId(lotteryId);
    return place
      ? sql<LotteryRow>(`${LOTTERY_QUERY} WHERE g.id = ? AND l.seq = ?`).get(place.gameId, place.seq)
      : undefined;
  };
  const gameForSure = (gameId: string) => {
    const game = findGame(gameId);
    if (!game) throw new Error(`there is no game ${gameId}`);
    return game;
  };
  const rowForSure = (lotteryId: string): LotteryRow => {
    const row = lotteryRow(lotteryId);
    if (!row) throw new Error(`there is no lottery ${lotteryId}`);
    return row;
  };

  const count = (tx: Transaction, gameId: string, from: LotteryStatus, to: LotteryStatus): void => {
    const by = (status: LotteryStatus): number => (to === status ? 1 : from === status ? -1 : 0);
    tx.sql(
      'UPDATE games SET started = started + ?, finished = finished + ?, cancelled = cancelled + ? WHERE id = ?',
    ).run(by('started'), by('finished'), by('cancelled'), gameId);
  };

  /** The chain was used up with this draw, and the store of draws has begun the next. */
  const showNextSeal = (tx: Transaction, gameId: string): void => {
    const seal = draws.seal(gameId);
    if (seal === null) throw new Error(`${gameId} has no seal chain`);
    tx.sql('UPDATE games SET seal = ? WHERE id = ?').run(seal, gameId);
  };

  /** What an organiser does to one lottery: decided by the rules, written, logged. */
  const change = <Code extends string>(
    lotteryId: string,
    asked: AuditedChange<LotteryRecord>,
    rule: (lottery: Lottery, row: LotteryRow) => Result<Lottery, Code>,
    action: string,
    write: (tx: Transaction, row: LotteryRow) => void,
  ): Promise<Result<LotteryRecord, Code | 'lottery_not_found'>> =>
    commit((tx) => {
      const row = lotteryRow(lotteryId);
      if (!row) return refuse('lottery_not_found', 'There is no such lottery.');
      const ruled = rule(row, row);
      if (!ruled.ok) return ruled;
      write(tx, row);
      count(tx, row.game_id, row.status, ruled.value.status);
      const changed = toLottery(tx.sql, rowForSure(lotteryId));
      tx.audit(row.game_id, asked, changed, action, { lottery_id: lotteryId, reason: changed.reason });
      return accept(changed);
    });

  return {
    makeGame: (game, begin, asked) =>
      commit((tx) => {
        // The id is the owner of a seal chain too: no event, and no other game, may have it.
        const isTaken = tx.sql('SELECT 1 FROM seals WHERE owner_id = ?').get(game.id) !== undefined;
        if (isTaken || gameOf(game.id) !== undefined) return null;
        tx.sql(
          `INSERT INTO games (id, name, players, winners, win_sum, distinct_players, beacon, salt, seal, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ).run(
          game.id,
          game.name,
          game.players,
          game.winners,
          game.winSum,
          Number(game.distinctPlayers),
          Number(game.beacon),
          game.salt,
          tx.run(begin, undefined),
          game.createdAt,
        );
        const made = gameForSure(game.id);
        tx.audit(game.id, asked, made, 'game_made', {
          name: game.name,
          players: game.players,
          winners: game.winners,
          win_sum: game.winSum,
          distinct_players: game.distinctPlayers,
          beacon: game.beacon,
          seal: made.seal,
          salt: game.salt,
        });
        return made;
      }),

    game: (gameId) => read(() => findGame(gameId)),

    games: (after, limit) =>
      read(() =>
        sql<GameRow>(`${GAME_QUERY} WHERE g.number > ? ORDER BY g.number LIMIT ?`).all(after, limit).map(toGame),
      ),

    setPaused: (gameId, isPaused, asked) =>
      commit((tx) => {
        tx.sql('UPDATE games SET paused = ? WHERE id = ?').run(Number(isPaused), gameId);
        const game = findGame(gameId);
        if (game) tx.audit(gameId, asked, game, isPaused ? 'game_paused' : 'game_resumed', {});
        return game;
      }),

    take: (stakes) => commit((tx) => takeStakes(tx, stakes, keptReply)),

    lotteries: (gameId, before, limit) =>
      read(() => {
        const rows = sql<LotteryRow>(
          `${LOTTERY_QUERY} WHERE l.game = (SELECT number FROM games WHERE id = ?) AND l.seq < ? ORDER BY l.seq DESC LIMIT ?`,
        ).all(gameId, before, limit);
        let players = 0;
        const fitting = rows.filter((row, index) => (players += row.gathered) <= PLAYERS_PER_PAGE || index === 0);
        return fitting.map((row) => toLottery(sql, row));
      }),

    startEarly: (lotteryId, asked) =>
      change(
        lotteryId,
        asked,
        (lottery, row) => startEarly(gameForSure(row.game_id), lottery),
        'lottery_started_early',
        (tx, { key }) => {
          tx.sql("UPDATE lotteries SET status = 'started', started_at = ? WHERE key = ?").run(asked.at, key);
        },
      ),

    cancel: (lotteryId, reason, asked) =>
      change(
        lotteryId,
        asked,
        (lottery, row) => cancel(lottery, row.draw_id !== null),
        'lottery_cancelled',
        (tx, row) => {
          tx.sql("UPDATE lotteries SET status = 'cancelled', ended_at = ?, reason = ? WHERE key = ?").run(
            asked.at,
            reason,
            row.key,
          );
          tx.emit([
            {
              type: 'lotteryCancelled',
              subject: row.game_id,
              at: asked.at,
              data: { lottery_id: lotteryId, game_id: row.game_id, reason, players: playersOf(tx.sql, row.key) },
            },
          ]);
        },
      ),

    gamesToDraw: () =>
      read(() =>
        sql<{ id: string }>('SELECT id FROM games WHERE started > 0 ORDER BY number')
          .all()
          .map(({ id }) => id),
      ),

    nextToDraw: (gameId) =>
      read(() => {
        const row = sql<{ key: number; seq: number }>(
          `SELECT key, seq FROM lotteries
          WHERE game = (SELECT number FROM games WHERE id = ?) AND status = 'started' AND draw_id IS NULL
          ORDER BY seq LIMIT 1`,
        ).get(gameId);
        const game = row && findGame(gameId);
        return row && game ? { id: lotteryIdOf(gameId, row.seq), game, players: playersOf(sql, row.key) } : null;
      }),

    announced: () =>
      read(() =>
        sql<{ id: string; seq: number; draw_id: string }>(
          `SELECT g.id, l.seq, l.draw_id FROM lotteries l JOIN games g ON g.number = l.game
          WHERE l.status = 'started' AND l.draw_id IS NOT NULL ORDER BY l.game, l.seq`,
        )
          .all()
          .map(({ id, seq, draw_id: drawId }) => ({ lotteryId: lotteryIdOf(id, seq), gameId: id, drawId })),
      ),

    noteAnnounced: (lotteryId) =>
      sqliteStep((tx, draw) => {
        const { key } = rowForSure(lotteryId);
        tx.sql("UPDATE lotteries SET draw_id = ? WHERE key = ? AND status = 'started'").run(draw.id, key);
      }),

    forgetDraw: (lotteryId) =>
      commit((tx) => {
        const { key } = rowForSure(lotteryId);
        tx.sql("UPDATE lotteries SET draw_id = NULL WHERE key = ? AND status = 'started'").run(key);
      }),

    noteClosed: () => sqliteStep(() => undefined),

    showSeals: () =>
      commit((tx) => {
        // A chain from which nothing was drawn yet may have been begun since the last one was shown.
        const games = tx.sql<{ id: string }>(
          `SELECT id FROM games WHERE seal = '' OR id IN (SELECT owner_id FROM seals WHERE epoch > 1 AND next_draw = 1)`,
        );
        for (const { id } of games.all()) showNextSeal(tx, id);
      }),

    finish: (lotteryId) =>
      sqliteStep((tx, draw) => {
        const row = rowForSure(lotteryId);
        const game = gameForSure(row.game_id);
        const { award } = finish(game, row);
        const at = draw.decidedAt ?? draw.announcedAt;
        tx.sql(
          `UPDATE lotteries SET status = 'finished', ended_at = ?, draw_id = ?, award_sum = ?, award_status = ?
          WHERE key = ?`,
        ).run(at, draw.id, award.winSum, award.status, row.key);
        count(tx, row.game_id, 'started', 'finished');
        draws.markRevealed(tx, row.game_id, draw.id, at);
        if (draw.draw === chainLength) showNextSeal(tx, row.game_id);
        const players = playersOf(tx.sql, row.key);
        const winners = draw.winners.map((number) => ({ player_id: players[number - 1] ?? '', draw_number: number }));
        tx.emit([
          {
            type: 'lotteryAwardCreated',
            subject: row.game_id,
            at,
            data: {
              lottery_id: lotteryId,
              win_sum: award.winSum,
              status: award.status,
              game_id: row.game_id,
              draw_id: draw.id,
              winners,
            },
          },
        ]);
      }),

    ...createShownPart(kernel),
    ...createDeadLettersPart(kernel),
  };
};
