import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/host/openSqliteStores.ts';
import { openDatabase } from '../../../src/host/platform/storage/sqlite/openDatabase.ts';
import { temporaryFolder } from '../../support/temporary.ts';

describe('a store from before incidents were written down', () => {
  it('tells which numbers were given up and which were erased, as far as it knows', () => {
    const folder = temporaryFolder();
    const before = openDatabase(
      folder,
      MIGRATIONS.filter(({ version }) => version < 20),
    );
    before.exec(`INSERT INTO seals (owner_id, epoch, chain_secret, next_draw) VALUES
      ('event', 1, zeroblob(32), 1025), ('event', 2, zeroblob(32), 5), ('game', 1, zeroblob(32), 1)`);
    const add = before.prepare(
      `INSERT INTO draws (id, owner_id, epoch, draw, entry_count, announcement, announced_at, window_ms, abandoned_at)
      VALUES (?, 'event', ?, ?, 1, '{}', 1, 0, ?)`,
    );
    for (let draw = 2; draw <= 1_024; draw += 1) add.run(`first ${draw}`, 1, draw, null);
    add.run('given up', 2, 2, 77);
    add.run('drawn', 2, 4, null);
    before.close();
    const database = openDatabase(folder, MIGRATIONS);
    expect(database.prepare('SELECT * FROM draw_incidents ORDER BY epoch, draw').raw().all()).toEqual([
      ['event', 1, 1, 'erased', 1, null],
      ['event', 2, 1, 'erased', 1, null],
      ['event', 2, 2, 'abandoned', 1, 77],
      ['event', 2, 3, 'erased', 1, null],
    ]);
    database.close();
  });
});
