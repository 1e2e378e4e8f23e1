import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { DrawIncident } from './store.ts';

interface IncidentRow {
  epoch: number;
  draw: number;
  what: DrawIncident['what'];
  times: number;
  at: number | null;
}

/** Where in an owner's chains. */
type Place = Pick<DrawIncident, 'epoch' | 'draw'>;

/** One row for each draw number and kind, so that a host that is started a thousand times fills nothing. */
const NOTE = `INSERT INTO draw_incidents (owner_id, epoch, draw, what, times, at) VALUES (?, ?, ?, ?, 1, ?)
  ON CONFLICT (owner_id, epoch, draw, what) DO UPDATE SET times = times + 1, at = excluded.at`;

/** What befell draws, in SQLite: it stays when the draws are erased. */
export const createIncidents = ({ sql }: Pick<Kernel, 'sql'>) => ({
  note: (tx: Transaction, ownerId: string, { epoch, draw }: Place, what: DrawIncident['what'], at: number): void => {
    tx.sql(NOTE).run(ownerId, epoch, draw, what, at);
  },

  /** The owner's draws are there again: nobody is told any more that they were erased. */
  forgetErased: (tx: Transaction, ownerId: string): void => {
    tx.sql(
      `DELETE FROM draw_incidents AS i WHERE owner_id = ? AND what = 'erased'
      AND EXISTS (SELECT 1 FROM main.draws d WHERE d.owner_id = i.owner_id AND d.epoch = i.epoch AND d.draw = i.draw)`,
    ).run(ownerId);
  },

  /** From `from` on, before `before`; the newest first. */
  between: (ownerId: string, from: Place, before: Place): DrawIncident[] =>
    sql<IncidentRow>(
      `SELECT epoch, draw, what, times, at FROM draw_incidents
      WHERE owner_id = ? AND (epoch, draw) >= (?, ?) AND (epoch, draw) < (?, ?) ORDER BY epoch DESC, draw DESC, what`,
    ).all(ownerId, from.epoch, from.draw, before.epoch, before.draw),
});
