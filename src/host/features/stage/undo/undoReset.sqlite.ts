import type { Kernel } from '../../../platform/storage/sqlite/kernel.ts';
import type { DrawsParts } from '../../draws/store.sqlite.ts';
import type { EventParts } from '../../event/store.sqlite.ts';
import type { LastReset, Restored, StageStore } from '../store.ts';

/** Written by this store alone, with each reset. */
type ResetDetails = Partial<LastReset> & { readonly backup?: string | null };

/** Bringing back what a reset has removed: a part of the stage's store. */
export const createUndoPart = ({ sql, commitWith, read }: Kernel, draws: DrawsParts, event: EventParts) =>
  ({
    lastReset: (eventId) =>
      read((): LastReset | null => {
        const last = sql<{ action: string; details: string }>(
          `SELECT action, details FROM log WHERE event_id = ? AND action IN ('reset', 'reset_undone', 'draw_announced')
          ORDER BY seq DESC LIMIT 1`,
        ).get(eventId);
        if (last?.action !== 'reset') return null;
        const { backup, participants = false, draws: drawn = false } = JSON.parse(last.details) as ResetDetails;
        return typeof backup === 'string' ? { backup, participants, draws: drawn } : null;
      }),

    undoReset: (eventId, reset, file, change) =>
      commitWith(file, (tx) => {
        let restoredDraws = 0;
        if (reset.draws) {
          restoredDraws = draws.restore(tx, eventId);
          event.restoreDraws(tx, eventId);
          tx.sql('INSERT INTO main.stage_draws SELECT * FROM copy.stage_draws WHERE event_id = ?').run(eventId);
          tx.sql(
            `INSERT INTO main.step_ins SELECT i.* FROM copy.step_ins i JOIN copy.stage_draws s ON s.draw_id = i.draw_id
            WHERE s.event_id = ?`,
          ).run(eventId);
        }
        const restoredParticipants = reset.participants ? event.restoreParticipants(tx, eventId) : 0;
        const outcome: Restored = { restoredParticipants, restoredDraws };
        tx.audit(eventId, change, outcome, 'reset_undone', { backup: reset.backup, ...outcome });
        return { outcome, state: event.state(eventId) };
      }),
  }) satisfies Partial<StageStore>;
