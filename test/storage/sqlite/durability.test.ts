/** What is confirmed is on the disk: syncs that are slow, that fail, and power cuts at any moment. */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StorageError } from '../../../src/host/platform/storage/auditedChange.ts';
import { openKernel, type Kernel, type KernelOptions } from '../../../src/host/platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../../src/host/platform/storage/sqlite/migrate.ts';
import { DATABASE_FILE, openDatabase } from '../../../src/host/platform/storage/sqlite/openDatabase.ts';
import { createHeldDisk, createPowerCutDisk } from '../../support/faultyDisk.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const TABLES: readonly Migration[] = [
  {
    feature: 'base',
    version: 1,
    sql: `CREATE TABLE notes (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
      CREATE TABLE last (id INTEGER NOT NULL) STRICT;
      INSERT INTO last VALUES (0);`,
  },
];

const openNotes = (folder: string, options: Partial<KernelOptions> = {}): Kernel => {
  const kernel = openKernel(folder, { migrations: TABLES, ...options });
  onTestFinished(() => kernel.close());
  return kernel;
};

const put = (kernel: Kernel, id: number, body: Uint8Array = Buffer.from('x')): Promise<void> =>
  kernel.commit((tx) => {
    tx.sql('INSERT INTO notes (id, body) VALUES (?, ?)').run(id, body);
    tx.sql('UPDATE last SET id = ?').run(id);
  });

const ids = (kernel: Kernel): Promise<unknown[]> =>
  kernel.read(() => kernel.sql('SELECT id FROM notes ORDER BY id').pluck().all());

/** What has happened to promises so far. */
const watch = (...promises: Promise<unknown>[]): (() => Promise<string[]>) => {
  const states = promises.map(() => 'waits');
  promises.forEach((promise, index) =>
    promise.then(
      () => (states[index] = 'done'),
      (error: unknown) => (states[index] = error instanceof StorageError ? error.kind : String(error)),
    ),
  );
  return async () => {
    await turn();
    await turn();
    return [...states];
  };
};

