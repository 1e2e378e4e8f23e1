import { accept, refuse, type Result } from '../../../../core/result.ts';
import { isUnderWay, type Stage } from '../../../../core/stage/stage.ts';
import type { AuditedChange } from '../../../platform/storage/auditedChange.ts';
import type { Events } from '../../event/service.ts';
import type { LastReset, Restored, StageStore } from '../store.ts';

/**
 * Undoes the last reset within the event's queue. `findCopy`: the file of a copy that was kept under this name; null: it
 * is gone. `restored`: shows what is there again.
 */
export const createUndo =
  (
    store: Pick<StageStore, 'lastReset' | 'undoReset'>,
    events: Pick<Events, 'active' | 'restore'>,
    stage: () => Stage,
    restored: (last: LastReset, restoredDraws: number) => Promise<void>,
  ) =>
  async (
    findCopy: (name: string) => string | null,
    change: AuditedChange<Restored>,
  ): Promise<Result<Restored, 'draw_in_progress' | 'nothing_to_undo'>> => {
    if (isUnderWay(stage())) return refuse('draw_in_progress', 'The reels are turning. Undo it afterwards.');
    const eventId = events.active().event.id;
    const nothing = 'There is no reset to undo: nothing was reset, something was drawn since, or its copy is gone.';
    const last = await store.lastReset(eventId);
    const file = last && findCopy(last.backup);
    if (!last || file === null) return refuse('nothing_to_undo', nothing);
    const outcome = await events.restore(() => store.undoReset(eventId, last, file, change));
    if (!outcome) return refuse('nothing_to_undo', nothing);
    await restored(last, outcome.restoredDraws);
    return accept(outcome);
  };
