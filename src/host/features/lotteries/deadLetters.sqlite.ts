import type { Kernel } from '../../platform/storage/sqlite/kernel.ts';
import type { DeadLetterRecord, LotteriesStore } from './store.ts';

type DeadLettersPart = Pick<
  LotteriesStore,
  'keepDeadLetters' | 'deadLetters' | 'deadLetter' | 'countDeadLetters' | 'dropDeadLetter'
>;

const COLUMNS = 'SELECT id, source, reason, body, bytes, at FROM dead_letters';

/** Messages that could not be taken. */
export const createDeadLettersPart = ({ sql, commit, read }: Kernel): DeadLettersPart => ({
  keepDeadLetters: (letters) =>
    commit((tx) => {
      for (const { source, reason, body, bytes, at } of letters)
        tx.sql(
          'INSERT INTO dead_letters (source, reason, body, bytes, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (source) DO NOTHING',
        ).run(source, reason, body, bytes, at);
    }),

  deadLetters: (after, limit) =>
    read(() => sql<DeadLetterRecord>(`${COLUMNS} WHERE id > ? ORDER BY id LIMIT ?`).all(after, limit)),

  deadLetter: (id) => read(() => sql<DeadLetterRecord>(`${COLUMNS} WHERE id = ?`).get(id) ?? null),

  countDeadLetters: () =>
    read(() => sql<{ total: number }>('SELECT count(*) AS total FROM dead_letters').get()?.total ?? 0),

  dropDeadLetter: (id, change) =>
    commit((tx) => {
      const dropped = tx.sql('DELETE FROM dead_letters WHERE id = ?').run(id).changes === 1;
      if (dropped) tx.keep(change.idempotent, dropped);
      return dropped;
    }),
});
