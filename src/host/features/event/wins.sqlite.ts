/** Wins: how they come into being, are forfeited, and pass to a reserve. Within the commits of the stage. */
import { nextReserve } from '../../../core/stage/absent.ts';
import type { Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { Absence, WinRecord } from './store.ts';

export interface WinRow {
  draw_number: number;
  claim_code: string;
  claimed_at: number | null;
  forfeited_at: number | null;
  forfeit_reason: string;
  steps_in_for: number | null;
  hidden: number;
}

export const WIN_COLUMNS =
  'w.draw_number, w.claim_code, w.claimed_at, w.forfeited_at, w.forfeit_reason, w.steps_in_for, w.hidden';

export const toWin = (row: WinRow): WinRecord => ({
  drawNumber: row.draw_number,
  claimCode: row.claim_code,
  claimedAt: row.claimed_at,
  forfeitedAt: row.forfeited_at,
  forfeitReason: row.forfeit_reason,
  stepsInFor: row.steps_in_for,
  hidden: row.hidden === 1,
});

const freeCode = (tx: Transaction, eventId: string, claimCode: () => string): string => {
  const taken = tx.sql('SELECT 1 FROM wins WHERE event_id = ? AND claim_code = ?');
  for (;;) {
    const code = claimCode();
    if (taken.get(eventId, code) === undefined) return code;
  }
};

export const addWins = (
  tx: Transaction,
  eventId: string,
  drawId: string,
  winners: readonly number[],
  claimCode: () => string,
): WinRecord[] => {
  const insert = tx.sql<WinRow>(
    `INSERT INTO wins AS w (draw_id, event_id, join_round, position, draw_number, claim_code)
    VALUES (?, ?, (SELECT join_round FROM events WHERE id = ?), ?, ?, ?) RETURNING ${WIN_COLUMNS.replaceAll('w.', '')}`,
  );
  return winners.flatMap((drawNumber, index) => {
    const row = insert.get(drawId, eventId, eventId, index + 1, drawNumber, freeCode(tx, eventId, claimCode));
    return row ? [toWin(row)] : [];
  });
};

export const forfeitWin = (tx: Transaction, absence: Absence, claimCode: () => string): WinRecord | null => {
  const { drawId, drawNumber, reason, at, reserves } = absence;
  const forfeited = tx
    .sql<{ event_id: string; join_round: number }>(
      `UPDATE wins SET forfeited_at = ?, forfeit_reason = ? WHERE draw_id = ? AND draw_number = ? AND hidden = 0
      AND claimed_at IS NULL AND forfeited_at IS NULL RETURNING event_id, join_round`,
    )
    .get(at, reason, drawId, drawNumber);
  if (!forfeited) throw new Error(`number ${drawNumber} has no win of draw ${drawId} to forfeit`);
  const { event_id: eventId, join_round: round } = forfeited;
  // After a reset of the participants the reserves' numbers belong to others.
  const now = tx.sql<{ join_round: number }>('SELECT join_round FROM events WHERE id = ?').get(eventId)?.join_round;
  const won = tx.sql('SELECT 1 FROM wins WHERE event_id = ? AND join_round = ? AND draw_number = ?');
  const next = now === round ? nextReserve(reserves, (number) => won.get(eventId, round, number) !== undefined) : null;
  if (next === null) return null;
  const row = tx
    .sql<WinRow>(
      `INSERT INTO wins AS w (draw_id, event_id, join_round, position, draw_number, claim_code, steps_in_for, hidden)
      VALUES (?, ?, ?, (SELECT max(position) + 1 FROM wins WHERE draw_id = ?), ?, ?, ?, 1)
      RETURNING ${WIN_COLUMNS.replaceAll('w.', '')}`,
    )
    .get(drawId, eventId, round, drawId, next, freeCode(tx, eventId, claimCode), drawNumber);
  return row ? toWin(row) : null;
};

export const showWin = (tx: Transaction, drawId: string, drawNumber: number): void => {
  tx.sql('UPDATE wins SET hidden = 0 WHERE draw_id = ? AND draw_number = ?').run(drawId, drawNumber);
};
