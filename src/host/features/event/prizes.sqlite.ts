import { prizeClaimed } from './prizeClaimed.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import { assignments, changesOf, PRIZE_COLUMNS, PRIZE_QUERY, toPrize, type PrizeRow } from './rows.sqlite.ts';
import { addWins, forfeitWin, showWin, toWin, WIN_COLUMNS, type WinRow } from './wins.sqlite.ts';
import type { Claimed, ClaimOutcome, EventStore, PrizeDraw, PrizeRecord, WinRecord } from './store.ts';

interface PrizeDrawRow {
  prize_id: string | null;
  prize_name: string;
  prize_rank: number;
  prize_description: string;
  image_id: string | null;
}

/** Prizes, their pictures, what draws were for, wins and claims: a part of the event's store. */
export const createPrizesPart = ({ sql, commit, read }: Kernel) => {
  const list = (eventId: string): PrizeRecord[] =>
    sql<PrizeRow>(`${PRIZE_QUERY} WHERE p.event_id = ? ORDER BY p.position, p.created_at, p.id`)
      .all(eventId)
      .map(toPrize);

  /** The prize and the list that it stands in, as they are now. */
  const changed = (eventId: string, id: string) => {
    const prizes = list(eventId);
    const prize = prizes.find((each) => each.id === id);
    if (!prize) throw new Error(`no such prize: ${id}`);
    return { prize, prizes };
  };

  const store = {
    createPrize: (eventId, prize, change) =>
      commit((tx) => {
        tx.sql(
          `INSERT INTO prizes (id, event_id, name, description, rank, quantity, winners_per_draw, position, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM prizes WHERE event_id = ?), ?)`,
        ).run(
          prize.id,
          eventId,
          prize.name,
          prize.description,
          prize.rank,
          prize.quantity,
          prize.winnersPerDraw,
          eventId,
          change.at,
        );
        const outcome = changed(eventId, prize.id);
        tx.audit(eventId, change, outcome.prize, 'prize_added', { ...prize });
        return outcome;
      }),

    updatePrize: (eventId, id, patch, change) =>
      commit((tx) => {
        const { prize: before } = changed(eventId, id);
        const { set, values } = assignments(PRIZE_COLUMNS, patch);
        if (set !== '') {
          tx.sql(`UPDATE prizes SET ${set}, version = version + 1 WHERE event_id = ? AND id = ?`).run(
            ...values,
            eventId,
            id,
          );
        }
        const outcome = changed(eventId, id);
        tx.audit(eventId, change, outcome.prize, 'prize_changed', { id, ...changesOf(before, patch) });
        return outcome;
      }),

    setPicture: (eventId, id, image, change) =>
      commit((tx) => {
        if (image) {
          tx.sql('INSERT OR IGNORE INTO images (id, type, bytes, created_at) VALUES (?, ?, ?, ?)').run(
            image.id,
            image.type,
            image.bytes,
            change.at,
          );
        }
        const imageId = image?.id ?? null;
        const { prize: before } = changed(eventId, id);
        tx.sql('UPDATE prizes SET image_id = ? WHERE event_id = ? AND id = ?').run(imageId, eventId, id);
        const outcome = changed(eventId, id);
        tx.audit(eventId, change, outcome.prize, 'prize_changed', { id, ...changesOf(before, { imageId }) });
        return outcome;
      }),

    deletePrize: (eventId, id, change) =>
      commit((tx) => {
        const { name } = changed(eventId, id).prize;
        tx.sql('DELETE FROM prizes WHERE event_id = ? AND id = ?').run(eventId, id);
        tx.audit(eventId, change, undefined, 'prize_deleted', { id, name });
        return list(eventId);
      }),

    orderPrizes: (eventId, ids, change) =>
      commit((tx) => {
        const place = tx.sql('UPDATE prizes SET position = ? WHERE event_id = ? AND id = ?');
        ids.forEach((id, index) => place.run(index + 1, eventId, id));
        const ordered = list(eventId);
        tx.audit(eventId, change, ordered, 'prizes_ordered', { ids: [...ids] });
        return ordered;
      }),

    image: (id) =>
      read(() => sql<{ type: string; bytes: Buffer }>('SELECT type, bytes FROM images WHERE id = ?').get(id) ?? null),

    claim: (eventId, code, change) =>
      commit((tx): ClaimOutcome => {
        const win = sql<WinRow & { draw_id: string; prize_name: string; prize_rank: number }>(
          `SELECT ${WIN_COLUMNS}, w.draw_id, p.prize_name, p.prize_rank
          FROM wins w JOIN prize_draws p ON p.draw_id = w.draw_id JOIN draws d ON d.id = w.draw_id
          WHERE w.event_id = ? AND w.claim_code = ? AND w.hidden = 0 AND d.revealed_at IS NOT NULL`,
        ).get(eventId, code);
        if (!win) return { kind: 'unknown' };
        if (win.forfeited_at !== null) return { kind: 'forfeited', forfeitedAt: win.forfeited_at };
        if (win.claimed_at !== null) return { kind: 'already', claimedAt: win.claimed_at };
        tx.sql('UPDATE wins SET claimed_at = ? WHERE event_id = ? AND claim_code = ?').run(change.at, eventId, code);
        const claimed: Claimed = {
          kind: 'claimed',
          drawNumber: win.draw_number,
          prizeName: win.prize_name,
          prizeRank: win.prize_rank,
          claimedAt: change.at,
        };
        tx.emit([prizeClaimed(eventId, win.draw_id, claimed)]);
        tx.audit(eventId, change, claimed, 'win_claimed', { draw_id: win.draw_id, draw_number: win.draw_number });
        return claimed;
      }),
  } satisfies Partial<EventStore>;

  const parts = {
    prizeDraw: (drawId: string): PrizeDraw | null => {
      const row = sql<PrizeDrawRow>(
        'SELECT prize_id, prize_name, prize_rank, prize_description, image_id FROM prize_draws WHERE draw_id = ?',
      ).get(drawId);
      if (!row) return null;
      return {
        prizeId: row.prize_id,
        prizeName: row.prize_name,
        prizeRank: row.prize_rank,
        prizeDescription: row.prize_description,
        imageId: row.image_id,
      };
    },

    wins: (drawId: string): WinRecord[] =>
      sql<WinRow>(`SELECT ${WIN_COLUMNS} FROM wins w WHERE w.draw_id = ? ORDER BY w.position`).all(drawId).map(toWin),

    standingBy: (drawId: string): number =>
      sql<{ left: number }>(
        `SELECT count(*) AS left FROM draws d JOIN events e ON e.id = d.owner_id JOIN json_each(d.reserves) r
        WHERE d.id = ? AND e.join_round = (SELECT join_round FROM wins WHERE draw_id = d.id LIMIT 1)
        AND NOT EXISTS (SELECT 1 FROM wins w
          WHERE w.event_id = e.id AND w.join_round = e.join_round AND w.draw_number = r.value)`,
      ).get(drawId)?.left ?? 0,

    addPrizeDraw: (tx: Transaction, eventId: string, drawId: string, prize: PrizeDraw): void => {
      tx.sql(
        `INSERT INTO prize_draws (draw_id, event_id, prize_id, prize_name, prize_rank, prize_description, image_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(drawId, eventId, prize.prizeId, prize.prizeName, prize.prizeRank, prize.prizeDescription, prize.imageId);
    },

    addWins,
    forfeitWin,
    showWin,

    restoreDraws: (tx: Transaction, eventId: string): void => {
      tx.sql(
        `INSERT INTO main.prize_draws (draw_id, event_id, prize_id, prize_name, prize_rank, prize_description, image_id)
        SELECT draw_id, event_id, (SELECT p.id FROM main.prizes p WHERE p.id = c.prize_id), prize_name, prize_rank,
          prize_description, image_id FROM copy.prize_draws c WHERE event_id = ?`,
      ).run(eventId);
      tx.sql('INSERT INTO main.wins SELECT * FROM copy.wins WHERE event_id = ?').run(eventId);
    },

    eraseDraws: (tx: Transaction, eventId: string): void => {
      tx.sql('DELETE FROM prize_draws WHERE event_id = ?').run(eventId);
    },
  };

  return { list, store, parts };
};
