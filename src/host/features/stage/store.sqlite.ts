import { placeOf } from '../../../core/draws/place.ts';
import { fittingPage } from '../../platform/listPage.ts';
import { sqliteStep, type Kernel, type Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../platform/storage/sqlite/migrate.ts';
import type { DrawsParts } from '../draws/store.sqlite.ts';
import type { DrawRecord } from '../draws/store.ts';
import type { EventParts } from '../event/store.sqlite.ts';
import type { WinRecord } from '../event/store.ts';
import { stageDraws } from './migrations/0003-stage-draws.ts';
import { stepIns } from './migrations/0016-step-ins.ts';
import { createStepInsPart } from './absent/stepIns.sqlite.ts';
import { createUndoPart } from './undo/undoReset.sqlite.ts';
import { winnersRevealed } from './winnersRevealed.ts';
import type { DecidedOnStage, StageDraw, StagedPrize, StageStore } from './store.ts';

export const stageMigrations: readonly Migration[] = [
  { feature: 'stage', version: 3, sql: stageDraws },
  { feature: 'stage', version: 16, sql: stepIns },
];

/** Winners and reserves of one page of draws. */
const WINNERS_A_PAGE = 10_000;

interface StageRow {
  draw_id: string;
  spin_ms: number;
  dismissed_at: number | null;
}

/** What the stage adds to draws, in SQLite; the parts of draws and event belong to the same kernel. */
export const createStageStore = (
  kernel: Kernel,
  { draws, event }: { readonly draws: DrawsParts; readonly event: EventParts },
): StageStore => {
  const { sql, commit, read } = kernel;
  const onStage = (draw: DrawRecord, prize: StagedPrize, winners: readonly WinRecord[]): StageDraw => ({
    ...draw,
    prizeId: prize.prizeId,
    prizeName: prize.prizeName,
    prizeRank: prize.prizeRank,
    prizeDescription: prize.prizeDescription,
    imageId: prize.imageId,
    spinMs: prize.spinMs,
    dismissedAt: null,
    winners,
    stepIn: null,
  });

  const stageRow = (drawId: string): StageRow | undefined =>
    sql<StageRow>('SELECT draw_id, spin_ms, dismissed_at FROM stage_draws WHERE draw_id = ?').get(drawId);

  /** Null: the draw is not of the stage. */
  const stored = (draw: DrawRecord): StageDraw | null => {
    const row = stageRow(draw.id);
    const prize = event.prizeDraw(draw.id);
    if (!row || !prize) return null;
    return {
      ...onStage(draw, { ...prize, spinMs: row.spin_ms }, event.wins(draw.id)),
      dismissedAt: row.dismissed_at,
      stepIn: absences.last(draw.id),
    };
  };

  const put = (tx: Transaction, draw: DrawRecord, prize: StagedPrize): void => {
    event.addPrizeDraw(tx, draw.ownerId, draw.id, prize);
    tx.sql(
      `INSERT INTO stage_draws (draw_id, event_id, spin_ms, turn)
      VALUES (?, ?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM stage_draws WHERE event_id = ?))`,
    ).run(draw.id, draw.ownerId, prize.spinMs, draw.ownerId);
  };

  const absences = createStepInsPart(kernel, event, (eventId, drawId) => {
    const draw = draws.draw(drawId);
    return draw?.ownerId === eventId && draw.decidedAt !== null ? stored(draw) : null;
  });

  return {
    ...absences.store,

    announced: (prize) =>
      sqliteStep((tx, draw) => {
        put(tx, draw, prize);
        return onStage(draw, prize, []);
      }),

    closed: (steps) =>
      sqliteStep((tx, draw): StageDraw => {
        event.spendSteps(tx, draw.ownerId, steps);
        const closed = stored(draw);
        if (!closed) throw new Error(`draw ${draw.id} is not of the stage`);
        return closed;
      }),

    decided: (claimCode) =>
      sqliteStep((tx, draw): DecidedOnStage => {
        event.addWins(tx, draw.ownerId, draw.id, draw.winners, claimCode);
        const decided = stored(draw);
        if (!decided) throw new Error(`draw ${draw.id} is not of the stage`);
        return { draw: decided, state: event.state(draw.ownerId) };
      }),

    announcedAndDecided: (prize, claimCode) =>
      sqliteStep((tx, draw): DecidedOnStage => {
        put(tx, draw, prize);
        const winners = event.addWins(tx, draw.ownerId, draw.id, draw.winners, claimCode);
        return { draw: onStage(draw, prize, winners), state: event.state(draw.ownerId) };
      }),

    current: (eventId) =>
      read(() => {
        const last = sql<StageRow>(
          `SELECT draw_id, spin_ms, dismissed_at FROM stage_draws WHERE event_id = ? ORDER BY turn DESC LIMIT 1`,
        ).get(eventId);
        const draw = last && last.dismissed_at === null ? draws.draw(last.draw_id) : null;
        return draw && draw.abandonedAt === null ? stored(draw) : null;
      }),

    draws: (eventId) =>
      read(() =>
        draws
          .decided(eventId)
          .map(stored)
          .filter((draw) => draw !== null),
      ),

    drawsPage: (eventId, before, limit) =>
      read(() => {
        const found = draws.decidedPage(eventId, before, limit);
        const sizeOf = ({ winners, reserves }: DrawRecord): number => winners.length + reserves.length;
        const { items, hasMore } = fittingPage(found.draws, limit, sizeOf, WINNERS_A_PAGE);
        const last = items.at(-1);
        const shown = items.map(stored).filter((draw) => draw !== null);
        return {
          total: found.total,
          nextBefore: last && hasMore ? placeOf(last) : null,
          draws: shown.map((draw) => ({ ...draw, reservesLeft: event.standingBy(draw.id) })),
        };
      }),

    markRevealed: (eventId, drawId, change) =>
      commit((tx) => {
        if (!draws.markRevealed(tx, eventId, drawId, change.at)) return;
        tx.emit([winnersRevealed(eventId, drawId, event, change.at)]);
        tx.audit(eventId, change, undefined, 'draw_revealed', { draw_id: drawId });
      }),

    markDismissed: (eventId, drawId, change) =>
      commit((tx) => {
        const { changes } = tx
          .sql('UPDATE stage_draws SET dismissed_at = ? WHERE draw_id = ? AND event_id = ? AND dismissed_at IS NULL')
          .run(change.at, drawId, eventId);
        if (changes === 1) tx.audit(eventId, change, undefined, 'draw_dismissed', { draw_id: drawId });
      }),

    ...createUndoPart(kernel, draws, event),

    reset: (eventId, what, backup, change) =>
      commit((tx) => {
        let removedDraws = 0;
        if (what.draws) {
          tx.sql('DELETE FROM stage_draws WHERE event_id = ?').run(eventId);
          event.eraseDraws(tx, eventId);
          removedDraws = draws.erase(tx, eventId, change);
        }
        const removedParticipants = what.participants ? event.eraseParticipants(tx, eventId) : 0;
        const outcome = { removedParticipants, removedDraws };
        tx.audit(eventId, change, outcome, 'reset', {
          participants: what.participants,
          draws: what.draws,
          backup,
          ...outcome,
        });
        return { outcome, state: event.state(eventId) };
      }),
  };
};
