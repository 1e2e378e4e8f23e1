import type { Kernel, Transaction } from '../../../platform/storage/sqlite/kernel.ts';
import type { EventParts } from '../../event/store.sqlite.ts';
import { steppedIn, winForfeited } from './outboxEvents.ts';
import type { StageDraw, StageStore, StepIn } from '../store.ts';

interface StepInRow {
  draw_number: number;
  steps_in_for: number;
  started_at: number;
  spin_ms: number;
  revealed_at: number | null;
}

/** Absent winners and the reserves who step in: a part of the stage's store. `drawOf`: a decided draw of the event. */
export const createStepInsPart = (
  { sql, commit, read }: Kernel,
  event: EventParts,
  drawOf: (eventId: string, drawId: string) => StageDraw | null,
) => {
  const last = (drawId: string): StepIn | null => {
    // A reserve steps in once, at a place after all that were there before.
    const row = sql<StepInRow>(
      `SELECT s.draw_number, s.steps_in_for, s.started_at, s.spin_ms, s.revealed_at FROM step_ins s
      JOIN wins w ON w.draw_id = s.draw_id AND w.draw_number = s.draw_number
      WHERE s.draw_id = ? ORDER BY w.position DESC LIMIT 1`,
    ).get(drawId);
    if (!row) return null;
    return {
      drawNumber: row.draw_number,
      stepsInFor: row.steps_in_for,
      startedAt: row.started_at,
      spinMs: row.spin_ms,
      revealedAt: row.revealed_at,
    };
  };

  /** The reels have stood for a reserve: the win can be seen and claimed, and other systems learn of it. */
  const reveal = (tx: Transaction, eventId: string, drawId: string, drawNumber: number, at: number): boolean => {
    const row = tx
      .sql<{ steps_in_for: number }>(
        `UPDATE step_ins SET revealed_at = ? WHERE draw_id = ? AND draw_number = ? AND revealed_at IS NULL
        RETURNING steps_in_for`,
      )
      .get(at, drawId, drawNumber);
    if (!row) return false;
    event.showWin(tx, drawId, drawNumber);
    tx.emit([steppedIn(eventId, drawId, event.prizeDraw(drawId), { drawNumber, stepsInFor: row.steps_in_for }, at)]);
    return true;
  };

  const store = {
    draw: (eventId, drawId) => read(() => drawOf(eventId, drawId)),

    revealedDraw: (drawId) =>
      read(() => {
        const forfeits = sql<{ forfeits: number }>(
          `SELECT (SELECT count(*) FROM wins w WHERE w.draw_id = d.id AND w.forfeited_at IS NOT NULL) AS forfeits
          FROM draws d JOIN stage_draws s ON s.draw_id = d.id WHERE d.id = ? AND d.revealed_at IS NOT NULL`,
        ).get(drawId);
        return forfeits ? { winners: forfeits.forfeits > 0 ? event.wins(drawId) : [] } : null;
      }),

    forfeit: (eventId, { drawId, drawNumber, reason, spinMs, onStage, claimCode }, change) =>
      commit((tx) => {
        const { at } = change;
        const before = drawOf(eventId, drawId);
        if (!before) throw new Error(`no such draw: ${drawId}`);
        const { stepIn, reserves } = before;
        if (stepIn?.revealedAt === null) reveal(tx, eventId, drawId, stepIn.drawNumber, at);
        const next = event.forfeitWin(tx, { drawId, drawNumber, reason, at, reserves }, claimCode);
        if (next) {
          tx.sql(
            `INSERT INTO step_ins (draw_id, draw_number, steps_in_for, started_at, spin_ms) VALUES (?, ?, ?, ?, ?)`,
          ).run(drawId, next.drawNumber, drawNumber, at, spinMs);
          if (onStage !== null && onStage !== drawId) {
            tx.sql('UPDATE stage_draws SET dismissed_at = ? WHERE draw_id = ?').run(at, onStage);
          }
          tx.sql(
            `UPDATE stage_draws SET dismissed_at = NULL, turn = (SELECT max(turn) + 1 FROM stage_draws WHERE event_id = ?)
            WHERE draw_id = ?`,
          ).run(eventId, drawId);
        }
        const draw = drawOf(eventId, drawId);
        const forfeited = draw?.winners.find((win) => win.drawNumber === drawNumber);
        if (!draw || !forfeited) throw new Error(`no such win: ${drawNumber} of ${drawId}`);
        const outcome = { draw, forfeited, steppedIn: next?.drawNumber ?? null, state: event.state(eventId) };
        tx.emit([winForfeited(eventId, draw, forfeited, at)]);
        tx.audit(eventId, change, outcome, 'winner_absent', {
          draw_id: drawId,
          draw_number: drawNumber,
          reason,
          stepped_in: outcome.steppedIn,
        });
        return outcome;
      }),

    markSteppedIn: (eventId, drawId, drawNumber, change) =>
      commit((tx) => {
        if (!reveal(tx, eventId, drawId, drawNumber, change.at)) return;
        tx.audit(eventId, change, undefined, 'reserve_stepped_in', { draw_id: drawId, draw_number: drawNumber });
      }),
  } satisfies Partial<StageStore>;

  return { last, store };
};