describe('a commit', () => {
  it('waits for a sync that began after it; those that come meanwhile share the next', async () => {
    const disk = createHeldDisk();
    const kernel = openNotes(temporaryFolder(), { sync: disk.sync });
    // Two of one turn share the first sync; two that come too late for it share the second.
    const early = watch(put(kernel, 1), put(kernel, 2));
    expect(await early()).toEqual(['waits', 'waits']);
    const late = watch(put(kernel, 3), put(kernel, 30));
    expect([await late(), disk.begun()]).toEqual([['waits', 'waits'], 1]);
    disk.end();
    expect([await early(), await late(), disk.begun()]).toEqual([['done', 'done'], ['waits', 'waits'], 2]);
    const fourth = put(kernel, 4);
    const last = watch(fourth);
    disk.end();
    expect(await late()).toEqual(['done', 'done']);
    expect(await last()).toEqual(['waits']);
    disk.end();
    await fourth;
    expect([disk.begun(), disk.under()]).toEqual([3, []]);
  });

  it('that changes nothing needs no sync', async () => {
    const disk = createHeldDisk();
    const kernel = openNotes(temporaryFolder(), { sync: disk.sync });
    await kernel.commit((tx) => tx.sql('DELETE FROM notes').run());
    expect(disk.begun()).toBe(0);
  });

  it('that throws leaves nothing, and the next one is not held up', async () => {
    const kernel = openNotes(temporaryFolder());
    const called: string[] = [];
    const failing = kernel.commit((tx) => {
      tx.afterwards(() => called.push('undone'));
      tx.sql("INSERT INTO notes VALUES (1, x'00')").run();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await kernel.commit((tx) => {
      tx.afterwards(() => called.push('made'));
      tx.sql("INSERT INTO notes VALUES (2, x'00')").run();
    });
    expect(await ids(kernel)).toEqual([2]);
    expect(called).toEqual(['made']);
  });

  it('may be prepared, and is then on the disk with the next one', async () => {
    const disk = createHeldDisk();
    const kernel = openNotes(temporaryFolder(), { sync: disk.sync });
    await kernel.prepare((tx) => tx.sql("INSERT INTO notes VALUES (1, x'00')").run());
    expect(disk.begun()).toBe(0);
    const next = put(kernel, 2);
    const states = watch(next);
    await turn();
    disk.end();
    expect(await states()).toEqual(['done']);
    expect(disk.begun()).toBe(1);
    expect(await ids(kernel)).toEqual([1, 2]);
  });

  it('hands the rows of the outbox to their writer inside the transaction', async () => {
    const written: unknown[] = [];
    const kernel = openNotes(temporaryFolder(), {
      outbox: (events, tx) => {
        tx.sql("INSERT INTO notes VALUES (7, x'00')").run();
        written.push(...events);
      },
    });
    const event = { type: 'noted', subject: 'note', at: 1, data: {} };
    await kernel.commit((tx) => tx.emit([event]));
    expect([written, await ids(kernel)]).toEqual([[event], [7]]);
    const without = openNotes(temporaryFolder());
    await without.commit((tx) => tx.emit([event]));
    expect(await ids(without)).toEqual([]);
  });
});

describe('a read', () => {
  it('shows nothing that a power cut could take back', async () => {
    const disk = createHeldDisk();
    const kernel = openNotes(temporaryFolder(), { sync: disk.sync });
    expect(await ids(kernel)).toEqual([]);
    const first = put(kernel, 1);
    // Already in the turn of the commit itself.
    const early = ids(kernel);
    const states = watch(
      first,
      early,
      Promise.resolve().then(() => ids(kernel)),
    );
    expect(await states()).toEqual(['waits', 'waits', 'waits']);
    disk.end();
    expect(await states()).toEqual(['done', 'done', 'done']);
    expect(await early).toEqual([1]);
    expect(disk.begun()).toBe(1);
    const prepared = kernel.prepare((tx) => tx.sql("INSERT INTO notes VALUES (2, x'00')").run());
    await prepared;
    const late = ids(kernel);
    const lateState = watch(late);
    expect(await lateState()).toEqual(['waits']);
    disk.end();
    expect(await late).toEqual([1, 2]);
  });
});

describe('a sync that fails', () => {
  it('ends the store, which confirms and shows nothing more until it is opened anew', async () => {
    const disk = createHeldDisk();
    const folder = temporaryFolder();
    const kernel = openNotes(folder, { sync: disk.sync });
    const good = put(kernel, 1);
    await turn();
    disk.end();
    await good;
    const states = watch(put(kernel, 2), put(kernel, 3), ids(kernel));
    await turn();
    disk.end(new Error('EIO: i/o error, fdatasync'));
    expect(await states()).toEqual(['unusable', 'unusable', 'unusable']);
    await expect(put(kernel, 4)).rejects.toThrow(/could not keep a change \(EIO.*until the program is started again/);
    await expect(ids(kernel)).rejects.toThrow(/EIO/);
    await expect(kernel.copyTo(join(folder, 'copy'))).rejects.toThrow(/EIO/);
    // A second sync could succeed and keep nothing: none is tried.
    expect(disk.begun()).toBe(2);
    await kernel.close();
    expect((await ids(openNotes(folder))).at(0)).toBe(1);
  });
});

describe('a store whose sync failed', () => {
  it('is closed as it is: what was confirmed is in the log, whatever became of the database', async () => {
    const disk = createHeldDisk();
    const folder = temporaryFolder();
    const file = join(folder, DATABASE_FILE);
    const kernel = openNotes(folder, { sync: disk.sync });
    const before = readFileSync(file);
    const large = put(kernel, 1, randomBytes(6_000_000));
    await turn();
    disk.end();
    await large;
    await turn();
    expect(disk.under()).toEqual(['database']);
    disk.end(new Error('EIO'));
    await turn();
    await expect(put(kernel, 2)).rejects.toThrow(/EIO/);
    await kernel.close();
    expect(readdirSync(folder).sort()).toEqual([DATABASE_FILE, `${DATABASE_FILE}-wal`]);
    // Its pages never reached the disk.
    writeFileSync(file, before);
    expect(await ids(openNotes(folder))).toEqual([1]);
  });

  it('copies nothing of a log that may be damaged', async () => {
    const disk = createHeldDisk();
    const folder = temporaryFolder();
    const file = join(folder, DATABASE_FILE);
    const kernel = openNotes(folder, { sync: disk.sync });
    const first = put(kernel, 1);
    await turn();
    disk.end();
    await first;
    const before = readFileSync(file);
    const length = statSync(`${file}-wal`).size;
    const second = put(kernel, 2);
    const states = watch(second);
    await turn();
    disk.end(new Error('EIO'));
    expect(await states()).toEqual(['unusable']);
    await kernel.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    // What was not confirmed did not reach the disk.
    truncateSync(`${file}-wal`, length);
    expect(await ids(openNotes(folder))).toEqual([1]);
  });

  it('is found again when the program was killed while it closed it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, DATABASE_FILE);
    const kernel = openNotes(folder);
    await put(kernel, 1);
    await kernel.close();
    renameSync(file, `${file}-aside`);
    expect(await ids(openNotes(folder))).toEqual([1]);
  });
});

describe('a full disk', () => {
  it('refuses a change and undoes it whole; when there is room again, it goes on', async () => {
    let database: Database.Database | undefined;
    const kernel = openNotes(temporaryFolder(), {
      open: (folder, migrations) => (database = openDatabase(folder, migrations)),
    });
    await put(kernel, 1);
    database?.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`);
    const refused = put(kernel, 2, randomBytes(100_000));
    await expect(refused).rejects.toMatchObject({ kind: 'full', name: 'StorageError' });
    expect(await ids(kernel)).toEqual([1]);
    expect(await kernel.read(() => kernel.sql('SELECT id FROM last').pluck().get())).toBe(1);
    database?.pragma('max_page_count = 100000');
    await put(kernel, 2, randomBytes(100_000));
    expect(await ids(kernel)).toEqual([1, 2]);
  });
});

describe('the write-ahead log', () => {
  it('is copied into the database and emptied, while commits wait and reads do not', async () => {
    const disk = createHeldDisk();
    const folder = temporaryFolder();
    const kernel = openNotes(folder, { sync: disk.sync });
    const size = (): number => statSync(join(folder, `${DATABASE_FILE}-wal`)).size;
    const large = put(kernel, 1, randomBytes(6_000_000));
    await turn();
    expect(size()).toBeGreaterThan(6_000_000);
    expect(disk.under()).toEqual(['log']);
    disk.end();
    await large;
    await turn();
    expect(disk.under()).toEqual(['database']);
    const next = put(kernel, 2);
    const states = watch(next);
    expect(await states()).toEqual(['waits']);
    expect(await ids(kernel)).toEqual([1]);
    // Nothing is overwritten before the database is on the disk.
    expect(size()).toBeGreaterThan(6_000_000);
    disk.end();
    await turn();
    expect([disk.under(), size()]).toEqual([['log'], 0]);
    expect(await states()).toEqual(['waits']);
    disk.end();
    await turn();
    await turn();
    expect(disk.under()).toEqual(['log']);
    expect(size()).toBeGreaterThan(0);
    disk.end();
    await next;
    expect(await ids(kernel)).toEqual([1, 2]);
  });

  it('is closed with the database after what is under way, and nothing of it is left', async () => {
    const disk = createHeldDisk();
    const folder = temporaryFolder();
    const kernel = openNotes(folder, { sync: disk.sync });
    const commit = put(kernel, 1);
    const states = watch(commit, kernel.close(), kernel.close());
    expect(await states()).toEqual(['waits', 'waits', 'waits']);
    disk.end();
    expect(await states()).toEqual(['done', 'done', 'done']);
    expect(() => statSync(join(folder, `${DATABASE_FILE}-wal`))).toThrow(/ENOENT/);
    expect(await ids(openNotes(folder))).toEqual([1]);
  });

  it('may be open twice: another program is refused as long as this one runs', async () => {
    const folder = temporaryFolder();
    const kernel = openNotes(folder);
    const file = join(folder, DATABASE_FILE);
    const other = (): string => {
      const program = `
        const Database = require('better-sqlite3');
        const database = new Database(${JSON.stringify(file)}, { timeout: 0 });
        try { console.log(database.prepare('SELECT count(*) FROM notes').pluck().get()); } catch (error) { console.log(error.code); }`;
      return spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' }).stdout.trim();
    };
    expect(other()).toBe('SQLITE_BUSY');
    // Through a checkpoint, too, for which the database's file is synced beside SQLite.
    await put(kernel, 1, randomBytes(6_000_000));
    await put(kernel, 2);
    expect(other()).toBe('SQLITE_BUSY');
    await kernel.copyTo(join(folder, 'copy'));
    expect(other()).toBe('SQLITE_BUSY');
    await kernel.close();
    expect(other()).toBe('2');
  });
});

describe('a power cut', () => {
  /** Numbers that look random and are the same each time. */
  const chooser = (seed: string): ((below: number) => number) => {
    let state = createHash('sha256').update(seed).digest();
    let at = 0;
    return (below) => {
      if (at > 28) {
        state = createHash('sha256').update(state).digest();
        at = 0;
      }
      at += 4;
      return state.readUInt32BE(at - 4) % below;
    };
  };
  const bodyOf = (id: number): Buffer => {
    const line = createHash('sha512').update(`note ${id}`).digest();
    return Buffer.alloc(1_000 + ((id * 7_919) % 12_000), line);
  };

  it.each(['one', 'two', 'three', 'four', 'five', 'six'])(
    'takes nothing that was confirmed, and leaves no half of a change (%s)',
    async (seed) => {
      const folder = temporaryFolder();
      const choose = chooser(seed);
      const left: { folder: string; confirmed: number; made: number }[] = [];
      let confirmed = 0;
      let made = 0;
      const disk = createPowerCutDisk(folder, choose, () => {
        if (choose(3) === 0) left.push({ folder: disk.cut(), confirmed, made });
      });
      const kernel = openNotes(folder, { sync: disk.sync, checkpointPages: 40 });
      disk.observe();
      const waiting: Promise<void>[] = [];
      for (let id = 1; id <= 120; id += 1) {
        const change = kernel.commit((tx) => {
          made = id;
          tx.sql('INSERT INTO notes (id, body) VALUES (?, ?)').run(id, bodyOf(id));
          // Older pages change, too, and some become free.
          if (id % 3 === 0) tx.sql('UPDATE notes SET body = ? WHERE id = ?').run(bodyOf(id), id / 3);
          if (id % 7 === 0) tx.sql('UPDATE notes SET body = ? WHERE id = ?').run(bodyOf(id / 7), id / 7);
          tx.sql('UPDATE last SET id = ?').run(id);
        });
        waiting.push(
          change.then(() => {
            confirmed = Math.max(confirmed, id);
          }),
        );
        // Sometimes one after the other, sometimes several while a sync is under way.
        if (choose(3) === 0) await change;
        else await turn();
        disk.observe();
      }
      await Promise.all(waiting);
      left.push({ folder: disk.cut(), confirmed, made });
      // It went through checkpoints, and was cut often.
      expect(disk.synced().filter((file) => file === 'database').length).toBeGreaterThan(5);
      expect(left.length).toBeGreaterThan(30);

      for (const { folder: after, confirmed: least, made: most } of left) {
        // Opens it as a host would, with SQLite's own check of every page.
        const database = openDatabase(after, TABLES);
        const last = Number(database.prepare('SELECT id FROM last').pluck().get());
        expect(last).toBeGreaterThanOrEqual(least);
        expect(last).toBeLessThanOrEqual(most);
        const found = database.prepare('SELECT id, body FROM notes ORDER BY id').all() as {
          id: number;
          body: Buffer;
        }[];
        expect(found.map(({ id }) => id)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
        for (const { id, body } of found) {
          const changed = id * 3 <= last && !(id * 7 <= last) ? id * 3 : id;
          if (!body.equals(bodyOf(changed))) throw new Error(`note ${id} is not what it was`);
        }
        expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
        database.close();
      }
    },
  );
});
