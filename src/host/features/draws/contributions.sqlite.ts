import type { Contribution } from '../../../core/fairness/entropy.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';

/**
 * What phones have added to armed draws, in SQLite: a phone is told that it counts when it is on the disk, so that no crash
 * takes it away again. With the close it goes into the draw.
 */
export const createContributions = ({ sql }: Pick<Kernel, 'sql'>) => ({
  put: (tx: Transaction, drawId: string, [number, step, value]: Contribution): void => {
    tx.sql('INSERT OR IGNORE INTO draw_contributions (draw_id, draw_number, step, value) VALUES (?, ?, ?, ?)').run(
      drawId,
      number,
      step,
      value,
    );
  },

  list: (drawId: string): Contribution[] =>
    sql<Contribution>('SELECT draw_number, step, value FROM draw_contributions WHERE draw_id = ? ORDER BY draw_number')
      .raw()
      .all(drawId) as Contribution[],

  drop: (tx: Transaction, drawId: string): void => {
    tx.sql('DELETE FROM draw_contributions WHERE draw_id = ?').run(drawId);
  },

  /** Of all draws of an owner. */
  erase: (tx: Transaction, ownerId: string): void => {
    tx.sql('DELETE FROM draw_contributions WHERE draw_id IN (SELECT id FROM draws WHERE owner_id = ?)').run(ownerId);
  },
});
